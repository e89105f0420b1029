// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.Days;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.plan.MaintenanceWindow;
import io.stillwatch.core.plan.MaintenanceWindow.Kind;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.plan.Recurrence;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.text.Glob;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// What maintenance windows and holidays excuse, and what they do not.
class MaintenanceTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z"); // a Monday
  private static final int SATURDAY = 5;
  private static final Verdict PLANNED = new Verdict.Unknown(Verdict.Why.MAINTENANCE);

  /// Each Saturday from 02:00 to 04:00, or so long.
  private static MaintenanceWindow weekly(String host, String job, Duration length) {
    return new MaintenanceWindow(
        "patch day",
        Kind.MAINTENANCE,
        new JobMatch(new Glob(host), new Glob(job), Optional.empty()),
        new Recurrence.Repeated(
            List.of(new Days.Weekly(DayOfWeek.SATURDAY)),
            LocalTime.of(2, 0),
            length,
            ZoneOffset.UTC));
  }

  private static Plan plan(MaintenanceWindow... windows) {
    return new Plan(() -> List.of(windows), JobNotes.NONE);
  }

  private static Plan saturdays() {
    return plan(weekly("*", "*backup*", Duration.ofHours(2)));
  }

  private final Scenario scenario = new Scenario(START);

  /// Two jobs at 02:30, and an hourly one that shows that the host is alive.
  private void story(int days, IntPredicate runs) {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    var report = Jobs.daily("report", "ops-1", 2, 30);
    scenario.configuration("ops-1", START, "x");
    scenario.audits(request ->
        new Audit(
            request.config().files().isEmpty() ? List.of() : List.of(backup, report), List.of()));
    for (int day = 0; day < days; day++) {
      if (!runs.test(day)) continue;
      scenario.cron("ops-1", at(day), "root", "/opt/backup.sh");
      scenario.cron("ops-1", at(day).plusSeconds(1), "root", "/opt/report.sh");
    }
    hourly(0, days * 24);
  }

  private void hourly(int from, int until) {
    for (int hour = from; hour < until; hour++)
      scenario.cron("ops-1", START.plusSeconds(hour * 3_600L + 1_021), "root", "hourly");
  }

  @Test
  void a_nightly_job_inside_a_weekly_window_is_never_missed_and_one_outside_is() throws Exception {
    story(20, day -> day % 7 != SATURDAY);
    scenario.plans(saturdays()).until(day(20));

    assertThat(scenario.silences("backup")).isEmpty();
    assertThat(scenario.silences("report")).isNotEmpty();
    assertThat(verdicts("backup", SATURDAY)).containsExactly(PLANNED);
    assertThat(verdicts("backup", SATURDAY + 7)).containsExactly(PLANNED);
    assertThat(verdicts("report", SATURDAY)).containsExactly(new Verdict.Missed());
  }

  @Test
  void a_job_that_was_not_expected_is_as_healthy_as_before() throws Exception {
    story(6, day -> day != SATURDAY);
    scenario.plans(saturdays()).until(day(6).minusSeconds(3_600));

    assertThat(verdicts("backup", SATURDAY)).containsExactly(PLANNED);
    assertThat(health("backup")).isEqualTo(JobHealth.ON_TIME);
  }

  @Test
  void a_run_inside_a_window_is_on_time_and_teaches_no_lateness() throws Exception {
    story(8, _ -> true);
    scenario.plans(saturdays()).until(day(8));

    assertThat(verdicts("backup", SATURDAY)).containsExactly(new Verdict.OnTime(at(SATURDAY)));
    assertThat(lateness("backup")).isEqualTo(7);
    assertThat(lateness("report")).isEqualTo(8);
  }

  @Test
  void a_run_that_fails_inside_a_window_is_excused_and_one_outside_is_not() throws Exception {
    story(9, _ -> true);
    for (int day : new int[] {SATURDAY, SATURDAY + 2})
      scenario.line(
          "ops-1", at(day).plusSeconds(30), "fail", new LogEvent.RunFailed("exit status 1", 1));
    scenario.plans(plan(weekly("*", "*", Duration.ofHours(2)))).until(day(9));

    assertThat(scenario.verdicts("opt"))
        .filteredOn(judged -> day(judged.due()) == SATURDAY)
        .extracting(judged -> judged.verdict().bad())
        .containsOnly(false);
    assertThat(scenario.verdicts("opt"))
        .filteredOn(judged -> day(judged.due()) == SATURDAY + 2)
        .extracting(judged -> judged.verdict().word())
        .contains("failed");
  }

  @Test
  void a_holiday_excuses_with_a_reason_of_its_own() throws Exception {
    story(10, day -> day != 4);
    var holiday =
        new MaintenanceWindow(
            "holidays",
            Kind.HOLIDAY,
            JobMatch.ALL,
            new Recurrence.Listed(List.of(new Interval(day(4), day(5)))));
    scenario.plans(plan(holiday)).until(day(10));

    assertThat(scenario.silences("opt")).isEmpty();
    assertThat(verdicts("backup", 4)).containsExactly(new Verdict.Unknown(Verdict.Why.HOLIDAY));
  }

  @Test
  void a_streak_that_began_before_a_window_goes_on_and_does_not_grow_inside_it() throws Exception {
    story(9, day -> day < SATURDAY - 2);
    scenario.plans(saturdays()).until(day(SATURDAY));
    assertThat(scenario.silence("backup").stoppage().missedRuns()).isEqualTo(2);

    scenario.until(day(SATURDAY + 1));
    assertThat(scenario.silence("backup").stoppage().missedRuns()).isEqualTo(2);
    assertThat(scenario.silence("backup").until()).isEmpty();

    scenario.until(day(SATURDAY + 3));
    var silence = scenario.silence("backup");
    assertThat(silence.until()).isEmpty();
    assertThat(silence.stoppage().missedRuns()).isEqualTo(4);
    assertThat(silence.stoppage().firstMissed()).isEqualTo(due(SATURDAY - 2));
  }

  @Test
  void a_window_that_is_removed_later_rewrites_no_judgement_and_teaches_nothing() throws Exception {
    story(16, day -> day % 7 != SATURDAY);
    scenario.plans(saturdays()).until(day(8)).plans(Plan.NONE).until(day(11));

    assertThat(verdicts("backup", SATURDAY)).containsExactly(PLANNED);
    assertThat(scenario.silences("backup")).isEmpty();
    assertThat(excluded("backup"))
        .containsExactly(
            new Interval(due(SATURDAY).minusSeconds(1_800), day(SATURDAY).plusSeconds(4 * 3_600)));
  }

  @Test
  void a_window_that_is_added_later_rewrites_no_judgement() throws Exception {
    story(9, day -> day != SATURDAY);
    scenario.until(day(7)).plans(saturdays()).until(day(9));

    assertThat(verdicts("backup", SATURDAY)).containsExactly(new Verdict.Missed());
  }

  @Test
  void a_habit_is_not_changed_by_the_nights_of_a_window() throws Exception {
    for (int day = 0; day < 40; day++)
      if (day % 7 != SATURDAY || day < 20)
        scenario.cron("ops-1", at(day), "root", "/opt/backup.sh");
    hourly(0, 40 * 24);
    scenario.plans(saturdays()).until(day(40));

    assertThat(scenario.silences("backup")).isEmpty();
    var habit = (Schedule.Habit) job("backup").job().schedule();
    assertThat(habit.confidence()).isEqualTo(1);
  }

  @Test
  void a_host_that_is_down_for_a_window_of_its_own_is_not_silent() throws Exception {
    story(SATURDAY, _ -> true);
    hourly(SATURDAY * 24, SATURDAY * 24 + 2);
    hourly(SATURDAY * 24 + 12, (SATURDAY + 2) * 24);
    scenario.plans(plan(weekly("ops-*", "*", Duration.ofHours(10)))).until(day(SATURDAY + 1));
    assertThat(scenario.silences()).isEmpty();
  }

  @Test
  void a_host_that_does_not_come_back_after_its_window_is_silent() throws Exception {
    int second = SATURDAY + 7;
    story(second, _ -> true);
    hourly(second * 24, second * 24 + 2);
    scenario.plans(plan(weekly("ops-*", "*", Duration.ofHours(10)))).until(day(second + 1));
    assertThat(scenario.silence("host ops-1").from())
        .isBetween(day(second).plus(Duration.ofHours(14)), day(second).plus(Duration.ofHours(16)));
  }

  @Test
  void a_window_of_some_jobs_does_not_excuse_the_silence_of_their_host() throws Exception {
    story(SATURDAY, _ -> true);
    hourly(SATURDAY * 24, SATURDAY * 24 + 2);
    scenario.plans(plan(weekly("*", "*backup*", Duration.ofHours(10)))).until(day(SATURDAY + 1));
    assertThat(scenario.silence("host ops-1").from())
        .isBefore(day(SATURDAY).plus(Duration.ofHours(7)));
  }

  private List<Verdict> verdicts(String job, int day) throws Exception {
    return scenario.verdicts(job).stream()
        .filter(judged -> day(judged.due()) == day)
        .map(JudgedRun::verdict)
        .toList();
  }

  private JobHealth health(String job) throws Exception {
    return job(job).health();
  }

  private JobStatus job(String name) throws Exception {
    return scenario.jobs().stream()
        .filter(status -> status.job().name().contains(name))
        .findFirst()
        .orElseThrow();
  }

  /// How many runs the job learned its usual lateness from.
  private int lateness(String job) throws Exception {
    return state(job).judgements().lateness().minutes().size();
  }

  private List<Interval> excluded(String job) throws Exception {
    return state(job).lifecycle().excluded().spans();
  }

  private JobState state(String job) throws Exception {
    return scenario.state("ops-1").jobs().get(job(job).job().id());
  }

  private static long day(Instant due) {
    return Duration.between(START, due).toDays();
  }

  private static Instant due(int day) {
    return day(day).plus(Duration.ofMinutes(150));
  }

  private static Instant at(int day) {
    return due(day).plusSeconds(1);
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }
}
