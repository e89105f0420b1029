// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What people say of alerts and anomalies, and how that moves the scores from which the
/// autoencoder decides alone. Invariant: a label never changes what schedule and evidence prove,
/// and never lowers a threshold below the calibrated one.
@NullMarked
package io.stillwatch.core.feedback;

import org.jspecify.annotations.NullMarked;
