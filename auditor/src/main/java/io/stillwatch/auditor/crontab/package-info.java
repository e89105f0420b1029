// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Crontabs as the two daemons read them: every line classified, with its place and, where it is
/// wrong, the daemon's own complaint. Invariant: nothing is lost; the lines joined are the text.
@NullMarked
package io.stillwatch.auditor.crontab;

import org.jspecify.annotations.NullMarked;
