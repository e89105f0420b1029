// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Timers and services of systemd: unit files line by line, calendar expressions, what a timer
/// starts. They are read as systemd 252 reads them. Invariant: a parsed file prints as the same
/// text.
@NullMarked
package io.stillwatch.auditor.systemd;

import org.jspecify.annotations.NullMarked;
