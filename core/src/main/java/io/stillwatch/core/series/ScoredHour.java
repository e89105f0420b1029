// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import io.stillwatch.core.evidence.Host;
import java.util.Locale;

/// One hour of a live series. `series` is the id of the rotation job whose log grew, or the one of
/// the free space of a host.
public record ScoredHour(String series, Kind kind, FollowedHour hour) {
  /// From here on an hour is an anomaly: lower scores are reached some times a year by logs of
  /// which nothing is wrong (docs/DETECTOR.md).
  public static final double ANOMALY_SCORE = 50;

  /// What is measured, in bytes.
  public enum Kind {
    /// Bytes written to a log.
    GROWTH,
    /// Free space that a disk lost; negative if it gained some.
    LOSS_OF_SPACE;

    public String token() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// The series of the free space of a host.
  public static String freeSpaceOf(Host host) {
    return "free-space:" + host.kind().name().toLowerCase(Locale.ROOT) + "/" + host.name();
  }

  public String id() {
    return series + "@" + hour.start().getEpochSecond();
  }

  public boolean anomalous() {
    return hour.score() >= ANOMALY_SCORE;
  }
}
