// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long runs took and what they wrote, by the lines of a log. As cronie does, process 7 starts
/// the command, and process 6 logs its output and its end.
class RunFiguresTest {
  private static final Instant AT = Sample.day(1).plusSeconds(9_000);
  private static final String COMMAND = "/opt/a.sh";

  private final HostDraft draft =
      new HostDraft(Sample.host(Sample.state(Sample.line("a", Sample.daily()))));

  RunFiguresTest() {
    draft.commands.owned(CommandKey.of("root", COMMAND), List.of("a"));
  }

  private void line(int second, LogEvent event) {
    LineFold.add(draft, Sample.record(AT.plusSeconds(second), event));
  }

  private void start(int second) {
    line(second, new LogEvent.RunStarted("root", COMMAND, 7));
  }

  private void output(int second, String user, String text, long pid) {
    line(second, new LogEvent.RunOutput(user, text, pid));
  }

  private void end(int second) {
    line(second, new LogEvent.RunEnded("root", COMMAND, 6));
  }

  private RunFigures run(int second) {
    var runs = draft.job("a").orElseThrow().runs();
    for (int i = 0; i < runs.size(); i++)
      if (runs.at(i).equals(AT.plusSeconds(second))) return runs.figures(i);
    throw new AssertionError("no run at " + second);
  }

  @Test
  void a_run_took_as_long_as_from_its_start_to_its_end() {
    start(1);
    assertThat(run(1)).isEqualTo(RunFigures.of(AT.plusSeconds(1), Run.Outcome.STARTED));
    end(61);
    assertThat(run(1).took()).contains(Duration.ofSeconds(60));
    assertThat(run(1).outputBytes()).isEmpty();
  }

  @Test
  void an_end_that_is_reported_replaces_the_run_as_it_was_stored() {
    start(1);
    output(30, "root", "done", 6);
    end(61);
    var stored = draft.freeze().runs();
    assertThat(stored).extracting(Run::id).hasSize(2).containsOnly(stored.getFirst().id());
    assertThat(stored.getFirst().took()).isEmpty();
    assertThat(stored.getLast().took()).contains(Duration.ofSeconds(60));
    assertThat(stored.getLast().outputBytes()).contains(5L);
  }

  @Test
  void lines_of_output_are_counted_with_their_ends() {
    start(1);
    output(2, "root", "one", 6);
    output(3, "root", "ünï", 6);
    end(61);
    assertThat(run(1).outputBytes()).contains(4L + 6L);
  }

  @Test
  void a_run_without_output_wrote_nothing_once_the_output_of_the_job_was_logged() {
    start(1);
    end(2);
    start(101);
    output(102, "root", "one", 6);
    end(103);
    start(201);
    end(202);
    assertThat(run(1).outputBytes()).isEmpty();
    assertThat(run(101).outputBytes()).contains(4L);
    assertThat(run(201).outputBytes()).contains(0L);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "root, hello                                               , 5, output of another process",
    "app , hello                                               , 6, output of another user",
    "''  , 'No MTA installed, discarding output'               , 6, that output was discarded",
    "root, mailed 52 bytes of output but got status 0x004b     , 6, that mail failed",
    "root, hello                                               , 0, output of no process"
  })
  void what_is_not_the_output_of_the_run_does_not_count(
      String user, String text, long pid, String what) {
    start(1);
    output(2, user, text, pid);
    end(61);
    assertThat(run(1).outputBytes()).as(what).isEmpty();
  }

  @Test
  void output_that_began_before_the_run_is_of_another_one() {
    output(0, "root", "of a run whose end was never logged", 6);
    start(1);
    end(61);
    assertThat(run(1).outputBytes()).isEmpty();
    assertThat(draft.commands.now().outputs()).isEmpty();
  }

  @Test
  void output_waits_with_an_end_whose_start_is_read_later() {
    output(2, "root", "one", 6);
    end(61);
    start(1);
    assertThat(run(1).took()).contains(Duration.ofSeconds(60));
    assertThat(run(1).outputBytes()).contains(4L);
  }

  @Test
  void a_failure_says_how_long_the_run_took_and_a_later_end_changes_nothing() {
    start(1);
    line(31, new LogEvent.RunFailed("", "exit status 1", 7));
    end(61);
    assertThat(run(1).took()).contains(Duration.ofSeconds(30));
    assertThat(draft.freeze().runs().getLast().detail()).isEqualTo("exit status 1");
  }

  @Test
  void a_run_that_did_not_end_in_time_has_no_length() {
    for (int day = 0; day < 5; day++) {
      start(day * 86_400);
      end(day * 86_400 + 60);
    }
    start(5 * 86_400);
    var state = OverdueRuns.mark(draft.freeze().state(), AT.plus(Duration.ofDays(6))).state();
    var runs = state.jobs().get("a").runs();
    assertThat(runs.outcome(5)).isEqualTo(Run.Outcome.OVERRUN);
    assertThat(runs.figures(5).took()).isEmpty();
    assertThat(runs.ended(AT)).hasSize(5);
  }

  @Test
  void the_length_of_a_job_that_pings_is_from_its_start_to_its_success_or_failure() {
    var ping = Sample.line("a", Sample.daily());
    var state = Sample.state(ping);
    var host = HostState.found(Host.HEARTBEATS, AT, Sample.UTC).with(Map.of("a", state));
    var pings = new HostDraft(host);
    pings.commands.owned(CommandKey.of("key", "key"), List.of("a"));
    for (var event :
        List.of(
            new LogEvent.RunStarted("key", "key", 0),
            new LogEvent.RunEnded("key", "key", 0),
            new LogEvent.RunStarted("key", "key", 0),
            new LogEvent.RunFailed("key", "failed", 0))) {
      int second = 100 * (1 + pings.job("a").orElseThrow().runs().size());
      boolean starts = event instanceof LogEvent.RunStarted;
      LineFold.add(
          pings,
          Sample.record(Host.HEARTBEATS, AT.plusSeconds(starts ? second : second - 60), event));
    }
    var runs = pings.job("a").orElseThrow().runs();
    assertThat(runs.ended(AT))
        .extracting(RunFigures::took)
        .containsOnly(Optional.of(Duration.ofSeconds(40)));
  }
}
