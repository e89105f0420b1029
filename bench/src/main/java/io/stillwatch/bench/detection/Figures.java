// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static io.stillwatch.bench.detection.DetectorName.AUTOENCODER;
import static io.stillwatch.bench.detection.DetectorName.SCHEDULE;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// The figures of a run, over all of its series or some of them. bench/README.md has the formula of
/// each.
record Figures(List<Observed> observed) {
  static final Set<Fault> STOPS =
      EnumSet.of(
          Fault.STOP,
          Fault.STOP_180_DAYS,
          Fault.DAEMON_DEAD,
          Fault.JOBS_200,
          Fault.REMOVED_WHILE_STOPPED);

  /// What a schedule cannot see.
  static final Set<Fault> UNSCHEDULED =
      EnumSet.of(
          Fault.NO_EFFECT,
          Fault.PARTIAL,
          Fault.HOLLOW,
          Fault.CREEP,
          Fault.DRIFTED,
          Fault.TOO_OFTEN);

  private static final double SECONDS_A_YEAR = 365.25 * 24 * 3600;
  private static final int CANDIDATES = 200;

  Figures {
    observed = List.copyOf(observed);
  }

  Figures where(Predicate<SeriesSpec> wanted) {
    return new Figures(observed.stream().filter(one -> wanted.test(one.series().spec())).toList());
  }

  Figures of(Set<Fault> faults) {
    return where(spec -> faults.contains(spec.fault()));
  }

  /// Series where no alert is owed.
  Figures quiet() {
    return where(spec ->
        spec.expectation() == Expectation.QUIET || spec.expectation() == Expectation.RECORD);
  }

  boolean isEmpty() {
    return observed.isEmpty();
  }

  Judgement total(DetectorName detector) {
    return Judgement.sum(observed.stream().map(one -> one.judgement(detector)).toList());
  }

  /// All alarms during the tests, right, wrong or neither.
  long alarms(DetectorName detector) {
    return observed.stream()
        .mapToLong(one ->
            one.alarms().getOrDefault(detector, List.of()).stream()
                .filter(alarm -> one.series().test().contains(alarm.at()))
                .count())
        .sum();
  }

  double years() {
    return observed.stream()
            .map(one -> one.series().test())
            .mapToLong(test -> Duration.between(test.from(), test.until()).toSeconds())
            .sum()
        / SECONDS_A_YEAR;
  }

  double falseAlarmsPerSeriesYear(DetectorName detector) {
    var quiet = quiet();
    return quiet.total(detector).falseAlarms() / quiet.years();
  }

  /// The part of all faults that a detector finds, and neither the schedule nor the autoencoder
  /// does, itself aside.
  double onlyShare(DetectorName detector) {
    int faults = 0;
    int only = 0;
    for (var one : observed) {
      faults += one.judgement(detector).faults();
      for (var found : one.judgement(detector).found()) {
        boolean other =
            EnumSet.of(SCHEDULE, AUTOENCODER).stream()
                .filter(name -> name != detector)
                .anyMatch(name -> one.judgement(name).finds(found.due()));
        if (!other) only++;
      }
    }
    return (double) only / faults;
  }

  /// The part of the faults that is found within a period after the grace.
  double promptRecall(DetectorName detector) {
    var total = total(detector);
    long prompt = total.found().stream().filter(found -> found.periods() <= 1).count();
    return (double) prompt / total.faults();
  }

  double delay(DetectorName detector, double quantile, ToDoubleFunction<Judgement.Found> unit) {
    var delays = total(detector).found().stream().mapToDouble(unit).toArray();
    return quantile(delays, quantile);
  }

  /// F1 over what a schedule cannot see and the series where no alert is owed.
  double unscheduledF1(DetectorName detector) {
    return f1(of(UNSCHEDULED), one -> one.judgement(detector));
  }

  /// As [#unscheduledF1], with the lowest threshold at which a rival raises no more false alarms
  /// than the autoencoder where no alert is owed.
  double unscheduledF1AtSameRate(DetectorName rival) {
    double threshold = thresholdAtSameRate(rival);
    return f1(of(UNSCHEDULED), one -> one.judgement(rival, threshold));
  }

  private double f1(Figures faulty, Function<Observed, Judgement> judged) {
    var owed = Judgement.sum(faulty.observed.stream().map(judged).toList());
    var notOwed = Judgement.sum(quiet().observed.stream().map(judged).toList());
    return Judgement.sum(List.of(owed, notOwed)).f1();
  }

  private double thresholdAtSameRate(DetectorName rival) {
    var quiet = quiet();
    int allowed = quiet.total(AUTOENCODER).falseAlarms();
    var scores =
        quiet.observed.stream()
            .flatMapToDouble(one -> one.scores(rival).scores())
            .filter(score -> score > 0)
            .sorted()
            .toArray();
    if (scores.length == 0) return Double.MIN_NORMAL;
    int low = 0;
    int high = CANDIDATES;
    while (low < high) { // more false alarms at a lower threshold, but for alarms that join
      int middle = (low + high) / 2;
      double threshold = candidate(scores, middle);
      int raised =
          Judgement.sum(
                  quiet.observed.stream().map(one -> one.judgement(rival, threshold)).toList())
              .falseAlarms();
      if (raised > allowed) low = middle + 1;
      else high = middle;
    }
    return candidate(scores, low);
  }

  /// Candidates lie closer together the higher they are: 1 in 10^(number / 25) scores reaches one.
  private static double candidate(double[] sorted, int number) {
    double highest = Math.nextUp(sorted[sorted.length - 1]);
    if (number >= CANDIDATES) return highest;
    double above = sorted.length * Math.pow(10, -number / 25.0);
    return above < 1 ? highest : sorted[(int) (sorted.length - above)];
  }

  static double quantile(double[] values, double quantile) {
    if (values.length == 0) return Double.NaN;
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1.0, Math.floor(quantile * sorted.length))];
  }
}
