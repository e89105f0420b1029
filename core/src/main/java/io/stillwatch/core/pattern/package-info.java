// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Patterns of log lines, and which of them appeared or vanished as a job stopped. Invariant: a
/// pattern depends on nothing but its line, so that every process and every store finds the same.
@NullMarked
package io.stillwatch.core.pattern;

import org.jspecify.annotations.NullMarked;
