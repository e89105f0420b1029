// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.util.List;

/// How badly the model could reproduce a window, in what way, and which features it missed; worst
/// first. Error and threshold are those of the symptom.
public record Reconstruction(
    String model,
    Symptom symptom,
    double error,
    double threshold,
    List<Contribution> contributions) {
  public Reconstruction {
    contributions = List.copyOf(contributions);
  }
}
