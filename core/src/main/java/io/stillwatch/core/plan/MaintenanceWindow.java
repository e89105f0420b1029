// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.job.Verdict;

/// A time in which some jobs are not expected, by a name for people.
public record MaintenanceWindow(String name, Kind kind, JobMatch match, Recurrence recurrence) {
  /// Why jobs are not expected.
  public enum Kind {
    MAINTENANCE(Verdict.Why.MAINTENANCE),
    HOLIDAY(Verdict.Why.HOLIDAY);

    private final Verdict.Why why;

    Kind(Verdict.Why why) {
      this.why = why;
    }

    /// The reason of a verdict about a due time within such a window.
    public Verdict.Why why() {
      return why;
    }
  }
}
