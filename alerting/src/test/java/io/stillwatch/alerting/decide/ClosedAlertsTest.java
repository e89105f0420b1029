// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import static io.stillwatch.alerting.Stories.DRIVER;
import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.since;
import static io.stillwatch.alerting.Stories.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.Stories;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.fleet.JobStatus.Retirement;
import io.stillwatch.core.fleet.JobStatus.Timing;
import io.stillwatch.core.store.AlertHandling;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.AlertEvaluator;
import io.stillwatch.core.watch.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An alert that a person closed, over several ticks and over a restart.
class ClosedAlertsTest {
  private static final Instant NOW = MISS.plus(Duration.ofMinutes(30));

  private final InMemoryStores stores = InMemoryStores.empty();

  @Test
  void a_closed_alert_is_not_opened_again_while_its_job_does_not_run() throws Exception {
    var evaluator = evaluator();
    report(stopped(DRIVER));
    var opened = evaluator.tick(NOW).getFirst();
    close(opened);
    report(stopped(DRIVER, 5, 90));
    for (int day = 1; day <= 5; day++)
      assertThat(evaluator.tick(NOW.plus(Duration.ofDays(day)))).isEmpty();
    assertThat(evaluator().tick(NOW.plus(Duration.ofDays(6)))).isEmpty();
    assertThat(stores.alerts().open()).isEmpty();
  }

  @Test
  void the_next_streak_of_a_closed_job_opens_a_new_alert() throws Exception {
    var evaluator = evaluator();
    report(stopped(DRIVER));
    var first = evaluator.tick(NOW).getFirst();
    close(first);
    assertThat(evaluator.tick(NOW.plusSeconds(60))).isEmpty();

    report(since(DRIVER, MISS.plus(Duration.ofDays(4))));
    var second = evaluator.tick(NOW.plus(Duration.ofDays(4))).getFirst();
    assertThat(second.id()).isNotEqualTo(first.id());
    close(second);
    assertThat(evaluator.tick(NOW.plus(Duration.ofDays(5)))).isEmpty();
  }

  private AlertEvaluator evaluator() {
    return new AlertEvaluator(
        stores.watched(), stores.alerts(), new AlertDecisions(Stories.AT_ONCE), Tenure.ALONE);
  }

  private void close(Alert alert) throws StoreException {
    var request =
        new AlertHandling.Request(alert.id(), alert.handling(), "dba", alert.times().detectedAt());
    var outcome = new AlertHandling(stores.alerts()).close(request, "known");
    assertThat(outcome).isInstanceOf(AlertHandling.Outcome.Done.class);
  }

  private void report(Stoppage stoppage) throws StoreException {
    var timing =
        new Timing(
            Optional.of(stoppage.lastSeen()), Optional.empty(), Optional.empty(), Duration.ZERO);
    stores
        .outcomes()
        .statuses()
        .put(
            List.of(
                new JobStatus(
                    stoppage.job(),
                    JobHealth.SILENT,
                    timing,
                    Optional.empty(),
                    0,
                    Optional.of(stoppage),
                    Optional.empty(),
                    Retirement.NONE)));
  }
}
