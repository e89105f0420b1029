// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What the sequence detector sees and says. Invariant: a score is always the calibrated 0 to 100;
/// raw errors stay inside [Reconstruction].
@NullMarked
package io.stillwatch.core.anomaly;

import org.jspecify.annotations.NullMarked;
