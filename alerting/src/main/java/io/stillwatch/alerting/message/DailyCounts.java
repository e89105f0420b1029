// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Alert;
import java.util.List;

/// How a day went: how many runs were judged and how many of them were bad, how many jobs are
/// expected to run, how many of them are blind now, and which alerts are open.
public record DailyCounts(long runs, long bad, long jobs, long blind, List<Alert> open) {
  public DailyCounts {
    open = List.copyOf(open);
  }

  boolean quiet() {
    return bad == 0 && blind == 0 && open.isEmpty();
  }
}
