// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Anomalies of one series of numbers: even buckets, errors, thresholds, intervals, scores. Pure.
/// Invariant: a gap is unknown, never normal, and a streamed score depends on the past alone.
@NullMarked
package io.stillwatch.core.series;

import org.jspecify.annotations.NullMarked;
