// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.pattern.PatternHistory.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When a job stopped, as far as it is known: after its last good run, and no later than soon after
/// its first miss. `words` are those by which a line names the job.
public record Onset(Host host, Instant from, Instant until, Duration period, Set<String> words) {
  private static final Duration SHORTEST_PERIOD = Duration.ofHours(1);
  private static final Duration LEAST_GRACE = Duration.ofMinutes(10);
  private static final Duration MOST_GRACE = Duration.ofHours(6);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LEAST_HISTORY = Duration.ofDays(40);
  private static final Duration MOST_HISTORY = Duration.ofDays(120);
  private static final int WINDOWS_OF_HISTORY = 4;
  private static final int SHORTEST_WORD = 4;

  /// Words of nearly every command and path.
  private static final Set<String> COMMON =
      Set.of("root", "sbin", "local", "home", "etc", "cron", "null", "test", "bash", "python");

  public Onset {
    words = Set.copyOf(words);
  }

  /// 1. The period of a job of which none is known counts as an hour.
  /// 2. It stopped after its last good run, at most two periods before the first miss; a job that
  ///    never ran, one period before it.
  /// 3. What belongs to the first miss may be a quarter of a period late: ten minutes to six hours.
  public static Onset of(Stoppage stoppage) {
    var job = stoppage.job();
    var known = job.schedule().period();
    var period =
        Durations.longer(known.isPositive() ? known : SHORTEST_PERIOD, Duration.ofMinutes(1));
    var missed = stoppage.firstMissed();
    var earliest = missed.minus(period.multipliedBy(stoppage.everSeen() ? 2 : 1));
    var from = Instants.later(stoppage.lastSeen(), earliest);
    var grace = Durations.clamp(period.dividedBy(4), LEAST_GRACE, MOST_GRACE);
    return new Onset(
        job.host(), from, missed.plus(grace), period, words(job.subject(), job.name()));
  }

  private static Set<String> words(String... texts) {
    return Stream.of(texts)
        .flatMap(text -> Arrays.stream(text.split("[^\\p{L}]+", -1)))
        .filter(word -> word.length() >= SHORTEST_WORD && !COMMON.contains(word))
        .collect(Collectors.toSet());
  }

  public Duration length() {
    return Duration.between(from, until);
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && !at.isAfter(until);
  }

  /// What is asked of the log at an instant: forty days before the onset, which hold each monthly
  /// job, or four times its length, and what came since; in slots of a period, from an hour to a
  /// day.
  public Question question(Instant now) {
    var before =
        Durations.clamp(length().multipliedBy(WINDOWS_OF_HISTORY), LEAST_HISTORY, MOST_HISTORY);
    var slot = Durations.clamp(period, SHORTEST_PERIOD, DAY);
    return new Question(host, from.minus(before), now, slot);
  }
}
