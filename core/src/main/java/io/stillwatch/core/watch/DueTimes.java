// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// At which instants a job was due.
///
/// A logrotate stanza is due when its driver runs and its criterion is met, not by the clock: if
/// nobody starts logrotate, that is the driver's miss first of all. Its criterion is a limit, so a
/// rotation before it is due then and there: `weekly` is kept after six days as after eight.
final class DueTimes {
  /// A criterion of days is met a little early: the driver's runs are not exactly a day apart.
  private static final Duration EARLY = Duration.ofHours(12);

  private static final int MOST = 50_000;

  private DueTimes() {}

  static List<Instant> of(JobTrack track, Optional<JobTrack> driver, Instant after, Instant until) {
    return switch (track.job().schedule()) {
      case Schedule.SinceLast _, Schedule.WhenLarger _ ->
          track.job().kind() == JobKind.LOG_ROTATION && driver.isPresent()
              ? whenDriven(track, driver.get(), after, until)
              : byLimit(track, after, until);
      case Schedule.Cron _, Schedule.Habit _, Schedule.Learning _, Schedule.Never _ ->
          bySchedule(track, after, until);
    };
  }

  private static List<Instant> bySchedule(JobTrack track, Instant after, Instant until) {
    var due = new ArrayList<Instant>();
    var at = after;
    while (due.size() < MOST) {
      var lastRun = track.lastRunBefore(at.plusSeconds(1)).orElse(track.since());
      var next = track.job().schedule().nextAfter(at, lastRun);
      if (next.isEmpty() || next.get().isAfter(until)) return due;
      due.add(next.get());
      at = next.get();
    }
    return due;
  }

  private static List<Instant> byLimit(JobTrack track, Instant after, Instant until) {
    var due = new ArrayList<Instant>();
    var at = after;
    while (due.size() < MOST) {
      var last = track.lastRunBefore(at.plusSeconds(1)).orElse(track.since());
      var limit = track.job().schedule().nextAfter(at, last).orElse(Instant.MAX);
      var run = track.runs().higher(at);
      var next = run != null && run.isBefore(limit) ? run : limit;
      if (next.isAfter(until)) return due;
      due.add(minute(next));
      at = next;
    }
    return due;
  }

  private static List<Instant> whenDriven(
      JobTrack track, JobTrack driver, Instant after, Instant until) {
    var occasions = new TreeSet<Instant>();
    driver.runs().subSet(after, false, until, true).forEach(run -> occasions.add(minute(run)));
    driver.verdicts().subMap(after, false, until, true).values().stream()
        .filter(judged -> judged.verdict() instanceof Verdict.Missed)
        .map(JudgedRun::due)
        .forEach(due -> occasions.add(minute(due)));
    occasions.removeIf(occasion -> !eligible(track, occasion));
    track.runs().subSet(after, false, until, true).forEach(run -> occasions.add(minute(run)));
    return List.copyOf(occasions.tailSet(after, false));
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  private static boolean eligible(JobTrack track, Instant occasion) {
    return switch (track.job().schedule()) {
      case Schedule.SinceLast(var period, _) -> {
        var last = track.lastRunBefore(occasion).orElse(track.since());
        var wait =
            period.compareTo(Duration.ofDays(1)) > 0 ? period.minus(EARLY) : period.dividedBy(2);
        yield !occasion.isBefore(last.plus(wait));
      }
      case Schedule.WhenLarger(long bytes, _) ->
          Optional.ofNullable(track.sizes().lowerEntry(occasion))
              .map(java.util.Map.Entry::getValue)
              .map(SizeSample::activeBytes)
              .filter(size -> size > bytes)
              .isPresent();
      case Schedule.Cron _, Schedule.Habit _, Schedule.Learning _, Schedule.Never _ -> false;
    };
  }
}
