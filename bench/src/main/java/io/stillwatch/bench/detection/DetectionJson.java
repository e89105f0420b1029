// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static io.stillwatch.bench.detection.DetectorName.AUTOENCODER;
import static io.stillwatch.bench.detection.DetectorName.TOGETHER;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.detection.Judgement.Found;

/// The figures as one JSON object; a figure of nothing is left out.
final class DetectionJson {
  private DetectionJson() {}

  static ObjectNode of(Figures figures) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "detection");
    var rows = json.putArray("rows");
    for (var every : PeriodClass.values())
      Fleet.specs(every).forEach(spec -> rows(rows, figures, spec));
    summary(json.putObject("summary"), figures);
    return json;
  }

  private static void rows(ArrayNode rows, Figures all, SeriesSpec spec) {
    var figures = all.where(spec::equals);
    if (figures.isEmpty()) return;
    for (var detector : DetectorName.values()) {
      var total = figures.total(detector);
      var row =
          rows.addObject()
              .put("class", spec.every().word())
              .put("configured", spec.configured())
              .put("kind", spec.kind().word())
              .put("fault", spec.fault().word())
              .put("detector", detector.word())
              .put("series", figures.observed().size())
              .put("faults", total.faults())
              .put("found", total.found().size())
              .put("false_alarms", total.falseAlarms());
      put(row, "delay_median_hours", figures.delay(detector, 0.5, Found::hours));
      put(row, "delay_p95_hours", figures.delay(detector, 0.95, Found::hours));
      put(row, "delay_median_periods", figures.delay(detector, 0.5, Found::periods));
      put(row, "alerts_per_fault", total.alertsPerFault());
      put(row, "messages_per_fault", total.messagesPerFault());
    }
  }

  private static void summary(ObjectNode summary, Figures figures) {
    put(summary, "recall", figures.total(TOGETHER).recall());
    put(summary, "precision", figures.total(TOGETHER).precision());
    var byFault = summary.putObject("recall_by_fault");
    for (var fault : Fault.values())
      put(
          byFault,
          fault.word(),
          figures.where(spec -> spec.fault() == fault).total(TOGETHER).recall());
    var hours = summary.putObject("median_delay_hours");
    var periods = summary.putObject("median_delay_periods");
    var autoencoder = summary.putObject("autoencoder_recall");
    for (var every : PeriodClass.values()) {
      var stops = figures.where(spec -> spec.every() == every).of(Figures.STOPS);
      put(hours, every.word(), stops.delay(TOGETHER, 0.5, Found::hours));
      put(periods, every.word(), stops.delay(TOGETHER, 0.5, Found::periods));
      put(autoencoder, every.word(), stops.promptRecall(AUTOENCODER));
    }
    put(summary, "false_alarms_per_series_year", figures.falseAlarmsPerSeriesYear(TOGETHER));
    put(summary, "autoencoder_only_share", figures.onlyShare(AUTOENCODER));
    put(summary, "autoencoder_f1", figures.unscheduledF1(AUTOENCODER));
    for (var rival : DetectorName.RIVALS)
      put(summary, rival.word() + "_f1", figures.unscheduledF1AtSameRate(rival));
  }

  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) node.put(key, value);
  }
}
