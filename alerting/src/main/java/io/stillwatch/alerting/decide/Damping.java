// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;

/// An alert whose jobs stopped for the third time comes and goes: it counts as recovered only after
/// five good runs, so that one story is told instead of twenty.
final class Damping {
  static final int RUNS = 5;
  private static final int STOPS = 3;

  private Damping() {}

  static boolean of(Alert alert) {
    return alert.times().stops() >= STOPS;
  }
}
