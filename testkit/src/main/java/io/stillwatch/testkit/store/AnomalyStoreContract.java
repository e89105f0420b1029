// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.AnomalyStore.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
