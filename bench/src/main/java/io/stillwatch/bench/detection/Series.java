// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static java.time.ZoneOffset.UTC;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// One job on a small host of its own, with all that happens to it from its first run to the end of
/// its test. `faulty` are the spans in which its fault shows.
record Series(
    SeriesSpec spec,
    DueRule rule,
    DueRule companion,
    Interval life,
    Interval test,
    Timeline timeline,
    List<Interval> faulty) {
  private static final ZoneId SPRINGS_FORWARD = ZoneId.of("Europe/Berlin");
  private static final ZoneId FALLS_BACK = ZoneId.of("Australia/Sydney");
  private static final Duration LONG_TEST = Duration.ofDays(200);
  private static final int DST_HOUR = 2;
  private static final int DST_MINUTE = 30;
  private static final int FIRST_WORKING_HOUR = 8;
  private static final int WORKING_HOURS = 10;
  private static final int MOST_LATENESS = 20; // seconds that cron and the host need
  private static final double VOLUME_SPREAD = 0.2;

  Series {
    faulty = List.copyOf(faulty);
  }

  /// The fault may begin at `start`, before which there is a history.
  static Series of(SeriesSpec spec, Instant start, Instant end, long seed) {
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ spec.name().hashCode());
    var rule = rule(spec, random);
    var companion = companion(spec, rule, random);
    var life = new Interval(start.minus(spec.every().history()), end);
    var test = new Interval(start, start.plus(testLength(spec)));
    var usual =
        new Timeline(runs(rule, life, random), runs(companion, life, random), 1, Surroundings.NONE);
    var healthy = spec.kind() == SeriesKind.REPORTED ? working(usual, random) : usual;
    var faulty = spec.fault().edit(healthy, FaultContext.of(rule, test, random));
    return new Series(
        spec, rule, companion, life, test, inOrder(faulty.timeline()), faulty.spans());
  }

  static Duration testLength(SeriesSpec spec) {
    var length = spec.every().test();
    return spec.fault() == Fault.STOP_180_DAYS && length.compareTo(LONG_TEST) < 0
        ? LONG_TEST
        : length;
  }

  private static DueRule rule(SeriesSpec spec, SplittableRandom random) {
    int minute = random.nextInt(1, 59);
    int hour = random.nextInt(24);
    return switch (spec.fault()) {
      case DST_FORWARD -> new DueRule(spec.every(), DST_MINUTE, DST_HOUR, SPRINGS_FORWARD);
      case DST_BACK -> new DueRule(spec.every(), DST_MINUTE, DST_HOUR, FALLS_BACK);
      case HOST_OFF ->
          new DueRule(spec.every(), minute, FIRST_WORKING_HOUR + hour % WORKING_HOURS, UTC);
      default ->
          spec.kind() == SeriesKind.FAMILY
              ? new DueRule(spec.every(), 0, hour, UTC)
              : new DueRule(spec.every(), minute, hour, spec.zone());
    };
  }

  /// Of a command another command of the host; of a rotation the run of logrotate.
  private static DueRule companion(SeriesSpec spec, DueRule rule, SplittableRandom random) {
    boolean frequent = spec.every().compareTo(PeriodClass.DAILY) < 0;
    return switch (spec.kind()) {
      case COMMAND, REPORTED ->
          new DueRule(
              frequent ? PeriodClass.HOURLY : PeriodClass.DAILY,
              random.nextInt(1, 59),
              FIRST_WORKING_HOUR + random.nextInt(WORKING_HOURS),
              rule.zone());
      case ROTATION ->
          spec.every().compareTo(PeriodClass.WEEKLY) < 0
              ? rule
              : new DueRule(PeriodClass.DAILY, rule.minute(), rule.hour(), rule.zone());
      case FAMILY -> rule;
    };
  }

  private static List<PlannedRun> runs(DueRule rule, Interval life, SplittableRandom random) {
    var runs = new ArrayList<PlannedRun>();
    for (var due : rule.between(life.from(), life.until())) {
      var at = due.plusSeconds(1 + random.nextInt(MOST_LATENESS));
      runs.add(PlannedRun.done(due, at, Math.exp(VOLUME_SPREAD * random.nextGaussian())));
    }
    return runs;
  }

  private static Timeline working(Timeline timeline, SplittableRandom random) {
    return timeline.changed(_ -> true, run -> run.withWork(Work.healthy(random)));
  }

  private static Timeline inOrder(Timeline timeline) {
    var byTime = Comparator.comparing(PlannedRun::at);
    return new Timeline(
        timeline.runs().stream().sorted(byTime).toList(),
        timeline.companion().stream().sorted(byTime).toList(),
        timeline.jobs(),
        timeline.surroundings());
  }
}
