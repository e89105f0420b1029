// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long the last runs took whose end was reported, in seconds; `unusual` are those that took
/// too long or ended too soon, and count for nothing else.
public record RunLengths(List<Long> seconds, List<Unusual> unusual) {
  public static final RunLengths NONE = new RunLengths(List.of(), List.of());

  private static final int KEPT = 20;
  private static final int ENOUGH = 5;
  private static final int LONGEST_TIMES = 3;
  private static final Duration SLACK = Duration.ofMinutes(10);
  private static final long WORTH_SECONDS = 60;
  private static final int SHORTEST_PART = 10;

  /// A run and its length, or the length within which it did not end.
  public record Unusual(Instant startedAt, long seconds) {}

  public RunLengths {
    seconds = List.copyOf(seconds);
    unusual = List.copyOf(unusual);
  }

  public RunLengths with(Duration length) {
    return new RunLengths(last(seconds, Math.max(0, length.toSeconds())), unusual);
  }

  public RunLengths withUnusual(Instant startedAt, Duration length) {
    return new RunLengths(seconds, last(unusual, new Unusual(startedAt, length.toSeconds())));
  }

  /// With the lengths of a job that this one continues.
  public RunLengths continuing(RunLengths earlier) {
    var all = earlier;
    for (long length : seconds) all = all.with(Duration.ofSeconds(length));
    for (var run : unusual) {
      all = all.withUnusual(run.startedAt(), Duration.ofSeconds(run.seconds()));
    }
    return all;
  }

  private static <T> List<T> last(List<T> before, T added) {
    var kept = new ArrayList<>(before);
    kept.add(added);
    if (kept.size() > KEPT) kept.removeFirst();
    return kept;
  }

  /// The length of an unusual run; zero of any other.
  public Duration of(Instant startedAt) {
    return unusual.stream()
        .filter(run -> run.startedAt().equals(startedAt))
        .map(run -> Duration.ofSeconds(run.seconds()))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  /// Whether the end of a run was ever reported.
  public boolean any() {
    return !seconds.isEmpty();
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
