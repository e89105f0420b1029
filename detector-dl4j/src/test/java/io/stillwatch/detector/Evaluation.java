// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.job.Interval;
import io.stillwatch.detector.Fleet.Kind;
import io.stillwatch.detector.Fleet.Manner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Measures a detector on made-up series that it has not seen: how late it notices a stop, and how
/// often it cries wolf.
record Evaluation(int series, int periods) {
  private static final int TICKS = 20; // a period; the delay is no finer than this
  private static final int PATIENCE = 12; // periods after which a stop counts as missed
  private static final double YEAR = Duration.ofDays(365).toSeconds() + 6 * 3600;

  /// Whether an alarm stands on a job at an instant.
  @FunctionalInterface
  interface Alarm {
    boolean on(JobHistory job, double now);
  }

  /// The ways in which a healthy series can be hard.
  enum Trouble {
    NONE(1 / 60.0, 0, false),
    JITTER(1 / 8.0, 0, false),
    SINGLE_MISSES(1 / 60.0, 0.01, false),
    BLIND(1 / 60.0, 0, true);

    private final Manner plain;
    private final Manner sized;
    private final boolean blind;

    Trouble(double latest, double missed, boolean blind) {
      plain = new Manner(latest, missed, false);
      sized = new Manner(latest, missed, true);
      this.blind = blind;
    }

    JobHistory series(Kind kind, int number, int periods) {
      var until = Fleet.START.plus(kind.period.multipliedBy(periods));
      var manner = number % 2 == 0 ? sized : plain;
      var job = new Fleet(1000 + number).job("j" + number, kind, Fleet.START, until, manner);
      return blind ? blinded(job, new Random(number)) : job;
    }

    /// Two stretches of one to three gaps in which nobody looked.
    private static JobHistory blinded(JobHistory job, Random random) {
      var runs = job.runs();
      var stretches =
          IntStream.of(runs.size() / 2, runs.size() * 3 / 4)
              .mapToObj(i -> new Interval(middle(runs, i), middle(runs, i + 1 + random.nextInt(3))))
              .toArray(Interval[]::new);
      return Fleet.blind(job, stretches);
    }

    private static Instant middle(List<Instant> runs, int i) {
      return runs.get(i).plus(Duration.between(runs.get(i), runs.get(i + 1)).dividedBy(2));
    }
  }

  /// Delays in periods, ascending; a stop that was not noticed is infinite.
  double[] delays(Kind kind, Alarm alarm) {
    return IntStream.range(0, series).mapToDouble(n -> delay(kind, n, alarm)).sorted().toArray();
  }

  private double delay(Kind kind, int number, Alarm alarm) {
    var job = Trouble.NONE.series(kind, number, periods);
    var missed = job.runs().get(job.runs().size() / 2 + number % 7);
    var stopped = Fleet.stopped(job, missed);
    double tick = kind.period.toSeconds() / (double) TICKS;
    for (int i = 0; i <= PATIENCE * TICKS; i++) {
      if (alarm.on(stopped, OwnClock.seconds(missed) + i * tick)) return i / (double) TICKS;
    }
    return Double.POSITIVE_INFINITY;
  }

  /// Alarms that began while nothing had stopped, and the years that were watched.
  record FalseAlarms(int count, double years) {
    double aYear() {
      return count / years;
    }
  }

  FalseAlarms falseAlarms(Kind kind, Trouble trouble, Alarm alarm) {
    int count = 0;
    double years = 0;
    for (int n = 0; n < series; n++) {
      var job = trouble.series(kind, n, periods);
      double from = OwnClock.seconds(job.runs().get(12));
      double until = OwnClock.seconds(job.runs().getLast());
      double tick = kind.period.toSeconds() / 8.3; // not in step with the runs
      boolean before = false;
      for (double now = from; now < until; now += tick) {
        boolean on = alarm.on(job, now);
        if (on && !before) count++;
        before = on;
      }
      years += (until - from) / YEAR;
    }
    return new FalseAlarms(count, years);
  }

  /// The share of ticks on healthy series that score 25 or more.
  double raised(Kind kind, Model model) {
    var sequences = model.sequences();
    var scores = new ArrayList<Double>();
    for (int n = 0; n < series; n++) {
      var job = Trouble.NONE.series(kind, n, periods);
      double until = OwnClock.seconds(job.runs().getLast());
      double tick = kind.period.toSeconds() / 8.3;
      for (double now = OwnClock.seconds(job.runs().get(12)); now < until; now += tick) {
        sequences.window(job, now).ifPresent(w -> scores.add(score(model, w)));
      }
    }
    return scores.stream().filter(s -> s >= 25).count() / (double) scores.size();
  }

  static double score(Model model, Window window) {
    return model.judge(List.of(window)).getFirst().score();
  }

  static Alarm autoencoder(Model model) {
    var sequences = model.sequences();
    return (job, now) ->
        sequences
            .window(job, now)
            .filter(Window::seesItsEnd)
            .filter(w -> score(model, w) >= 75)
            .isPresent();
  }

  /// The trivial rival: silent for longer than the longest gap so far and a tenth.
  static Alarm longestGap() {
    return (job, now) -> {
      double last = Double.NaN;
      double longest = 0;
      for (var run : job.runs()) {
        double at = OwnClock.seconds(run);
        if (at > now) break;
        if (!Double.isNaN(last)) longest = Math.max(longest, at - last);
        last = at;
      }
      return longest > 0 && now - last > 1.1 * longest + 60;
    };
  }

  static String median(double[] delays) {
    return told(Statistics.quantile(delays, 0.5));
  }

  static String worst(double[] delays) {
    long missed = Arrays.stream(delays).filter(Double::isInfinite).count();
    if (missed > 0) return missed + " of " + delays.length + " missed";
    return told(delays[delays.length - 1]);
  }

  private static String told(double delay) {
    return Double.isInfinite(delay) ? "missed" : String.format("%.2f", delay);
  }
}
