// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Makes up jobs that run when they are due, a little late, now and then not at all.
final class Fleet {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private final Random random;

  Fleet(long seed) {
    random = new Random(seed);
  }

  /// What a series is like: how late its runs come, at most, in periods, and how often one is left
  /// out.
  record Manner(double latest, double missed, boolean sized) {
    static final Manner PUNCTUAL = new Manner(1 / 60.0, 0, false);
    static final Manner WITH_FILES = new Manner(1 / 60.0, 0, true);
  }

  /// The classes of schedules that the evaluation distinguishes.
  enum Kind {
    FIVE_MINUTES(Duration.ofMinutes(5)),
    HOURLY(Duration.ofHours(1)),
    DAILY(Duration.ofDays(1)),
    WEEKDAYS(Duration.ofDays(1)),
    WEEKLY(Duration.ofDays(7)),
    MONTHLY(Duration.ofDays(30));

    final Duration period;

    Kind(Duration period) {
      this.period = period;
    }

    Schedule schedule(Random random) {
      int minute = random.nextInt(60);
      var at = bits(minute);
      var hour = bits(random.nextInt(24));
      return switch (this) {
        case FIVE_MINUTES ->
            cron(
                bits(IntStream.range(0, 12).map(i -> i * 5).toArray()),
                all(0, 23),
                all(0, 6),
                this);
        case HOURLY -> cron(at, all(0, 23), all(0, 6), this);
        case DAILY -> cron(at, hour, all(0, 6), this);
        case WEEKDAYS -> cron(at, hour, bits(1, 2, 3, 4, 5), this);
        case WEEKLY -> cron(at, hour, bits(random.nextInt(7)), this);
        case MONTHLY ->
            new Schedule.Cron(
                "monthly",
                new CronFields(
                    at, hour, bits(1 + random.nextInt(28)), all(1, 12), all(0, 6), false, true),
                ZONE,
                period);
      };
    }
  }

  private static Schedule cron(BitSet minutes, BitSet hours, BitSet days, Kind kind) {
    var fields = new CronFields(minutes, hours, all(1, 31), all(1, 12), days, true, false);
    return new Schedule.Cron(kind.name(), fields, ZONE, kind.period);
  }

  private static BitSet all(int from, int to) {
    return bits(IntStream.rangeClosed(from, to).toArray());
  }

  private static BitSet bits(int... values) {
    var bits = new BitSet();
    for (int v : values) bits.set(v);
    return bits;
  }

  /// A job of a kind that runs from `from` until `until`.
  JobHistory job(String id, Kind kind, Instant from, Instant until, Manner manner) {
    var schedule = kind.schedule(random);
    var runs = new ArrayList<Instant>();
    var due = schedule.nextAfter(from, from).orElseThrow();
    while (due.isBefore(until)) {
      var run =
          due.plusMillis((long) (random.nextDouble() * manner.latest() * kind.period.toMillis()));
      if (random.nextDouble() >= manner.missed() && run.isBefore(until)) runs.add(run);
      due = schedule.nextAfter(due, due).orElseThrow();
    }
    var sizes =
        manner.sized() ? sizes(runs, kind.period.dividedBy(8), from, until) : List.<SizeSample>of();
    return history(job(id, schedule, manner.sized()), runs, sizes, from);
  }

  /// A log that grows at a rate that changes from day to day, and is emptied by each run.
  private List<SizeSample> sizes(List<Instant> runs, Duration every, Instant from, Instant until) {
    var samples = new ArrayList<SizeSample>();
    double bytes = 0;
    int next = 0;
    for (var at = from; at.isBefore(until); at = at.plus(every)) {
      while (next < runs.size() && !runs.get(next).isAfter(at)) {
        bytes = 0;
        next++;
      }
      bytes += every.toSeconds() * 100 * Math.exp(0.3 * random.nextGaussian());
      samples.add(new SizeSample(at, (long) bytes, (long) bytes * 5, 1 + Math.min(7, next)));
    }
    return samples;
  }

  static Job job(String id, Schedule schedule, boolean sized) {
    var kind = sized ? JobKind.LOG_ROTATION : JobKind.SCHEDULED_COMMAND;
    return new Job(
        id, kind, id, new Host("db1", Host.Kind.SERVER), schedule, Definition.LEARNED, id, "");
  }

  static JobHistory history(Job job, List<Instant> runs, List<SizeSample> sizes, Instant from) {
    return new JobHistory(job, runs, List.of(), sizes, List.of(), List.of(), from);
  }

  /// As if nothing had run from an instant on; the log goes on growing.
  static JobHistory stopped(JobHistory h, Instant at) {
    var runs = h.runs().stream().filter(r -> r.isBefore(at)).toList();
    var sizes = new ArrayList<SizeSample>();
    long base = 0;
    long last = 0;
    for (var s : h.sizes()) {
      if (s.at().isBefore(at)) {
        sizes.add(s);
      } else {
        if (s.activeBytes() < last) base += last;
        sizes.add(new SizeSample(s.at(), base + s.activeBytes(), s.totalBytes(), s.files()));
      }
      last = s.activeBytes();
    }
    return new JobHistory(h.job(), runs, h.ended(), sizes, h.blind(), h.excluded(), h.from());
  }

  /// As if the log reported the end and the output of each run: about a minute and a half, and 600
  /// bytes.
  static JobHistory reported(JobHistory h) {
    var random = new Random(h.runs().size());
    return changed(
        h,
        run -> {
          double seconds = 90 * Math.exp(0.15 * random.nextGaussian());
          double bytes = 600 * Math.exp(0.15 * random.nextGaussian());
          return new RunFigures(
              run.at(),
              Run.Outcome.SUCCEEDED,
              Optional.of(Duration.ofSeconds(Math.round(seconds))),
              Optional.of(Math.round(bytes)));
        });
  }

  /// With other figures of its runs.
  static JobHistory changed(JobHistory h, UnaryOperator<RunFigures> change) {
    var known =
        h.ended().isEmpty()
            ? h.runs().stream().map(run -> RunFigures.of(run, Run.Outcome.SUCCEEDED)).toList()
            : h.ended();
    var ended = known.stream().map(change).toList();
    return new JobHistory(h.job(), h.runs(), ended, h.sizes(), h.blind(), h.excluded(), h.from());
  }

  static JobHistory blind(JobHistory h, Interval... stretches) {
    var runs =
        h.runs().stream()
            .filter(r -> java.util.Arrays.stream(stretches).noneMatch(s -> s.contains(r)))
            .toList();
    return new JobHistory(
        h.job(), runs, h.ended(), h.sizes(), List.of(stretches), h.excluded(), h.from());
  }

  /// So many jobs: mostly daily and hourly, every third with files, every second with reports of
  /// its ends, one run in two hundred missed.
  List<JobHistory> mixed(int count, Duration length) {
    Kind[] kinds = {
      Kind.DAILY, Kind.HOURLY, Kind.WEEKDAYS, Kind.DAILY, Kind.WEEKLY, Kind.FIVE_MINUTES
    };
    var jobs = new ArrayList<JobHistory>();
    for (int i = 0; i < count; i++) {
      var kind = kinds[i % kinds.length];
      double latest = 1.0 / (20 + random.nextInt(200));
      var manner = new Manner(latest, 0.005, i % 3 == 0);
      var job = job(kind + "-" + i, kind, START, START.plus(length), manner);
      jobs.add(i % 2 == 0 ? job : reported(job));
    }
    return jobs;
  }
}
