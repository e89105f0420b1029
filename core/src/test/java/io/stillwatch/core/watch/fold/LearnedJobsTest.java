// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
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
    for (int i = 0; i < HostDraft.RUNS_TO_LEARN; i++) run(command, AT.plusSeconds(60L * i));
  }

  @Test
  void a_flood_of_commands_makes_no_more_jobs_than_the_limit_and_forgets_none_that_is_learned() {
    often("/opt/backup");
    for (int i = 0; i < 50_000; i++) run("/opt/once " + i, AT.plusSeconds(i));
    assertThat(draft.jobs()).hasSizeLessThanOrEqualTo(LearnedJobs.MOST);
    assertThat(knows("/opt/backup")).isTrue();
    assertThat(knows("/opt/once 49999")).as("the newest").isTrue();
    assertThat(draft.freeze().forgotten()).as("jobs that were never stored").isEmpty();
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
  }

  @Test
  void what_was_seen_once_is_forgotten_in_time() {
    run("/opt/once", AT);
    var later = AT.plus(LearnedJobs.SEEN_WITHIN).plus(Duration.ofDays(1));
    for (int i = 0; i < 100; i++) run("/opt/other " + i, later.plusSeconds(i));
    assertThat(knows("/opt/once")).isFalse();
  }

  @Test
  void a_forgotten_command_is_found_again() {
    run("/opt/once", AT);
    var later = AT.plus(LearnedJobs.SEEN_WITHIN).plus(Duration.ofDays(1));
    for (int i = 0; i < 100; i++) run("/opt/other " + i, later.plusSeconds(i));
    run("/opt/once", later.plusSeconds(200));
    assertThat(knows("/opt/once")).isTrue();
  }
}
