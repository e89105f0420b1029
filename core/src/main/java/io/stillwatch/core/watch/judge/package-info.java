// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Decides what became of each due time: numbered rules, each a pure function over a bounded
/// window. Invariant: a settled verdict changes only by evidence about that due time.
@NullMarked
package io.stillwatch.core.watch.judge;

import org.jspecify.annotations.NullMarked;
