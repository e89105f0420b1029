// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Chance that repeats itself: the same seed, name and minute always roll the same numbers.
/// Invariant: no generator outlives the minute it was made for, so a world may be advanced in steps
/// of any size.
@NullMarked
package io.stillwatch.simulator.chance;

import org.jspecify.annotations.NullMarked;
