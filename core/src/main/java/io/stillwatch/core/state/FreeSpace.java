// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.FollowedSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How much room the disk of a host had, measurement by measurement: when it will be full.
///
/// The fact `storage.free` of a configuration holds it, in bytes. `loss` is how much room was lost
/// in each hour; negative where some was freed.
public record FreeSpace(List<Measurement> measurements, FollowedSeries loss) {
  public static final FreeSpace UNKNOWN = new FreeSpace(List.of(), FollowedSeries.NONE);

  private static final String FACT = "storage.free";
  private static final Duration REMEMBER = Duration.ofDays(7);
  private static final Duration DISTANCE = Duration.ofHours(1);
  private static final double HOURS_A_DAY = 24;
  private static final double FORESEEABLE_DAYS = 3_650;

  /// The free bytes at an instant.
  public record Measurement(Instant at, long bytes) {}

  public FreeSpace {
    measurements = List.copyOf(measurements);
  }

  public FreeSpace with(HostConfig config) {
    var text = config.platform().fact(FACT).filter(value -> value.matches("\\d{1,18}"));
    if (text.isEmpty()) return this;
    if (!measurements.isEmpty() && !config.at().isAfter(measurements.getLast().at())) return this;
    var kept = new ArrayList<>(measurements);
    kept.removeIf(old -> old.at().isBefore(config.at().minus(REMEMBER)));
    if (kept.size() > 1) {
      var before = kept.get(kept.size() - 2).at();
      if (Duration.between(before, kept.getLast().at()).compareTo(DISTANCE) < 0) kept.removeLast();
    }
    var newest = new Measurement(config.at(), Long.parseLong(text.get()));
    kept.add(newest);
    return new FreeSpace(kept, lost(newest));
  }

  private FollowedSeries lost(Measurement newest) {
    if (measurements.isEmpty()) return loss;
    var before = measurements.getLast();
    return loss.gained(
        before.at(), newest.at(), (double) before.bytes() - newest.bytes(), Amount.BYTES);
  }

  public FreeSpace with(FollowedSeries changed) {
    return new FreeSpace(measurements, changed);
  }

  /// When the disk fills at the faster of the log's growth and the recent decline; [Instant#MAX] if
  /// neither is known, or if it takes more than ten years.
  public Instant fullAt(double bytesPerDay) {
    return fullIn(Math.max(bytesPerDay, shrinkingPerDay()));
  }

  /// What the forecast is made from, and when the disk fills at the slower of the two, if both are
  /// known.
  public Growth.Room room(double bytesPerDay) {
    if (measurements.isEmpty()) return Growth.Room.UNKNOWN;
    double slower = Math.min(bytesPerDay, shrinkingPerDay());
    return new Growth.Room(measurements.getLast().bytes(), fullIn(slower));
  }

  private Instant fullIn(double shrinking) {
    if (measurements.isEmpty() || shrinking <= 0) return Instant.MAX;
    var last = measurements.getLast();
    double days = last.bytes() / shrinking;
    if (days > FORESEEABLE_DAYS) return Instant.MAX;
    return last.at().plus(Duration.ofMinutes((long) (days * HOURS_A_DAY * 60)));
  }

  private double shrinkingPerDay() {
    if (measurements.size() < 2) return 0;
    var first = measurements.getFirst();
    var last = measurements.getLast();
    double days = Duration.between(first.at(), last.at()).toMinutes() / (HOURS_A_DAY * 60);
    return days < 1 ? 0 : (first.bytes() - last.bytes()) / days;
  }
}
