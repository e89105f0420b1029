// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.LabelStore;

/// What people say of alerts and anomalies, how many alerts a month of the autoencoder alone they
/// allow, and how good alerts were by what they say.
public record Feedback(LabelStore labels, int alertsPerMonth, AlertQualityReport.Reader quality) {
  public Feedback(LabelStore labels, int alertsPerMonth) {
    this(labels, alertsPerMonth, new AlertQualityReport.Reader());
  }
}
