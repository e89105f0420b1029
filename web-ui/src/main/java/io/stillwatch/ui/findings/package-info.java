// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Configuration faults: what was found where, what to do, and what people decided. Invariant: a
/// decision names who took it and why.
@NullMarked
package io.stillwatch.ui.findings;

import org.jspecify.annotations.NullMarked;
