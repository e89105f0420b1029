// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A daily job at 02:30 with two hours and 24 minutes of grace, 15 minutes once it is known well.
class JobJudgeTest {
  private static final Duration GRACE = Duration.ofMinutes(144);

  private static Instant due(int day) {
    return Sample.day(day).plus(Duration.ofMinutes(150));
  }

  private static Instant run(int day) {
    return due(day).plusSeconds(1);
  }

  private static JobState job(Instant... runs) {
    return Sample.ran(Sample.state(Sample.line("a", Sample.daily())), runs);
  }

  /// All lines are there up to `complete`, cron is heard since Monday.
  private static HostView view(Instant complete, Instant now) {
    var signs = HostSigns.NONE.cronAt(Sample.MONDAY);
    for (var at = Sample.MONDAY; !at.isAfter(complete); at = at.plusSeconds(600))
      signs = signs.cronAt(at);
    return new HostView(Sample.host().with(signs), complete, now);
  }

  private static JobJudge.Result judge(JobState job, Instant complete, Instant now) {
    return JobJudge.judge(job, view(complete, now), Optional.empty());
  }

  private static JobJudge.Result judge(JobState job, Instant now) {
    return judge(job, now, now);
  }

  private static List<String> words(JobJudge.Result result) {
    return result.verdicts().stream()
        .map(judged ->
            Duration.between(Sample.MONDAY, judged.due()).toDays() + " " + judged.verdict().word())
        .toList();
  }

  @Test
  void every_due_time_up_to_the_watermark_is_settled() {
    var result = judge(job(run(0), run(2)), Sample.day(3));
    assertThat(words(result)).containsExactly("0 on-time", "1 missed", "2 on-time");
    assertThat(result.state().judgements().settledThrough()).isEqualTo(due(2));
    assertThat(result.state().judgements().last()).contains(new Verdict.OnTime(run(2)));
  }

  @Test
  void what_is_settled_is_not_judged_again() {
    var first = judge(job(run(0)), Sample.day(2));
    assertThat(words(judge(first.state(), Sample.day(2)))).isEmpty();
    assertThat(words(judge(first.state(), Sample.day(3)))).containsExactly("2 missed");
  }

  @Test
  void the_first_run_after_the_host_was_off_is_not_late_where_time_counts_from_the_last_run() {
    var every = new Schedule.SinceLast(Duration.ofHours(6), "every 6 h");
    var job = Sample.ran(Sample.state(Sample.line("a", every)), run(0), run(2));
    var view = view(Sample.day(3), Sample.day(3));
    var off =
        view.state().signs().withOff(new Interval(due(0).plusSeconds(60), run(2).minusSeconds(60)));
    var result =
        JobJudge.judge(
            job, new HostView(view.state().with(off), view.lines(), view.now()), Optional.empty());
    assertThat(words(result)).contains("2 on-time").doesNotContain("0 late");
  }

  @Test
  void a_run_is_on_time_as_soon_as_it_is_seen() {
    var result = judge(job(run(0)), run(0).plusSeconds(60));
    assertThat(words(result)).containsExactly("0 on-time");
  }

  @Test
  void a_missing_run_is_missed_at_the_end_of_its_grace_and_not_before() {
    var deadline = due(0).plus(GRACE);
    var before = judge(job(), deadline.minusSeconds(1));
    assertThat(words(before)).isEmpty();
    assertThat(before.state().nextLookAt()).isEqualTo(deadline);
    assertThat(words(judge(before.state(), deadline))).containsExactly("0 missed");
  }

  @Test
  void before_a_due_time_there_is_nothing_to_say() {
    var result = judge(job(), due(0).minusSeconds(1));
    assertThat(result.verdicts()).isEmpty();
    assertThat(result.state().nextLookAt()).isEqualTo(due(0).plus(GRACE));
  }

  @Test
  void no_verdict_is_settled_past_the_watermark() {
    var result = judge(job(run(0), run(1)), due(1).minusSeconds(60), due(1).plusSeconds(3600));
    assertThat(result.verdicts())
        .allSatisfy(judged -> assertThat(judged.due()).isBefore(due(1).plusSeconds(1)));
    assertThat(words(judge(job(), due(0), Sample.day(0.3)))).isEmpty();
  }

  @Test
  void what_cannot_be_judged_is_reported_once_as_unknown_and_settled_later() {
    var blind = judge(job(run(0)), Sample.day(0.5), Sample.day(2));
    assertThat(words(blind)).containsExactly("0 on-time", "1 unknown");
    assertThat(blind.state().judgements().settledThrough()).isEqualTo(due(0));
    assertThat(blind.state().judgements().reportedThrough()).isEqualTo(due(1));

    var again = judge(blind.state(), Sample.day(0.5), Sample.day(2).plusSeconds(300));
    assertThat(again.verdicts()).isEmpty();

    var seeing = judge(Sample.ran(again.state(), run(1)), Sample.day(2.05), Sample.day(2.05));
    assertThat(words(seeing)).containsExactly("1 on-time");
    assertThat(seeing.state().judgements().unknown()).isEqualTo(Intervals.NONE);
  }

  @Test
  void unknown_is_reported_six_hours_after_the_deadline() {
    var reportAt = due(1).plus(GRACE).plus(Duration.ofHours(6));
    var before = judge(job(run(0)), Sample.day(0.5), reportAt.minusSeconds(1));
    assertThat(words(before)).containsExactly("0 on-time");
    assertThat(words(judge(before.state(), Sample.day(0.5), reportAt)))
        .containsExactly("1 unknown");
  }

  @Test
  void unknown_neither_begins_nor_ends_a_streak() {
    var missed = judge(job(run(0)), Sample.day(2)).state();
    var blind = judge(missed, Sample.day(2), Sample.day(4)).state();
    assertThat(blind.judgements().streak().missed()).isEqualTo(1);
    assertThat(blind.judgements().last()).contains(new Verdict.Unknown(Verdict.Why.NO_EVIDENCE));
  }

  @Test
  void while_a_host_may_still_report_nothing_is_called_missed() {
    var signs = HostSigns.NONE;
    for (int minute = 0; minute < 60; minute++)
      signs = signs.cronAt(Sample.MONDAY.plusSeconds(minute * 60L));
    var view = new HostView(Sample.host().with(signs), Sample.day(0.4), Sample.day(0.4));
    assertThat(JobJudge.judge(job(), view, Optional.empty()).verdicts()).isEmpty();
  }

  @Test
  void the_due_times_of_a_host_that_was_off_are_unknown_and_settled() {
    var seeing = view(Sample.day(2), Sample.day(2));
    var off = new Interval(due(1).minusSeconds(60), due(1).plusSeconds(60));
    var view =
        new HostView(
            seeing.state().with(seeing.signs().withOff(off)), seeing.lines(), seeing.now());
    var result = JobJudge.judge(job(run(0)), view, Optional.empty());
    assertThat(words(result)).containsExactly("0 on-time", "1 unknown");
    assertThat(result.state().judgements().settledThrough()).isEqualTo(due(1));
  }

  @Test
  void due_times_before_cron_was_heard_are_not_judged() {
    var signs = HostSigns.NONE;
    for (int hour = 48; hour <= 72; hour++) signs = signs.cronAt(Sample.day(hour / 24.0));
    var view = new HostView(Sample.host().with(signs), Sample.day(3), Sample.day(3));
    assertThat(words(JobJudge.judge(job(), view, Optional.empty()))).containsExactly("2 missed");
  }

  @Test
  void a_job_whose_cron_was_never_heard_is_not_judged() {
    var view = new HostView(Sample.host(), Sample.day(3), Sample.day(3));
    var result = JobJudge.judge(job(), view, Optional.empty());
    assertThat(result.verdicts()).isEmpty();
    assertThat(result.state().nextLookAt()).isAfter(Sample.day(3));
  }

  @Test
  void a_retired_job_is_judged_up_to_its_retirement_and_never_looked_at_again() {
    var retired = job().retired("no longer configured", Sample.day(1));
    var result = judge(retired, Sample.day(3));
    assertThat(words(result)).containsExactly("0 missed");
    assertThat(result.state().nextLookAt()).isEqualTo(Instant.MAX);
    assertThat(judge(result.state(), Sample.day(4)).verdicts()).isEmpty();
  }

  @Test
  void runs_of_a_job_that_is_being_learned_are_shown_once_each() {
    var learning =
        Sample.ran(Sample.state(Sample.learned("a", new Schedule.Learning(2, 3))), run(0), run(1));
    var first = judge(learning, Sample.day(2));
    assertThat(words(first)).containsExactly("0 learning", "1 learning");
    assertThat(judge(first.state(), Sample.day(3)).verdicts()).isEmpty();
  }

  @Test
  void a_started_run_that_certainly_cannot_work_is_failed() {
    var result =
        JobJudge.judge(
            job(run(0)), view(Sample.day(1), Sample.day(1)), Optional.of("No such command"));
    assertThat(result.verdicts().getFirst().verdict())
        .isEqualTo(new Verdict.Failed(run(0), "No such command"));
  }

  @Test
  void a_job_in_a_streak_is_looked_at_at_each_tick() {
    assertThat(judge(job(), Sample.day(1)).state().nextLookAt()).isEqualTo(Sample.day(1));
  }

  @Test
  void a_flood_of_due_times_is_judged_in_portions() {
    var minutely = Sample.state(Sample.line("m", Sample.everyMinutes(1)));
    var result = judge(minutely, Sample.day(20));
    assertThat(result.verdicts()).hasSize(20_000);
    assertThat(result.state().nextLookAt()).isEqualTo(Sample.day(20));
    assertThat(judge(result.state(), Sample.day(20)).verdicts()).hasSizeBetween(8_700, 8_800);
  }
}
