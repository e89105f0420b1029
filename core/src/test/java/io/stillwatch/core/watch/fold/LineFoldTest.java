// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.RunLengths;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One job, started and ended by the lines of a log.
class LineFoldTest {
  private static final Instant AT = Sample.day(1).plusSeconds(9_000);
  private static final String COMMAND = "/opt/a.sh";

  private HostDraft draft = configured(Sample.daily());

  private static HostDraft configured(Schedule schedule) {
    var draft = new HostDraft(Sample.host(Sample.state(Sample.line("a", schedule))));
    draft.commands.owned(CommandKey.of("root", COMMAND), List.of("a"));
    return draft;
  }

  private void line(int second, LogEvent event) {
    LineFold.add(draft, Sample.record(AT.plusSeconds(second), event));
  }

  private void start(int second, long pid) {
    line(second, new LogEvent.RunStarted("root", COMMAND, pid));
  }

  private void end(int second, long pid) {
    line(second, new LogEvent.RunEnded("root", COMMAND, pid));
  }

  private void fail(int second, String command, long pid) {
    line(second, new LogEvent.RunFailed(command, "exit status 1", pid));
  }

  private String runs() {
    var runs = draft.job("a").orElseThrow().runs();
    var words = new ArrayList<String>();
    for (int i = 0; i < runs.size(); i++)
      words.add(Duration.between(AT, runs.at(i)).toSeconds() + " " + runs.outcome(i));
    return String.join(", ", words);
  }

  @Test
  void a_start_is_a_run() {
    start(1, 7);
    assertThat(runs()).isEqualTo("1 STARTED");
  }

  @Test
  void thousands_of_commands_that_run_once_do_not_make_a_configured_one_unknown() {
    for (int i = 0; i < 3_000; i++) {
      line(i, new LogEvent.RunStarted("root", "/opt/once.sh " + i, i));
    }
    start(3_000, 7);
    assertThat(draft.commands.jobs(CommandKey.of("root", COMMAND))).containsExactly("a");
    assertThat(runs()).isEqualTo("3000 STARTED");
    assertThat(draft.freeze().state().commands().commands()).hasSizeLessThan(1_100);
  }

  @Test
  void an_end_makes_the_run_of_its_process_succeed() {
    start(1, 7);
    start(2, 8);
    end(60, 8);
    assertThat(runs()).isEqualTo("1 STARTED, 2 SUCCEEDED");
  }

  @Test
  void an_end_of_another_process_is_of_the_oldest_run_of_its_command() {
    start(1, 7);
    start(2, 8);
    end(60, 99);
    assertThat(runs()).isEqualTo("1 SUCCEEDED, 2 STARTED");
  }

  @Test
  void an_end_whose_start_was_not_seen_is_a_run() {
    end(60, 7);
    assertThat(runs()).as("its start may follow").isEmpty();
    complete(59);
    assertThat(runs()).isEmpty();
    complete(60);
    assertThat(runs()).isEqualTo("60 SUCCEEDED");
  }

  @Test
  void an_end_waits_for_a_start_that_is_read_after_it() {
    end(60, 7);
    start(61, 8);
    start(1, 7);
    complete(100);
    assertThat(runs()).isEqualTo("1 SUCCEEDED, 61 STARTED");
  }

  @Test
  void a_failure_waits_for_a_start_that_is_read_after_it() {
    fail(60, "", 7);
    start(1, 7);
    complete(100);
    assertThat(runs()).isEqualTo("1 FAILED");
  }

  /// All lines up to then are read.
  private void complete(int second) {
    var state = draft.freeze().state();
    draft = new HostDraft(UnstartedRuns.count(state, AT.plusSeconds(second), true).state());
  }

  @Test
  void a_second_end_is_not_another_run() {
    start(1, 7);
    end(60, 7);
    end(61, 7);
    assertThat(runs()).isEqualTo("1 SUCCEEDED");
  }

  @Test
  void a_failure_is_of_the_run_of_its_process() {
    start(1, 7);
    start(2, 8);
    fail(60, "", 7);
    assertThat(runs()).isEqualTo("1 FAILED, 2 STARTED");
  }

  @Test
  void a_failure_without_a_known_process_is_of_the_newest_run_of_its_command() {
    start(1, 7);
    start(2, 8);
    fail(60, COMMAND, 0);
    assertThat(runs()).isEqualTo("1 STARTED, 2 FAILED");
  }

  @Test
  void a_failure_of_an_unknown_process_concerns_nobody() {
    start(1, 7);
    fail(60, "", 99);
    assertThat(runs()).isEqualTo("1 STARTED");
  }

  @Test
  void a_key_that_reports_only_failures_fails_by_its_name() {
    fail(60, COMMAND, 0);
    complete(60);
    assertThat(runs()).isEqualTo("60 FAILED");
  }

  @Test
  void an_end_after_the_failure_does_not_make_it_good() {
    start(1, 7);
    fail(60, "", 7);
    end(61, 7);
    assertThat(runs()).isEqualTo("1 FAILED");
    assertThat(draft.job("a").orElseThrow().judgements().lengths()).isEqualTo(RunLengths.NONE);
  }

  @Test
  void a_run_that_ends_much_sooner_than_usual_is_too_short() {
    for (int i = 0; i < 5; i++) {
      start(i * 86_400, 10 + i);
      end(i * 86_400 + 600, 10 + i);
    }
    start(5 * 86_400, 20);
    end(5 * 86_400 + 5, 20);
    assertThat(runs()).endsWith((5 * 86_400) + " TOO_SHORT");
    assertThat(draft.job("a").orElseThrow().judgements().lengths().seconds()).hasSize(5);
  }

  @Test
  void a_command_that_is_not_configured_becomes_a_job_of_its_own() {
    line(1, new LogEvent.RunStarted("root", "/opt/b.sh >/dev/null", 7));
    var learned = draft.jobs().getLast().job();
    assertThat(learned.name()).isEqualTo("/opt/b.sh");
    assertThat(learned.schedule()).isInstanceOf(Schedule.Learning.class);
    assertThat(draft.configuration.audits().due()).isTrue();
  }

  @Test
  void a_service_that_no_timer_starts_is_not_a_job() {
    line(1, new LogEvent.RunStarted("root", "sshd.service", 7));
    assertThat(draft.jobs()).hasSize(1);
    line(2, new LogEvent.RunStarted("root", "logrotate.service", 7));
    assertThat(draft.jobs()).hasSize(2);
  }

  @Test
  void of_two_lines_with_one_command_the_one_that_is_due_ran() {
    var a = Sample.state(Sample.line("a", Sample.daily()));
    var b = Sample.state(Sample.line("b", Sample.cron("30 14 * * *", Duration.ofDays(1))));
    var two = new HostDraft(Sample.host(a, b));
    assertThat(LineFold.due(two, List.of("a", "b"), AT.plusSeconds(1))).containsExactly("a");
    assertThat(LineFold.due(two, List.of("a", "b"), AT.plusSeconds(43_201))).containsExactly("b");
    assertThat(LineFold.due(two, List.of("a", "b"), AT.plusSeconds(600))).containsExactly("a", "b");
  }

  @Test
  void between_its_last_sign_and_its_boot_a_host_was_off() {
    line(0, new LogEvent.Other("sshd"));
    line(3_600, new LogEvent.HostBooted("kernel"));
    assertThat(draft.signs.off().spans()).containsExactly(new Interval(AT, AT.plusSeconds(3_600)));
  }

  @Test
  void a_boot_that_is_read_after_a_later_line_still_tells_of_a_time_off() {
    line(0, new LogEvent.Other("sshd"));
    line(36_030, new LogEvent.Other("sshd"));
    assertThat(draft.signs.silent().spans()).hasSize(1);
    line(36_000, new LogEvent.HostBooted("kernel"));
    assertThat(draft.signs.off().spans()).containsExactly(new Interval(AT, AT.plusSeconds(36_000)));
  }

  @Test
  void a_boot_in_the_middle_of_a_silence_is_not_its_end() {
    line(0, new LogEvent.Other("sshd"));
    line(36_000, new LogEvent.Other("sshd"));
    line(18_000, new LogEvent.HostBooted("kernel"));
    assertThat(draft.signs.off()).isEqualTo(Intervals.NONE);
  }

  @Test
  void a_restart_within_two_minutes_is_not_a_time_off() {
    line(0, new LogEvent.Other("sshd"));
    line(119, new LogEvent.HostBooted("kernel"));
    assertThat(draft.signs.off()).isEqualTo(Intervals.NONE);
  }

  @Test
  void lines_of_cron_and_of_systemd_are_signs_of_each() {
    start(1, 7);
    line(2, new LogEvent.RunStarted("root", "logrotate.service", 7));
    assertThat(draft.signs.cron().lastHeard()).isEqualTo(AT.plusSeconds(1));
    assertThat(draft.signs.systemd().lastHeard()).isEqualTo(AT.plusSeconds(2));
    line(3, new LogEvent.Other("sshd"));
    assertThat(draft.signs.cron().lastHeard()).isEqualTo(AT.plusSeconds(1));
    assertThat(draft.signs.lastLine()).isEqualTo(AT.plusSeconds(3));
  }
}
