// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alerting;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.fleet.JobStatus.Retirement;
import io.stillwatch.core.fleet.JobStatus.Timing;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertEvaluatorTest {
  private static final Instant MISS = Sample.day(3);
  private static final Instant NOW = Sample.day(5);
  private static final Job JOB = Sample.line("a", Sample.daily());

  private final InMemoryStores stores = InMemoryStores.empty();
  private final List<Situation> asked = new ArrayList<>();
  private final AlertEvaluator evaluator =
      new AlertEvaluator(
          stores.watched(),
          stores.alerts(),
          (_, situation) -> {
            asked.add(situation);
            return Alerting.Decision.NOTHING;
          },
          Tenure.ALONE);

  @Test
  void nothing_is_decided_while_nothing_is_open_and_nothing_in_trouble() throws Exception {
    status(Optional.empty(), Optional.of(NOW), Retirement.NONE);
    assertThat(evaluator.tick(NOW)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void a_silent_job_is_a_stoppage_and_neither_recovered_nor_closed() throws Exception {
    open();
    status(Optional.of(stoppage()), Optional.of(Sample.day(2)), Retirement.NONE);
    var situation = decided();
    assertThat(situation.stoppages()).containsExactly(stoppage());
    assertThat(situation.recoveries()).isEmpty();
    assertThat(situation.closures()).isEmpty();
  }

  @Test
  void a_good_run_after_the_first_miss_is_a_recovery() throws Exception {
    open();
    status(Optional.empty(), Optional.of(Sample.day(4)), Retirement.NONE);
    assertThat(decided().recoveries())
        .extracting("job.id", "ranAt")
        .containsExactly(tuple("a", Sample.day(4)));
  }

  @Test
  void a_run_before_the_first_miss_is_none() throws Exception {
    open();
    status(Optional.empty(), Optional.of(Sample.day(2)), Retirement.NONE);
    assertThat(decided().recoveries()).isEmpty();
  }

  @Test
  void a_member_that_left_the_configuration_is_closed_with_the_reason() throws Exception {
    open();
    var left = new Retirement("removed from /etc/crontab", Sample.day(4));
    status(Optional.empty(), Optional.of(Sample.day(2)), left);
    assertThat(decided().closures())
        .extracting("job", "why", "at")
        .containsExactly(tuple("a", "removed from /etc/crontab", Sample.day(4)));
  }

  @Test
  void a_member_of_which_there_is_no_document_is_closed_as_unknown() throws Exception {
    open();
    assertThat(decided().closures())
        .extracting("job", "why", "at")
        .containsExactly(tuple("a", "no longer known", NOW));
  }

  private Situation decided() throws Exception {
    evaluator.tick(NOW);
    assertThat(asked).hasSize(1);
    return asked.getFirst();
  }

  private void open() throws Exception {
    var alert =
        new Alert(
            "a1",
            "a",
            Alert.State.FIRING,
            List.of(stoppage()),
            List.of(),
            new Alert.Times(MISS, MISS, Optional.empty()),
            Alert.Handling.NONE,
            List.of());
    stores.alerts().save(alert, Versioned.Version.NEW);
  }

  private void status(Optional<Stoppage> stoppage, Optional<Instant> goodRun, Retirement left)
      throws Exception {
    var timing = new Timing(goodRun, goodRun, Optional.empty(), Duration.ofMinutes(15));
    var health = stoppage.isPresent() ? JobHealth.SILENT : JobHealth.ON_TIME;
    stores
        .outcomes()
        .statuses()
        .put(
            List.of(
                new JobStatus(
                    JOB, health, timing, Optional.empty(), 0, stoppage, Optional.empty(), left)));
  }

  private static Stoppage stoppage() {
    var before = MISS.minus(Duration.ofDays(1));
    return new Stoppage(JOB, MISS, before, 2, 60, Growth.UNKNOWN, List.of("2 runs missing"));
  }
}
