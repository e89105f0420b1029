// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What sources report: log lines, listings of log files, configurations of hosts, and gaps.
/// Invariant: a piece of evidence never changes, and its id depends on nothing but its own content.
@NullMarked
package io.stillwatch.core.evidence;

import org.jspecify.annotations.NullMarked;
