// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;

/// Durations compared, and as people say them.
public final class Durations {
  private Durations() {}

  public static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  public static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  public static Duration clamp(Duration value, Duration least, Duration most) {
    return shorter(longer(value, least), most);
  }

  /// At most two units, the largest first.
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
