// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.fleet;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.alert;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.onTime;
import static io.stillwatch.ui.ports.Samples.run;
import static io.stillwatch.ui.ports.Samples.stoppage;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final Job job = daily("backup", "web-1");
  private final Instant yesterday = NOW.minus(Duration.ofDays(1));

  @Test
  void the_last_due_run_decides() {
    assertThat(state(onTime(yesterday))).isEqualTo(JobState.ON_TIME);
    assertThat(state(new Verdict.Missed())).isEqualTo(JobState.SILENT);
    assertThat(state(new Verdict.Late(NOW, Duration.ofHours(1)))).isEqualTo(JobState.LATE);
    assertThat(state(new Verdict.Failed(NOW, "exit status 1"))).isEqualTo(JobState.FAILED);
    assertThat(state(new Verdict.Overrun(NOW, Duration.ofHours(1)))).isEqualTo(JobState.LATE);
    assertThat(state(new Verdict.Learning(1, 3))).isEqualTo(JobState.LEARNING);
  }

  @Test
  void what_we_could_not_see_is_blind_and_never_on_time() {
    var before = run(job, yesterday.minus(Duration.ofDays(1)), onTime(yesterday));
    var unseen = run(job, yesterday, new Verdict.Unknown(Duration.ofHours(9)));
    var fleet = Fleet.of(List.of(job), List.of(before, unseen), List.of(), NOW);
    assertThat(fleet.jobs().getFirst().state()).isEqualTo(JobState.BLIND);
  }

  @Test
  void an_open_alert_makes_every_member_silent_whatever_was_judged_last() {
    var other = daily("report", "web-1");
    var open = alert("SW-1", stoppage(job, yesterday, 90), stoppage(other, yesterday, 40));
    var fleet =
        Fleet.of(
            List.of(job, other),
            List.of(run(other, yesterday, onTime(yesterday))),
            List.of(open),
            NOW);
    assertThat(fleet.jobs()).allMatch(status -> status.state() == JobState.SILENT);
    assertThat(fleet.job("backup").orElseThrow().lastRun()).contains(yesterday);
  }

  @Test
  void a_job_that_was_never_judged_is_learning() {
    var fleet = Fleet.of(List.of(job), List.<JudgedRun>of(), List.of(), NOW);
    assertThat(fleet.jobs().getFirst().state()).isEqualTo(JobState.LEARNING);
    assertThat(fleet.jobs().getFirst().lastRun()).isEmpty();
    assertThat(fleet.jobs().getFirst().nextDue()).contains(Instant.parse("2026-11-23T02:00:00Z"));
  }

  @Test
  void the_worst_come_first_and_counts_add_up() {
    var late = daily("a-late", "web-1");
    var fine = daily("b-fine", "web-1");
    var silent = daily("c-silent", "web-1");
    var fleet =
        Fleet.of(
            List.of(fine, late, silent),
            List.of(
                run(fine, yesterday, onTime(yesterday)),
                run(late, yesterday, new Verdict.Late(yesterday, Duration.ofHours(1))),
                run(silent, yesterday, new Verdict.Missed())),
            List.of(),
            NOW);
    assertThat(fleet.jobs())
        .extracting(each -> each.job().id())
        .containsExactly("c-silent", "a-late", "b-fine");
    assertThat(fleet.counts().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    assertThat(fleet.counts()).containsEntry(JobState.SILENT, 1).containsEntry(JobState.BLIND, 0);
  }

  @Test
  void runs_that_are_due_later_say_nothing_yet() {
    var later = run(job, NOW.plusSeconds(60), new Verdict.Missed());
    var fleet =
        Fleet.of(
            List.of(job), List.of(run(job, yesterday, onTime(yesterday)), later), List.of(), NOW);
    assertThat(fleet.jobs().getFirst().state()).isEqualTo(JobState.ON_TIME);
  }

  private JobState state(Verdict verdict) {
    return Fleet.of(List.of(job), List.of(run(job, yesterday, verdict)), List.of(), NOW)
        .jobs()
        .getFirst()
        .state();
  }
}
