// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import static io.stillwatch.alerting.Stories.DRIVER;
import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stillwatch.alerting.Stories;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alerting;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.fleet.JobStatus.Retirement;
import io.stillwatch.core.fleet.JobStatus.Timing;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.AlertEvaluator;
import io.stillwatch.core.watch.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A process that is suspended while it evaluates, and goes on after another one took over.
class EndedTenureTest {
  private static final Instant NOW = MISS.plus(Duration.ofMinutes(30));

  private final InMemoryStores stores = InMemoryStores.empty();
  private final Alerting decisions = new AlertDecisions(Stories.AT_ONCE);
  private boolean over;

  @Test
  void an_alert_that_the_next_holder_opened_meanwhile_is_not_opened_a_second_time()
      throws Exception {
    report(stopped(DRIVER));
    var next = evaluator(decisions, Tenure.ALONE);
    Alerting suspended =
        (open, situation) -> {
          var changed = decisions.decide(open, situation);
          openBy(next);
          over = true;
          return changed;
        };

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> evaluator(suspended, this::tenure).tick(NOW));
    assertThat(stores.alerts().open())
        .singleElement()
        .satisfies(alert -> assertThat(alert.value().handling().acknowledgedBy()).isEqualTo("dba"));
  }

  private long tenure() throws StoreException {
    if (over) throw new StoreException("The lease is over.");
    return 1;
  }

  /// .. and a person takes note of it.
  private void openBy(AlertEvaluator next) {
    try {
      var opened = next.tick(NOW).getFirst();
      var seen = opened.withHandling(new Alert.Handling("dba", Instant.MIN));
      stores.alerts().save(seen, stores.alerts().find(opened.id()).orElseThrow().version());
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  private AlertEvaluator evaluator(Alerting alerting, Tenure tenure) {
    return new AlertEvaluator(stores.watched(), stores.alerts(), alerting, tenure);
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
