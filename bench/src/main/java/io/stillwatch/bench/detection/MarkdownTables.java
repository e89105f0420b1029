// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static io.stillwatch.bench.detection.DetectorName.AUTOENCODER;
import static io.stillwatch.bench.detection.DetectorName.SCHEDULE;
import static io.stillwatch.bench.detection.DetectorName.TOGETHER;

import io.stillwatch.bench.detection.Judgement.Found;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of docs/DETECTOR.md.
final class MarkdownTables {
  private final Figures figures;
  private final PrintWriter out;

  MarkdownTables(Figures figures, PrintWriter out) {
    this.figures = figures;
    this.out = out;
  }

  void print() {
    detectors();
    classes();
    faults();
    quiet();
  }

  private void detectors() {
    header(
        "detector",
        "recall",
        "precision",
        "false alarms per series-year",
        "found by it only",
        "median delay, periods",
        "F1 of unscheduled faults",
        ".. at the autoencoder's false-alarm rate");
    for (var detector : DetectorName.values()) {
      var total = figures.total(detector);
      row(
          detector.word(),
          number(total.recall()),
          number(total.precision()),
          number(figures.falseAlarmsPerSeriesYear(detector)),
          number(figures.onlyShare(detector)),
          number(figures.delay(detector, 0.5, Found::periods)),
          number(figures.unscheduledF1(detector)),
          DetectorName.RIVALS.contains(detector)
              ? number(figures.unscheduledF1AtSameRate(detector))
              : "");
    }
    out.println();
  }

  /// Stops by class; all together unless the head says otherwise.
  private void classes() {
    header(
        "class",
        "configured",
        "stops",
        "found",
        "median delay, h",
        "p95, h",
        "median, periods",
        "autoencoder within a period",
        "schedule recall",
        "false alarms per series-year");
    for (var every : PeriodClass.values())
      for (boolean configured : new boolean[] {true, false}) {
        var part = figures.where(spec -> spec.every() == every && spec.configured() == configured);
        if (part.isEmpty()) continue;
        var stops = part.of(Figures.STOPS);
        var total = stops.total(TOGETHER);
        row(
            every.word(),
            configured ? "yes" : "no",
            Integer.toString(total.faults()),
            Integer.toString(total.found().size()),
            number(stops.delay(TOGETHER, 0.5, Found::hours)),
            number(stops.delay(TOGETHER, 0.95, Found::hours)),
            number(stops.delay(TOGETHER, 0.5, Found::periods)),
            number(stops.promptRecall(AUTOENCODER)),
            number(stops.total(SCHEDULE).recall()),
            number(part.falseAlarmsPerSeriesYear(TOGETHER)));
      }
    out.println();
  }

  private void faults() {
    var heads = new ArrayList<>(List.of("fault", "faults"));
    for (var detector : DetectorName.values()) heads.add(detector.word());
    heads.addAll(List.of("median delay, periods", "p95", "alerts per fault", "messages per fault"));
    header(heads.toArray(String[]::new));
    for (var fault : Fault.values()) {
      var part =
          figures.where(spec -> spec.fault() == fault && spec.expectation() == Expectation.ALERT);
      if (part.isEmpty()) continue;
      var total = part.total(TOGETHER);
      var cells = new ArrayList<>(List.of(fault.word(), Integer.toString(total.faults())));
      for (var detector : DetectorName.values()) cells.add(number(part.total(detector).recall()));
      cells.add(number(part.delay(TOGETHER, 0.5, Found::periods)));
      cells.add(number(part.delay(TOGETHER, 0.95, Found::periods)));
      cells.add(number(total.alertsPerFault()));
      cells.add(number(total.messagesPerFault()));
      row(cells.toArray(String[]::new));
    }
    out.println();
  }

  /// Alarms where none is owed.
  private void quiet() {
    var heads = new ArrayList<>(List.of("no alert owed", "series-years"));
    for (var detector : DetectorName.values()) heads.add(detector.word());
    heads.add("recorded");
    header(heads.toArray(String[]::new));
    for (var fault : Fault.values()) {
      var part =
          figures.where(spec -> spec.fault() == fault && spec.expectation() != Expectation.ALERT);
      if (part.isEmpty()) continue;
      var cells = new ArrayList<>(List.of(fault.word(), number(part.years())));
      for (var detector : DetectorName.values()) cells.add(Long.toString(part.alarms(detector)));
      cells.add(recorded(part));
      row(cells.toArray(String[]::new));
    }
    out.println();
  }

  /// How many of the faults that are no reason to alert have a verdict in the history.
  private static String recorded(Figures part) {
    int faults = part.observed().stream().mapToInt(one -> one.series().faulty().size()).sum();
    int recorded = part.observed().stream().mapToInt(Observed::recorded).sum();
    return faults == 0 ? "" : recorded + " of " + faults;
  }

  private void header(String... cells) {
    row(cells);
    row(Stream.of(cells).map(_ -> "---").toArray(String[]::new));
  }

  private void row(String... cells) {
    out.println(Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }
}
