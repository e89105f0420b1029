// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.detector.Fleet.Kind;
import io.stillwatch.detector.Fleet.Manner;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SequencesTest {
  private static final int STEPS = 12;
  private static final Manner EXACT = new Manner(0, 0, false);
  private final Sequences sequences = new Sequences(STEPS, 4);

  private static JobHistory job(Kind kind, Manner manner) {
    var until = Fleet.START.plus(kind.period.multipliedBy(60));
    return new Fleet(3).job("job", kind, Fleet.START, until, manner);
  }

  private Window window(JobHistory job, Instant at) {
    return sequences.window(job, OwnClock.seconds(at)).orElseThrow();
  }

  private static float[] all(Window w, Feature feature) {
    var values = new float[w.steps()];
    for (int i = 0; i < values.length; i++) values[i] = w.value(i, feature);
    return values;
  }

  private static Instant quarterPastDue(JobHistory job, int run) {
    var at = job.runs().get(run);
    return at.plus(Duration.between(at, job.runs().get(run + 1)).dividedBy(4));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void punctual_jobs_of_every_kind_look_alike_on_their_own_clock(Kind kind) {
    var daily = job(Kind.DAILY, EXACT);
    var other = job(kind, EXACT);
    for (int run = 33; run < 40; run++) { // a week of weekdays with its weekend
      var expected = window(daily, quarterPastDue(daily, run));
      var actual = window(other, quarterPastDue(other, run));
      for (var feature : Feature.ALL) {
        assertThat(all(actual, feature)).containsExactly(all(expected, feature), within(0.02f));
      }
    }
  }

  @Test
  void nothing_after_the_end_of_a_window_shapes_it() {
    var job = Fleet.reported(job(Kind.HOURLY, Manner.WITH_FILES));
    var at = job.runs().get(30).plusSeconds(60); // while it runs
    var past =
        new JobHistory(
            job.job(),
            job.runs().stream().filter(r -> !r.isAfter(at)).toList(),
            job.ended().stream().filter(r -> !r.endedAt().orElseThrow().isAfter(at)).toList(),
            job.sizes().stream().filter(s -> !s.at().isAfter(at)).toList(),
            List.of(),
            List.of(),
            job.from());
    for (var feature : Feature.ALL) {
      assertThat(all(window(job, at), feature)).isEqualTo(all(window(past, at), feature));
    }
  }

  @Test
  void silence_shows_as_periods_since_the_last_run() {
    var job = job(Kind.DAILY, EXACT);
    var last = job.runs().get(40);
    var stopped = Fleet.stopped(job, last.plusSeconds(1));
    var window = window(stopped, last.plus(Duration.ofDays(3)));
    assertThat(Feature.SINCE.inUnits(window.value(STEPS - 1, Feature.SINCE)))
        .isCloseTo(3, within(0.01));
    assertThat(OwnClock.instantOf(window.overdueSince())).isEqualTo(last.plus(Duration.ofDays(1)));
    assertThat(window.showsMissedRun()).isTrue();
  }

  @Test
  void a_weekend_is_no_silence_for_a_job_of_weekdays() {
    var job = job(Kind.WEEKDAYS, EXACT);
    int friday =
        IntStream.range(20, 30)
            .filter(i -> day(job.runs().get(i)) == DayOfWeek.FRIDAY)
            .findFirst()
            .orElseThrow();
    var sunday = job.runs().get(friday).plus(Duration.ofDays(2));
    assertThat(window(job, sunday).showsMissedRun()).isFalse();
    assertThat(window(job, sunday).value(STEPS - 1, Feature.SINCE)).isLessThan(1);
  }

  private static DayOfWeek day(Instant at) {
    return ZonedDateTime.ofInstant(at, Fleet.ZONE).getDayOfWeek();
  }

  @Test
  void a_run_due_while_we_were_blind_gets_the_benefit_of_the_doubt() {
    var job = job(Kind.DAILY, EXACT);
    var due = job.runs().get(40);
    var blind = new Interval(due.minus(Duration.ofHours(15)), due.plus(Duration.ofHours(6)));
    var after = window(Fleet.blind(job, blind), due.plus(Duration.ofHours(12)));
    assertThat(after.showsMissedRun()).isFalse();
    assertThat(after.seesItsEnd()).isTrue();
    assertThat(IntStream.range(0, STEPS).filter(i -> !after.known(i)).count()).isBetween(2L, 4L);
  }

  @Test
  void a_short_blind_stretch_between_due_times_does_not_hide_a_stop() {
    var job = job(Kind.DAILY, EXACT);
    var last = job.runs().get(40);
    var blind = new Interval(last.plus(Duration.ofHours(30)), last.plus(Duration.ofHours(31)));
    var stopped = Fleet.blind(Fleet.stopped(job, last.plusSeconds(1)), blind);
    assertThat(window(stopped, last.plus(Duration.ofDays(2))).showsMissedRun()).isTrue();
  }

  @Test
  void a_window_whose_present_is_blind_says_so() {
    var job = job(Kind.DAILY, EXACT);
    var at = job.runs().get(40).plus(Duration.ofHours(12));
    var blind = new Interval(at.minus(Duration.ofHours(12)), at.plus(Duration.ofHours(1)));
    assertThat(window(Fleet.blind(job, blind), at).seesItsEnd()).isFalse();
  }

  @Test
  void a_job_that_always_comes_late_is_punctual() {
    var job = job(Kind.DAILY, EXACT);
    var shifted = job.runs().stream().map(r -> r.plus(Duration.ofHours(5))).toList();
    var late = Fleet.history(job.job(), shifted, List.of(), job.from());
    var expected = window(job, job.runs().get(40).plus(Duration.ofHours(6)));
    var actual = window(late, shifted.get(40).plus(Duration.ofHours(6)));
    for (var feature : Feature.ALL) {
      assertThat(all(actual, feature)).containsExactly(all(expected, feature), within(0.01f));
    }
  }

  @Test
  void a_job_without_a_schedule_is_timed_by_its_runs() {
    var job = job(Kind.HOURLY, EXACT);
    var unplanned =
        Fleet.history(
            Fleet.job("job", new Schedule.Learning(60, 100), false),
            job.runs(),
            List.of(),
            job.from());
    var at = quarterPastDue(job, 40);
    for (var feature : Feature.ALL) {
      assertThat(all(window(unplanned, at), feature))
          .containsExactly(all(window(job, at), feature), within(0.01f));
    }
  }

  @Test
  void sizes_are_told_in_what_is_usual_for_the_job() {
    var small = job(Kind.HOURLY, Manner.WITH_FILES);
    var large = new ArrayList<SizeSample>();
    for (var s : small.sizes()) {
      large.add(new SizeSample(s.at(), s.activeBytes() * 50, s.totalBytes() * 50, s.files()));
    }
    var scaled = Fleet.history(small.job(), small.runs(), large, small.from());
    var at = quarterPastDue(small, 40);
    assertThat(all(window(scaled, at), Feature.BYTES))
        .containsExactly(all(window(small, at), Feature.BYTES), within(0.001f));
    assertThat(window(small, at).has(Feature.BYTES)).isTrue();
    assertThat(window(job(Kind.HOURLY, EXACT), at).has(Feature.BYTES)).isFalse();
  }

  @ParameterizedTest(name = "late by {0} of a period now and then, now by {1}: {2}")
  @CsvSource({
    "0, 0, 0, the usual time",
    "0, 0.1, 0.4, four times of what is told of a period",
    "0.4, 0.4, 0.16, as late as it often is",
    "0.4, 0.2, 0.08, half as late as it often is",
    "0, 0.9, -0.4, early for the next one rather than late"
  })
  void lateness_is_told_in_what_the_job_is_used_to(
      double used, double late, float told, String what) {
    var job = job(Kind.HOURLY, EXACT);
    var runs = new ArrayList<Instant>();
    for (int i = 0; i <= 40; i++) {
      double by = i == 40 ? late : i % 8 == 0 ? used : 0;
      runs.add(job.runs().get(i).plusSeconds(Math.round(by * 3600)));
    }
    var history = Fleet.history(job.job(), runs, List.of(), job.from());
    var window = window(history, runs.getLast().plusSeconds(60));
    assertThat(window.value(STEPS - 1, Feature.LATENESS)).isCloseTo(told, within(0.02f));
  }

  @ParameterizedTest(name = "{0} s into a run of 1800 s that follows one of 90 s: {1}")
  @CsvSource({"60, 0", "1799, 0", "1801, 4"})
  void the_length_of_a_run_shows_from_its_end_on(int second, float told) {
    var job = job(Kind.HOURLY, EXACT);
    var last = job.runs().get(40);
    var reported =
        Fleet.changed(
            job,
            run -> {
              var took = Duration.ofSeconds(run.at().equals(last) ? 1_800 : 90);
              return new RunFigures(
                  run.at(), Run.Outcome.SUCCEEDED, Optional.of(took), Optional.empty());
            });
    var window = window(reported, last.plusSeconds(second));
    assertThat(window.value(STEPS - 1, Feature.DURATION)).isEqualTo(told);
    assertThat(window.known(STEPS - 1, Feature.DURATION)).isTrue();
    assertThat(window.known(STEPS - 1, Feature.OUTPUT)).isFalse();
    assertThat(window.has(Feature.EXIT)).isTrue();
    assertThat(window.has(Feature.OUTPUT)).isFalse();
  }

  @Test
  void what_a_frequent_job_did_twice_in_half_a_day_is_usual_for_it() {
    var job = job(Kind.FIVE_MINUTES, EXACT);
    var runs = new ArrayList<Instant>();
    for (int i = 0; i < 120; i++) {
      if (i == 10 || i == 20) continue; // seven hours and more before the window
      runs.add(job.runs().getFirst().plus(Duration.ofMinutes(5L * i)));
    }
    var history = Fleet.history(job.job(), runs, List.of(), job.from());
    double now = OwnClock.seconds(runs.getLast().plusSeconds(60));
    assertThat(Baseline.of(history, Past.of(history, now), now).gap()).isCloseTo(2, within(0.02));
  }

  @Test
  void what_any_other_job_did_before_its_last_48_runs_is_forgotten() {
    var job = job(Kind.HOURLY, EXACT);
    var runs = new ArrayList<Instant>();
    for (int i = 0; i < 100; i++) {
      if (i == 10 || i == 20) continue;
      runs.add(job.runs().getFirst().plus(Duration.ofHours(i)));
    }
    var history = Fleet.history(job.job(), runs, List.of(), job.from());
    double now = OwnClock.seconds(runs.getLast().plusSeconds(60));
    assertThat(Baseline.of(history, Past.of(history, now), now).gap()).isCloseTo(1, within(0.02));
  }

  @Test
  void one_long_stoppage_does_not_change_what_is_usual() {
    var job = job(Kind.DAILY, Manner.WITH_FILES);
    var from = job.runs().get(20);
    var until = job.runs().get(35);
    var runs = job.runs().stream().filter(r -> !r.isAfter(from) || !r.isBefore(until)).toList();
    var interrupted = Fleet.history(job.job(), runs, job.sizes(), job.from());
    double now = OwnClock.seconds(quarterPastDue(job, 50));
    double before = OwnClock.seconds(quarterPastDue(job, 47));
    var baseline = Baseline.of(interrupted, Past.of(interrupted, now), before);
    assertThat(baseline.gap()).isCloseTo(1, within(0.02));
    assertThat(baseline.sizes().most())
        .isCloseTo(Baseline.of(job, Past.of(job, now), before).sizes().most(), within(1e6));
  }

  @Test
  void too_few_runs_make_no_window() {
    var job = job(Kind.DAILY, EXACT);
    var one = Fleet.history(job.job(), job.runs().subList(0, 1), List.of(), job.from());
    assertThat(sequences.window(one, OwnClock.seconds(job.runs().get(5)))).isEmpty();
  }
}
