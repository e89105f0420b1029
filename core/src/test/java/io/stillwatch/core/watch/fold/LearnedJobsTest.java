// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Commands that are known from log lines alone, one line after the other.
class LearnedJobsTest {
  private static final Instant AT = Sample.day(1);

  private HostDraft draft = new HostDraft(Sample.host());

  private void run(String command, Instant at) {
    LineFold.add(draft, Sample.record(at, new LogEvent.RunStarted("root", command, 1)));
  }

  private boolean knows(String command) {
    return !draft.commands.jobs(CommandKey.of("root", command)).isEmpty()
        && draft.commands.jobs(CommandKey.of("root", command)).stream()
            .allMatch(id -> draft.job(id).isPresent());
  }

  private void often(String command) {
    often(command, AT);
  }

  private void often(String command, Instant from) {
    for (int i = 0; i < HostDraft.RUNS_TO_LEARN; i++) run(command, from.plusSeconds(60L * i));
  }

  private void dueEvery(Duration period) {
    for (var job : draft.jobs())
      draft.put(job.withSchedule(new Schedule.SinceLast(period, "every")));
  }

  @Test
  void a_flood_of_commands_makes_no_more_jobs_than_the_limit_and_forgets_none_that_is_learned() {
    often("/opt/backup");
    for (int i = 0; i < 50_000; i++) run("/opt/once " + i, AT.plusSeconds(i));
    assertThat(draft.jobs()).hasSizeLessThanOrEqualTo(LearnedJobs.MOST);
    assertThat(knows("/opt/backup")).isTrue();
    assertThat(knows("/opt/once 49999")).as("the newest").isTrue();
    assertThat(draft.freeze().forgotten())
        .as("a process before may have stored what this one found and forgot at once")
        .hasSize(50_001 - draft.jobs().size());
  }

  @Test
  void the_oldest_are_forgotten_with_their_documents() {
    for (int i = 0; i < LearnedJobs.MOST; i++) run("/opt/once " + i, AT.plusSeconds(i));
    draft = new HostDraft(draft.freeze().state());
    run("/opt/new", AT.plusSeconds(LearnedJobs.MOST));
    var first = draft.freeze().state().jobs().values().iterator().next();
    assertThat(draft.freeze().forgotten()).hasSize(50);
    assertThat(first.job().subject()).isEqualTo("/opt/once 50");
  }

  @Test
  void commands_that_are_all_learned_leave_no_room_for_another() {
    for (int i = 0; i < LearnedJobs.MOST; i++) often("/opt/often " + i);
    run("/opt/new", AT.plusSeconds(1_000));
    assertThat(knows("/opt/new")).isFalse();
    assertThat(knows("/opt/often 0")).isTrue();
    assertThat(draft.refusals()).isEqualTo(1);
    assertThat(draft.freeze().full()).isTrue();
  }

  @Test
  void nothing_is_forgotten_while_there_is_room() {
    run("/opt/yearly", AT);
    for (int year = 1; year < HostDraft.RUNS_TO_LEARN; year++) {
      var at = AT.plus(Duration.ofDays(365L * year));
      for (int i = 0; i < 500; i++) run("/opt/other " + year + " " + i, at.plusSeconds(i));
      run("/opt/yearly", at.plusSeconds(1_000));
    }
    var yearly = draft.commands.jobs(CommandKey.of("root", "/opt/yearly")).getFirst();
    assertThat(draft.job(yearly).orElseThrow().runs().total()).isEqualTo(HostDraft.RUNS_TO_LEARN);
  }

  @Test
  void learned_commands_that_are_long_gone_make_room_the_oldest_first() {
    for (int i = 0; i < LearnedJobs.MOST; i++) often("/opt/tool --run " + i, AT.plusSeconds(i));
    var later = AT.plus(LearnedJobs.GONE_AFTER);
    run("/opt/soon", later);
    assertThat(knows("/opt/soon")).isFalse();
    draft = new HostDraft(draft.freeze().state());
    often("/opt/new", later.plus(Duration.ofDays(1)));
    assertThat(knows("/opt/new")).isTrue();
    assertThat(knows("/opt/tool --run 0")).isFalse();
    assertThat(knows("/opt/tool --run 1999")).isTrue();
    assertThat(draft.freeze().forgotten()).hasSize(50);
  }

  @Test
  void a_learned_command_with_a_period_is_gone_after_several_of_it() {
    for (int i = 0; i < LearnedJobs.MOST; i++) often("/opt/often " + i);
    dueEvery(Duration.ofDays(10));
    run("/opt/soon", AT.plus(Duration.ofDays(49)));
    assertThat(knows("/opt/soon")).isFalse();
    draft = new HostDraft(draft.freeze().state());
    run("/opt/new", AT.plus(Duration.ofDays(51)));
    assertThat(knows("/opt/new")).isTrue();
  }

  @Test
  void a_frequent_command_that_stopped_is_not_forgotten_within_a_month() {
    for (int i = 0; i < LearnedJobs.MOST; i++) often("/opt/often " + i);
    dueEvery(Duration.ofHours(1));
    run("/opt/soon", AT.plus(Duration.ofDays(29)));
    assertThat(knows("/opt/soon")).isFalse();
  }

  @Test
  void what_is_new_outlives_what_is_gone_but_a_flood_of_it_does_not() {
    for (int i = 0; i < LearnedJobs.MOST; i++) often("/opt/tool --run " + i, AT.plusSeconds(i));
    var later = AT.plus(LearnedJobs.GONE_AFTER).plus(Duration.ofDays(1));
    run("/opt/weekly", later);
    for (int i = 0; i < 400; i++) run("/opt/once " + i, later.plusSeconds(i + 1));
    assertThat(knows("/opt/weekly")).isTrue();
    for (int i = 400; i < 10_000; i++) run("/opt/once " + i, later.plusSeconds(i + 1));
    assertThat(draft.jobs().stream().filter(LearnedJobs::settled).count())
        .isGreaterThan(LearnedJobs.MOST - 600);
  }

  @Test
  void a_forgotten_command_is_found_again() {
    for (int i = 0; i <= LearnedJobs.MOST; i++) run("/opt/once " + i, AT.plusSeconds(i));
    assertThat(knows("/opt/once 0")).isFalse();
    run("/opt/once 0", AT.plusSeconds(10_000));
    assertThat(knows("/opt/once 0")).isTrue();
    assertThat(draft.freeze().forgotten()).as("the rest").hasSize(49);
  }
}
