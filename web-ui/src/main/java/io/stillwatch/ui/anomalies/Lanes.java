// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyLanes.By;
import io.stillwatch.core.store.AnomalyLanes.Lane;
import io.stillwatch.core.store.AnomalyLanes.Some;
import io.stillwatch.core.store.AnomalyLanes.Span;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.anomalies.LaneChoice.Group;
import io.stillwatch.ui.words.KindWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lanes of the page, the highest score first, with the jobs that they are made of.
record Lanes(Span span, Lane overall, List<Row> rows) {
  /// Hosts are folded from the worst jobs; so many are read.
  private static final int MOST_JOBS = 200;

  Lanes {
    rows = List.copyOf(rows);
  }

  /// A lane; `jobs` are the ids that it is folded from, none if it stands for a signal.
  record Row(String key, String title, Map<Instant, Double> highest, List<String> jobs) {
    Row {
      highest = Map.copyOf(highest);
      jobs = List.copyOf(jobs);
    }

    double peak() {
      return highest.values().stream().mapToDouble(score -> score).max().orElse(0);
    }
  }

  static Lanes read(Outcomes outcomes, LaneChoice choice, Span span) throws StoreException {
    AnomalyStore store = outcomes.anomalies();
    if (choice.group() == Group.SIGNAL) {
      var found = store.lanes(By.SIGNAL, span, choice.least(), choice.rows());
      return new Lanes(span, found.overall(), bySignal(found));
    }
    int size = choice.group() == Group.JOB ? choice.rows() : MOST_JOBS;
    var found = store.lanes(By.JOB, span, choice.least(), size);
    var jobs = new HashMap<String, Job>();
    for (var status : outcomes.statuses().find(found.lanes().stream().map(Lane::key).toList()))
      jobs.put(status.job().id(), status.job());
    var rows =
        choice.group() == Group.JOB ? byJob(found, jobs) : byHost(found, jobs, choice.rows());
    return new Lanes(span, found.overall(), rows);
  }

  private static List<Row> bySignal(AnomalyLanes found) {
    return found.lanes().stream()
        .map(lane -> new Row(lane.key(), lane.key(), lane.highest(), List.of()))
        .toList();
  }

  static List<Row> byJob(AnomalyLanes found, Map<String, Job> jobs) {
    return found.lanes().stream()
        .map(lane -> {
          var job = Optional.ofNullable(jobs.get(lane.key()));
          var title = job.map(KindWords::subject).orElse(lane.key());
          return new Row(lane.key(), title, lane.highest(), List.of(lane.key()));
        })
        .toList();
  }

  /// The highest score of any job of a host. A job that is not known any more has no host.
  static List<Row> byHost(AnomalyLanes found, Map<String, Job> jobs, int most) {
    var hosts = new LinkedHashMap<String, Row>();
    for (var lane : found.lanes()) {
      var job = jobs.get(lane.key());
      if (job == null) continue;
      var host = job.host().name();
      hosts.merge(host, new Row(host, host, lane.highest(), List.of(lane.key())), Lanes::together);
    }
    return hosts.values().stream()
        .sorted(Comparator.comparingDouble(Row::peak).reversed())
        .limit(most)
        .toList();
  }

  private static Row together(Row one, Row other) {
    var highest = new HashMap<>(one.highest());
    other.highest().forEach((at, score) -> highest.merge(at, score, Math::max));
    var jobs = new ArrayList<>(one.jobs());
    jobs.addAll(other.jobs());
    return new Row(one.key(), one.title(), highest, jobs);
  }

  /// What the chosen lane is made of; nothing if it is not among the lanes.
  Some of(LaneChoice choice) {
    if (choice.group() == Group.SIGNAL) return new Some(By.SIGNAL, List.of(choice.lane()));
    if (choice.group() == Group.JOB) return new Some(By.JOB, List.of(choice.lane()));
    return new Some(By.JOB, row(choice.lane()).map(Row::jobs).orElse(List.of()));
  }

  Optional<Row> row(String key) {
    return rows.stream().filter(row -> row.key().equals(key)).findFirst();
  }
}
