// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.MinimumData;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.ui.alerts.OpenAlerts;
import io.stillwatch.ui.chart.Series;
import io.stillwatch.ui.feedback.JobThresholds;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that the page of one job shows: its status, the open alert that it is part of, and
/// what is stored of it in the range.
record JobModel(
    JobStatus status,
    Optional<Alert> alert,
    List<JudgedRun> verdicts,
    List<Run> runs,
    List<SizeSample> sizes,
    List<Anomaly> anomalies,
    List<Finding> findings,
    JobThresholds thresholds,
    String toScore) {
  private static final int CHART_POINTS = 400;

  static Optional<JobModel> read(UiPorts ports, String job, Visit visit) throws StoreException {
    var outcomes = ports.outcomes();
    var status = outcomes.statuses().find(List.of(job)).stream().findFirst();
    if (status.isEmpty()) return Optional.empty();
    var from = visit.interval().from();
    var until = visit.interval().until();
    return Optional.of(
        new JobModel(
            status.get(),
            OpenAlerts.read(ports.alerts()).of(job),
            outcomes.verdicts().verdicts(List.of(job), from, until),
            outcomes.runs().runs(job, from, until),
            outcomes.sizes().sizes(job, from, until),
            outcomes.anomalies().anomalies(List.of(job), from, until, 0),
            ports.findings().ofHosts(List.of(status.get().job().host())).stream()
                .map(Versioned::value)
                .filter(finding -> finding.jobsLost().contains(job))
                .toList(),
            JobThresholds.read(ports, status.get().job()),
            toScore(ports, status.get().job())));
  }

  /// What the detector has, and what it needs before it scores the job.
  private static String toScore(UiPorts ports, Job job) throws StoreException {
    int needed = MinimumData.runsToScore(job);
    var now = ports.clock().instant();
    int seen = ports.outcomes().runs().firstFigures(job.id(), Instant.EPOCH, now, needed).size();
    if (seen < needed) return "It is scored after " + needed + " runs; " + seen + " were seen.";
    if (ports.detecting().model().isEmpty())
      return "It has the " + needed + " runs that it needs; there is no model yet.";
    return "It has the " + needed + " runs that it needs, and is scored several times a period.";
  }

  /// Hours between each run and the one before it.
  Series intervals() {
    var points = new ArrayList<Series.Point>();
    for (int i = 1; i < runs.size(); i++) {
      var distance = Duration.between(runs.get(i - 1).at(), runs.get(i).at());
      points.add(new Series.Point(runs.get(i).at(), distance.toMinutes() / 60.0));
    }
    return new Series("Hours since the run before", "warning", points);
  }

  Series growth() {
    var points =
        GrowthReader.thinned(sizes, CHART_POINTS).stream()
            .map(sample -> new Series.Point(sample.at(), sample.activeBytes()))
            .toList();
    return new Series("Size of the active log", "low", points);
  }

  Series scores() {
    var points = anomalies.stream().map(each -> new Series.Point(each.at(), each.score())).toList();
    return new Series("Anomaly score", "warning", points);
  }
}
