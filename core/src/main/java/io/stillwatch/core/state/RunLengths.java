// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many seconds the last runs took, where their ends are reported.
public record RunLengths(List<Long> seconds) {
  public static final RunLengths NONE = new RunLengths(List.of());

  private static final int KEPT = 20;
  private static final int ENOUGH = 5;
  private static final int LONGEST_TIMES = 3;
  private static final Duration SLACK = Duration.ofMinutes(10);
  private static final long WORTH_SECONDS = 60;
  private static final int SHORTEST_PART = 10;

  public RunLengths {
    seconds = List.copyOf(seconds);
  }

  public RunLengths with(Duration length) {
    var kept = new ArrayList<>(seconds);
    kept.add(Math.max(0, length.toSeconds()));
    if (kept.size() > KEPT) kept.removeFirst();
    return new RunLengths(kept);
  }

  /// How long a run may take: three times the longest so far and ten minutes; empty while too few
  /// ends are known.
  public Optional<Duration> most() {
    if (seconds.size() < ENOUGH) return Optional.empty();
    long longest = seconds.stream().mapToLong(Long::longValue).max().orElse(0);
    return Optional.of(Duration.ofSeconds(longest * LONGEST_TIMES).plus(SLACK));
  }

  /// Whether a run that took so long cannot have done the work of the others: less than a tenth of
  /// the median, where that is a minute or more.
  public boolean tooShort(Duration length) {
    if (seconds.size() < ENOUGH) return false;
    long median = seconds.stream().sorted().toList().get(seconds.size() / 2);
    return median >= WORTH_SECONDS && length.toSeconds() * SHORTEST_PART < median;
  }
}
