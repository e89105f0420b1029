// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// By how many minutes the last runs were late.
public record Lateness(List<Integer> minutes) {
  public static final Lateness NONE = new Lateness(List.of());

  private static final int KEPT = 60;
  private static final int ENOUGH = 5;

  /// So many runs in a hundred, and two at least, must have been late before the job counts as used
  /// to it.
  private static final int PERCENT = 5;

  private static final int USED_TO = 2;

  public Lateness {
    minutes = List.copyOf(minutes);
  }

  /// Seconds are not lateness: cron starts a job within the first seconds of its minute.
  public Lateness with(Duration late) {
    var kept = new ArrayList<>(minutes);
    kept.add((int) Math.min(Integer.MAX_VALUE, Math.max(0, late.toMinutes())));
    if (kept.size() > KEPT) kept.removeFirst();
    return new Lateness(kept);
  }

  /// The lateness that the job reached several times, so that one late run changes nothing; empty
  /// while too few runs are known.
  public Optional<Duration> usual() {
    if (minutes.size() < ENOUGH) return Optional.empty();
    var sorted = minutes.stream().sorted(Comparator.reverseOrder()).toList();
    int rank = Math.max(USED_TO, Math.ceilDiv(sorted.size() * PERCENT, 100));
    return Optional.of(Duration.ofMinutes(sorted.get(rank - 1)));
  }
}
