// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of runs keeps.
public abstract class RunStoreContract {
  private static final Instant AT = Samples.AT;
  private static final Optional<Long> NOTHING = Optional.empty();
  private static final Instant LATER = AT.plus(Duration.ofDays(40));

  /// A store that holds nothing yet.
  protected abstract RunStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_runs() throws Exception {
    assertThat(emptyStore().runs("job-1", AT, LATER)).isEmpty();
  }

  @Test
  void returns_runs_of_one_job_within_a_half_open_range_by_time() throws Exception {
    var store = emptyStore();
    var first = run("run-1", "job-1", AT, Run.Outcome.STARTED);
    var second = run("run-2", "job-1", LATER.minusNanos(1_000_000), Run.Outcome.FAILED);
    var atTheEnd = run("run-3", "job-1", LATER, Run.Outcome.SUCCEEDED);
    var ofAnother = run("run-1", "job-2", AT, Run.Outcome.STARTED);
    store.putRuns(List.of(second, atTheEnd, ofAnother, first));
    assertThat(store.runs("job-1", AT, LATER)).containsExactly(first, second);
    assertThat(store.runs("job-2", Instant.MIN, Instant.MAX)).containsExactly(ofAnother);
  }

  @Test
  void a_run_that_is_put_again_replaces_itself() throws Exception {
    var store = emptyStore();
    store.putRuns(List.of(run("run-1", "job-1", AT, Run.Outcome.STARTED)));
    var failed = run("run-1", "job-1", AT, Run.Outcome.FAILED);
    store.putRuns(List.of(failed));
    assertThat(store.runs("job-1", AT, LATER)).containsExactly(failed);
  }

  @Test
  void returns_every_outcome() throws Exception {
    var store = emptyStore();
    var runs = new ArrayList<Run>();
    for (var outcome : Run.Outcome.values()) {
      runs.add(run("run-" + outcome, "job-1", AT.plusSeconds(runs.size()), outcome));
    }
    store.putRuns(runs);
    assertThat(store.runs("job-1", AT, LATER)).isEqualTo(runs);
  }

  @Test
  void returns_more_than_a_page() throws Exception {
    var store = emptyStore();
    var runs = new ArrayList<Run>();
    for (int i = 0; i < 12_000; i++) {
      runs.add(run("run-" + i, "job-1", AT.plusSeconds(i / 3), Run.Outcome.STARTED));
    }
    store.putRuns(runs);
    assertThat(store.runs("job-1", AT, LATER)).hasSize(12_000).doesNotHaveDuplicates();
  }

  @Test
  void returns_the_figures_of_the_first_runs_of_a_range_and_no_more() throws Exception {
    var store = emptyStore();
    var runs = new ArrayList<Run>();
    for (int i = 0; i < 20; i++) {
      runs.add(run("run-" + i, "job-1", AT.plusSeconds(i), Run.Outcome.STARTED));
    }
    store.putRuns(runs.reversed());
    var from = AT.plusSeconds(5);
    var known = from.truncatedTo(ChronoUnit.MILLIS);
    assertThat(store.firstFigures("job-1", from, LATER, 3))
        .extracting(RunFigures::at)
        .containsExactly(known, known.plusSeconds(1), known.plusSeconds(2));
    assertThat(store.firstFigures("job-1", from, AT.plusSeconds(7), 9))
        .extracting(RunFigures::at)
        .containsExactly(known, known.plusSeconds(1));
    assertThat(store.firstFigures("job-2", AT, LATER, 3)).isEmpty();
  }

  @Test
  void returns_what_is_known_of_the_length_and_the_output_of_a_run() throws Exception {
    var store = emptyStore();
    var silent = ended("run-1", AT, Optional.of(Duration.ofMillis(1_500)), Optional.of(0L));
    var unlogged = ended("run-2", AT.plusSeconds(9), Optional.of(Duration.ofDays(30)), NOTHING);
    var large = ended("run-3", AT.plusSeconds(99), Optional.empty(), Optional.of(1L << 40));
    store.putRuns(List.of(run("run-1", "job-1", AT, Run.Outcome.STARTED)));
    store.putRuns(List.of(silent, unlogged, large));
    assertThat(store.runs("job-1", AT, LATER)).containsExactly(silent, unlogged, large);
    var millis = AT.truncatedTo(ChronoUnit.MILLIS);
    assertThat(store.firstFigures("job-1", AT, LATER, 9))
        .containsExactly(
            figures(silent, millis),
            figures(unlogged, millis.plusSeconds(9)),
            figures(large, millis.plusSeconds(99)));
  }

  private static RunFigures figures(Run run, Instant at) {
    return new RunFigures(at, run.outcome(), run.took(), run.outputBytes());
  }

  private static Run ended(String id, Instant at, Optional<Duration> took, Optional<Long> bytes) {
    return new Run(id, "job-1", at, Run.Outcome.SUCCEEDED, "took", "evidence", took, bytes);
  }

  private static Run run(String id, String job, Instant at, Run.Outcome outcome) {
    return new Run(id, job, at, outcome, "detail of " + id, "evidence-" + id);
  }
}
