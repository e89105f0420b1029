// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// logrotate's configuration as logrotate reads it: main file, includes, inherited settings,
/// stanzas. Invariant: a stanza that logrotate would skip is kept, with the fault that loses it.
@NullMarked
package io.stillwatch.auditor.logrotate;

import org.jspecify.annotations.NullMarked;
