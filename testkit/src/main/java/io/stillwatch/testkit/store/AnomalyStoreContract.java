// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyLanes.By;
import io.stillwatch.core.store.AnomalyLanes.Lane;
import io.stillwatch.core.store.AnomalyLanes.Some;
import io.stillwatch.core.store.AnomalyLanes.Span;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.AnomalyStore.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of anomalies keeps.
public abstract class AnomalyStoreContract {
  private static final Instant AT = Samples.AT;
  private static final Instant LATER = AT.plus(Duration.ofDays(40));

  /// A store that holds nothing yet.
  protected abstract AnomalyStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_anomalies() throws Exception {
    var store = emptyStore();
    assertThat(store.anomalies(List.of("job-1"), AT, LATER, 0)).isEmpty();
    assertThat(store.page(AT, LATER, 0, Page.START, 10)).isEqualTo(new Page(List.of(), ""));
  }

  @Test
  void returns_anomalies_of_some_jobs_from_a_score_on() throws Exception {
    var store = emptyStore();
    var strong = anomaly("job-1", AT, 90);
    var weak = anomaly("job-2", AT.plusSeconds(1), 3);
    store.putAnomalies(List.of(weak, strong, anomaly("job-3", AT, 90)));
    store.putAnomalies(List.of(strong));
    var jobs = List.of("job-1", "job-2");
    assertThat(store.anomalies(jobs, AT, LATER, 50)).containsExactly(strong);
    assertThat(store.anomalies(jobs, AT, LATER, 3)).containsExactly(strong, weak);
    assertThat(store.anomalies(jobs, AT.plusSeconds(1), LATER, 0)).containsExactly(weak);
    assertThat(store.anomalies(jobs, AT, AT.plusSeconds(1), 0)).containsExactly(strong);
    assertThat(store.anomalies(List.of(), AT, LATER, 0)).isEmpty();
  }

  @Test
  void pages_through_the_anomalies_of_all_jobs_by_time() throws Exception {
    var store = emptyStore();
    var all = new ArrayList<Anomaly>();
    for (int i = 0; i < 10; i++) all.add(anomaly("job-" + i % 2, AT.plusSeconds(i), i * 10));
    store.putAnomalies(all.reversed());
    var first = store.page(AT, LATER, 30, Page.START, 4);
    var second = store.page(AT, LATER, 30, first.next(), 4);
    assertThat(first.anomalies()).isEqualTo(all.subList(3, 7));
    assertThat(second.anomalies()).isEqualTo(all.subList(7, 10));
    assertThat(second.next()).isEmpty();
  }

  @Test
  void pages_through_the_anomalies_that_exceed_what_they_need_the_most_first() throws Exception {
    var store = emptyStore();
    var strong = anomaly("job-1", AT, 90);
    var known = anomaly("job-2", AT.plusSeconds(1), 95).withNeeded(94);
    var weak = anomaly("job-3", AT.plusSeconds(2), 60);
    store.putAnomalies(List.of(weak, known, strong, anomaly("job-4", AT, 20)));
    var first = store.ranked(AT, LATER, 25, Page.START, 2);
    assertThat(first.anomalies()).containsExactly(strong, known);
    var second = store.ranked(AT, LATER, 25, first.next(), 2);
    assertThat(second).isEqualTo(new Page(List.of(weak), ""));
  }

  @Test
  void pages_through_the_anomalies_of_some_lanes() throws Exception {
    var store = emptyStore();
    var strong = anomaly("job-1", AT, 90);
    var weak = anomaly("job-2", AT.plusSeconds(1), 60);
    store.putAnomalies(List.of(weak, strong, anomaly("job-3", AT, 99)));
    var during = new Interval(AT, LATER);
    var some = new Some(By.JOB, List.of("job-1", "job-2"));
    var first = store.ranked(some, during, 25, Page.START, 1);
    assertThat(first.anomalies()).containsExactly(strong);
    assertThat(store.ranked(some, during, 25, first.next(), 1).anomalies()).containsExactly(weak);
    var none = new Some(By.JOB, List.of());
    assertThat(store.ranked(none, during, 25, Page.START, 1)).isEqualTo(new Page(List.of(), ""));
    var signal = AnomalyLanes.signal(strong);
    assertThat(signal).isNotEmpty();
    assertThat(
            store
                .ranked(new Some(By.SIGNAL, List.of(signal)), during, 25, Page.START, 9)
                .anomalies())
        .hasSize(3);
  }

  @Test
  void lanes_have_the_highest_score_of_each_bucket_the_worst_lane_first() throws Exception {
    var store = emptyStore();
    var hour = Duration.ofHours(1);
    store.putAnomalies(
        List.of(
            anomaly("job-1", AT, 40),
            anomaly("job-1", AT.plusSeconds(60), 55),
            anomaly("job-1", AT.plus(hour), 30),
            anomaly("job-2", AT.plus(hour), 80),
            anomaly("job-3", AT, 26),
            anomaly("job-4", AT, 10)));
    var start = AT.truncatedTo(ChronoUnit.HOURS);
    var second = start.plus(hour);
    var span = new Span(start, start.plus(hour.multipliedBy(2)), hour);
    var found = store.lanes(By.JOB, span, 25, 2);
    assertThat(found.overall()).isEqualTo(new Lane("", Map.of(start, 55.0, second, 80.0)));
    assertThat(found.lanes())
        .containsExactly(
            new Lane("job-2", Map.of(second, 80.0)),
            new Lane("job-1", Map.of(start, 55.0, second, 30.0)));
    assertThat(store.lanes(By.SIGNAL, span, 25, 9).lanes())
        .extracting(Lane::highest)
        .containsExactly(found.overall().highest());
    var empty = store.lanes(By.JOB, span, 90, 2);
    assertThat(empty).isEqualTo(new AnomalyLanes(new Lane("", Map.of()), List.of()));
  }

  private static Anomaly anomaly(String job, Instant at, double score) {
    return new Anomaly(
        job,
        at,
        at.minusSeconds(600),
        score,
        new Reconstruction(
            "model-1", Symptom.VOLUME, 0.25, 0.1, List.of(new Contribution("bytes", 3, 1, 0.8))));
  }
}
