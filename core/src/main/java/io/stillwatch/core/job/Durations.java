// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;

/// Durations as people say them: at most two units, the largest first.
public final class Durations {
  private Durations() {}

  public static String words(Duration duration) {
    long minutes = Math.max(0, duration.toMinutes());
    long days = minutes / (24 * 60);
    long hours = minutes / 60 % 24;
    long rest = minutes % 60;
    if (days > 0) return days + " d" + (hours > 0 ? " " + hours + " h" : "");
    if (hours > 0) return hours + " h" + (rest > 0 ? " " + rest + " min" : "");
    if (minutes > 0) return minutes + " min";
    return Math.max(0, duration.toSeconds()) + " s";
  }
}
