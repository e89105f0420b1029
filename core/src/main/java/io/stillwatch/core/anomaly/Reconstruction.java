// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.util.List;

/// How badly the model could reproduce a window, and which features it missed; worst first.
public record Reconstruction(
    String model, double error, double threshold, List<Contribution> contributions) {
  public Reconstruction {
    contributions = List.copyOf(contributions);
  }
}
