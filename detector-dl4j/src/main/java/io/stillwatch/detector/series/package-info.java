// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Anomalies of one series of numbers: even buckets, an LSTM autoencoder, errors, intervals.
/// Invariant: a gap is unknown, never normal, and a streamed score depends on the past alone.
@NullMarked
package io.stillwatch.detector.series;

import org.jspecify.annotations.NullMarked;
