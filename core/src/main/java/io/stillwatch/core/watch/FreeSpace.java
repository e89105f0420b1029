// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.HostConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How much room the disk of a host had, measurement by measurement: when it will be full.
///
/// The fact `storage.free` of a configuration tells it, in bytes.
final class FreeSpace {
  private static final String FACT = "storage.free";
  private static final Duration REMEMBER = Duration.ofDays(7);
  private static final double HOURS_A_DAY = 24;
  private static final double FORESEEABLE_DAYS = 3_650;

  private final NavigableMap<Instant, Long> bytes = new TreeMap<>();

  void note(HostConfig config) {
    config
        .platform()
        .fact(FACT)
        .filter(text -> text.matches("\\d{1,18}"))
        .ifPresent(text -> bytes.put(config.at(), Long.valueOf(text)));
    if (!bytes.isEmpty()) bytes.headMap(bytes.lastKey().minus(REMEMBER)).clear();
  }

  /// When nothing is left if the log grows by so many bytes a day, or all that fills the disk goes
  /// on as in the last days; [Instant#MAX] if nobody can tell, or in ten years.
  Instant fullAt(double bytesPerDay) {
    double shrinking = Math.max(bytesPerDay, shrinkingPerDay());
    if (bytes.isEmpty() || shrinking <= 0) return Instant.MAX;
    var last = bytes.lastEntry();
    double days = last.getValue() / shrinking;
    if (days > FORESEEABLE_DAYS) return Instant.MAX;
    return last.getKey().plus(Duration.ofMinutes((long) (days * HOURS_A_DAY * 60)));
  }

  private double shrinkingPerDay() {
    if (bytes.size() < 2) return 0;
    var first = bytes.firstEntry();
    var last = bytes.lastEntry();
    double days = Duration.between(first.getKey(), last.getKey()).toMinutes() / (HOURS_A_DAY * 60);
    return days < 1 ? 0 : (first.getValue() - last.getValue()) / days;
  }
}
