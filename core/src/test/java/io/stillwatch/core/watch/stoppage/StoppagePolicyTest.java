// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.Alarm;
import io.stillwatch.core.state.Alarms;
import io.stillwatch.core.state.FreeSpace;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements.PastStreak;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.state.Opinion;
import io.stillwatch.core.state.Opinion.Certainty;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoppagePolicyTest {
  private static final Instant FIRST = Sample.day(10);

  private static JobState job(Duration period) {
    return Sample.state(Sample.line("a", Sample.cron("30 2 * * *", period)));
  }

  private static JobState bad(JobState job, int missed, int failed) {
    var streak = new Streak(FIRST, FIRST.plusSeconds(60), missed, failed, "exit 1", 0);
    return job.with(job.judgements().withStreak(streak));
  }

  private static JobState recovered(JobState job, int... lengths) {
    var past = new ArrayList<PastStreak>();
    for (int length : lengths) past.add(past(Sample.day(past.size()), length));
    return job.with(job.judgements().withRecovered(past));
  }

  private static JobState scored(JobState job, double score, int times, Symptom symptom) {
    return job.with(opinion(FIRST, score, symptom, times));
  }

  private static Opinion opinion(Instant at, double score, Symptom symptom, int times) {
    var certainty = new Certainty(times, Anomaly.CERTAIN_SCORE, Alarms.NONE);
    return new Opinion(at, at, score, 0.5, 0.1, symptom, "size: 0.02, expected 1.00", certainty);
  }

  private static Opinion opened(Opinion opinion) {
    var alarm = Alarm.noticed(FIRST, opinion.symptom(), opinion.score(), Anomaly.CERTAIN_SCORE);
    return opinion.with(Alarms.NONE.with(alarm).opened(FIRST));
  }

  private static Optional<Stoppage> of(JobState job) {
    return StoppagePolicy.of(job, FreeSpace.UNKNOWN);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 a daily job has stopped at its first bad run            | P1D   |       | 1
          1 so has one of twelve hours                              | PT12H |       | 1
          1 one of less than twelve hours at its second             | PT11H |       | 2
          1 so has an hourly one                                    | PT1H  |       | 2
          1 a more frequent one at its third                        | PT59M |       | 3
          3 a single recovery teaches nothing                       | PT5M  | 4     | 3
          3 what it recovered from twice it is used to              | PT5M  | 3 3   | 4
          3 the second longest counts                               | PT5M  | 5 3   | 4
          3 both at four: five are needed                           | PT5M  | 4 4   | 5
          3 shorter streaks were no stoppage and do not count       | PT5M  | 2 2   | 3
          3 longer ones were stoppages, not habits                  | PT5M  | 6 6   | 3
          3 a daily job that recovered twice from one miss          | P1D   | 1 1   | 2
          """)
  void so_many_bad_runs_are_a_stoppage(String what, Duration period, String recovered, int needed) {
    var past = new ArrayList<PastStreak>();
    if (recovered != null)
      for (var length : recovered.split(" ", -1)) past.add(past(FIRST, Integer.parseInt(length)));
    assertThat(StoppagePolicy.needed(StoppagePolicy.least(period), past)).isEqualTo(needed);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 nothing bad: no stoppage                         | PT1H | 0 | 0 | 0  |
          1 one missed hour: not yet                         | PT1H | 1 | 0 | 0  |
          1 two missed hours: the schedule decides           | PT1H | 2 | 0 | 0  | SCHEDULE
          1 failures count like misses                       | PT1H | 0 | 2 | 0  | FAILURES
          1 more failures than misses: the failures          | PT1H | 1 | 2 | 0  | FAILURES
          1 as many misses as failures: the schedule         | PT1H | 1 | 1 | 0  | SCHEDULE
          2 one fewer if the sequence is certain             | PT1H | 1 | 0 | 75 | SCHEDULE_AND_SEQUENCE
          2 not if it is less than certain                   | PT1H | 1 | 0 | 74 |
          2 enough by schedule: no help was needed           | PT1H | 2 | 0 | 99 | SCHEDULE
          2 never without any bad run by schedule            | PT1H | 0 | 0 | 99 |
          """)
  void the_basis_says_which_evidence_decided(
      String what, Duration period, int missed, int failed, double score, Basis basis) {
    var job = scored(bad(job(period), missed, failed), score, 1, Symptom.SILENCE);
    assertThat(of(job).map(stoppage -> stoppage.origin().basis()))
        .isEqualTo(Optional.ofNullable(basis));
  }

  @Test
  void rule_2_an_opinion_from_before_the_first_miss_does_not_help() {
    var job = bad(job(Duration.ofHours(1)), 1, 0);
    var before = FIRST.minusSeconds(1);
    assertThat(of(job.with(opinion(before, 99, Symptom.SILENCE, 1)))).isEmpty();
  }

  @Test
  void rule_3_a_job_that_is_used_to_two_misses_stops_at_three() {
    var used = recovered(job(Duration.ofHours(1)), 2, 2);
    assertThat(of(bad(used, 2, 0))).isEmpty();
    assertThat(of(bad(used, 3, 0))).isPresent();
  }

  @Test
  void rule_2_an_odd_volume_says_nothing_of_a_missed_run() {
    var job = bad(job(Duration.ofHours(1)), 1, 0);
    assertThat(of(scored(job, 99, 1, Symptom.VOLUME))).isEmpty();
  }

  @Test
  void rule_3_the_autoencoder_does_not_overrule_what_a_job_is_used_to() {
    var used = recovered(job(Duration.ofDays(1)), 1, 1);
    assertThat(of(scored(bad(used, 1, 0), 99, 9, Symptom.SILENCE))).isEmpty();
    assertThat(of(scored(bad(used, 2, 0), 99, 9, Symptom.SILENCE))).isPresent();
  }

  @Test
  void rule_3_a_job_that_is_used_to_one_miss_is_not_called_stopped_at_one_because_it_is_silent() {
    var used = recovered(job(Duration.ofHours(1)), 1, 1);
    assertThat(of(scored(bad(used, 1, 0), 99, 9, Symptom.SILENCE))).isEmpty();
    assertThat(of(scored(bad(used, 2, 0), 99, 9, Symptom.SILENCE))).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "silence without a schedule, SILENCE, false, true",
    "with a schedule silence is its business, SILENCE, true, false",
    "the volume of a log no schedule sees, VOLUME, true, true",
    "nor a rhythm within the grace, RHYTHM, true, true"
  })
  void rule_4_what_no_schedule_sees(
      String what, Symptom symptom, boolean scheduled, boolean unseen) {
    var schedule = scheduled ? Sample.daily() : new Schedule.Learning(5, 6);
    assertThat(symptom.isUnseenBy(schedule)).isEqualTo(unseen);
  }

  @Test
  void rule_4_the_autoencoder_decides_alone_once_its_alarm_was_let_through() {
    var job = scored(job(Duration.ofDays(1)), 80, 2, Symptom.VOLUME);
    assertThat(of(job)).isEmpty();
    assertThat(of(job.with(opened(job.opinion()))).map(stoppage -> stoppage.origin().basis()))
        .contains(Basis.SEQUENCE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "certain for the first time, 0, SILENCE, 75, 75, 1",
    "less than certain, 0, SILENCE, 74, 75, 0",
    "certain again, 1, VOLUME, 80, 75, 2",
    "labels need more than that, 1, VOLUME, 80, 81, 0",
    "certain of something else, 2, RHYTHM, 80, 75, 1",
    "less than certain after once, 1, VOLUME, 60, 75, 0",
    "less than certain after twice: it lasts, 2, VOLUME, 60, 75, 2",
    "so it does if labels need more by now, 2, VOLUME, 80, 81, 2",
    "below 50: it is over, 2, VOLUME, 49, 75, 0"
  })
  void rule_4_certainty_lasts(
      String what, int before, Symptom now, double score, double needed, int after) {
    var known = opinion(FIRST, 90, before == 0 ? now : Symptom.VOLUME, before);
    assertThat(StoppagePolicy.sustained(known, score, needed, now)).isEqualTo(after);
  }

  @Test
  void a_retired_job_never_stops() {
    assertThat(of(bad(job(Duration.ofDays(1)), 9, 0).retired("gone", FIRST))).isEmpty();
  }

  @Test
  void the_score_rises_with_each_miss_and_with_the_sequence() {
    var daily = job(Duration.ofDays(1));
    double one = of(bad(daily, 1, 0)).orElseThrow().score();
    double two = of(bad(daily, 2, 0)).orElseThrow().score();
    assertThat(one).isEqualTo(60);
    assertThat(two).isEqualTo(68);
    assertThat(of(bad(daily, 500, 0)).orElseThrow().score()).isLessThanOrEqualTo(100);
    assertThat(of(scored(bad(daily, 1, 0), 97, 1, Symptom.SILENCE)).orElseThrow().score())
        .isEqualTo(97);
  }

  @Test
  void a_stoppage_counts_from_its_first_bad_run_and_names_the_last_one_before() {
    var job = bad(Sample.ran(job(Duration.ofDays(1)), Sample.day(8), Sample.day(9)), 2, 0);
    var stoppage = of(job).orElseThrow();
    assertThat(stoppage.firstMissed()).isEqualTo(FIRST);
    assertThat(stoppage.lastSeen()).isEqualTo(Sample.day(9));
    assertThat(stoppage.missedRuns()).isEqualTo(2);
    assertThat(of(bad(job(Duration.ofDays(1)), 1, 0)).orElseThrow().everSeen()).isFalse();
  }

  @Test
  void the_reasons_are_sentences() {
    var job = scored(bad(job(Duration.ofDays(1)), 1, 2), 30, 1, Symptom.SILENCE);
    assertThat(of(job).orElseThrow().reasons())
        .containsExactly(
            "2 runs failed since 2026-01-15T00:00:00Z: exit 1",
            "1 expected run missing since 2026-01-15T00:00:00Z (expected daily at 02:30 UTC)",
            "the pattern of the last runs is not normal: size: 0.02, expected 1.00");
  }

  @Test
  void a_log_that_is_not_rotated_shows_how_it_grows() {
    var rotation = Sample.rotation("r", Sample.rule(Frequency.DAILY), Sample.daily());
    var job = Sample.ran(Sample.state(rotation), Sample.day(9));
    job = job.withSize(new SizeSample(Sample.day(9.5), 1_000, 1_000, 1));
    job = job.withSize(new SizeSample(Sample.day(11.5), 5_000, 5_000, 1));
    var growth = of(bad(job, 1, 0)).orElseThrow().growth();
    assertThat(growth.bytes()).isEqualTo(5_000);
    assertThat(growth.bytesPerDay()).isEqualTo(2_000);
    assertThat(growth.diskFullAt()).isEmpty();
  }

  private static PastStreak past(Instant ended, int length) {
    return new PastStreak(ended, new Streak(ended, ended, length, 0, "", 0));
  }
}
