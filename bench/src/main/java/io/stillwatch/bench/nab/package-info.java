// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The Numenta Anomaly Benchmark, and the score of Orion on a part of it. Invariant: labels score
/// and never teach.
@NullMarked
package io.stillwatch.bench.nab;

import org.jspecify.annotations.NullMarked;
