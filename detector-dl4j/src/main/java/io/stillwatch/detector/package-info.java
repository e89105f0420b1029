// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Learns how rotation normally goes with an LSTM autoencoder, and scores the present of every job.
/// DL4J only trains; scoring is plain Java on the trained weights. Invariant: nothing that lies
/// after a window's end, and no stretch in which we were blind, shapes its score.
@NullMarked
package io.stillwatch.detector;

import org.jspecify.annotations.NullMarked;
