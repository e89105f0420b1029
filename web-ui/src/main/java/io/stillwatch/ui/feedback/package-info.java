// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What people say of alerts and anomalies, in the views: the labels, the buttons that put them,
/// and the thresholds that follow. Invariant: whatever is shown of a threshold is computed from the
/// labels that are stored.
@NullMarked
package io.stillwatch.ui.feedback;

import org.jspecify.annotations.NullMarked;
