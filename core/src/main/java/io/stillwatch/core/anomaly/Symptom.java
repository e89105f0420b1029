// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import io.stillwatch.core.job.Schedule;

/// In what way a sequence is unlike what it was.
public enum Symptom {
  /// The next run does not come.
  SILENCE,
  /// Runs come, but earlier, later or more often; or they take another time, or fail.
  RHYTHM,
  /// Runs come, but what they write or leave is smaller or larger, or the log grows in another way.
  VOLUME;

  /// Whether it is for the autoencoder alone to see: a silence is, where no schedule is known.
  public boolean isUnseenBy(Schedule schedule) {
    return this != SILENCE || !schedule.period().isPositive();
  }
}
