// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.bench.detection.PlannedRun.Effect;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Faults of a daily job that is due at noon for 20 days; its test is the last ten, and what goes
/// wrong begins at once.
class FaultTest {
  private static final DueRule NOON = new DueRule(PeriodClass.DAILY, 0, 12, UTC);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Interval TEST = new Interval(day(10), day(70));
  private static final Instant ONSET = noon(10);
  private static final Timeline HEALTHY =
      new Timeline(
          NOON.between(START, TEST.until()).stream()
              .map(due -> PlannedRun.done(due, due.plusSeconds(1), 1))
              .toList(),
          NOON.between(START, TEST.until()).stream()
              .map(due -> PlannedRun.done(due, due.plusSeconds(2), 1))
              .toList(),
          1,
          Surroundings.NONE);

  /// The recovery is on day 30: 20 of 70 runs are affected where a fault recovers.
  @ParameterizedTest
  @CsvSource({
    "CLEAN                , 70, 70, 0",
    "JITTER               , 70, 70, 0",
    "STOP                 , 50, 70, 1",
    "SINGLE_MISS          , 62, 70, 7",
    "TWO_MISSES           , 68, 70, 1",
    "LATE_20              , 70, 70, 0",
    "LATE_ONCE            , 70, 70, 0",
    "CREEP                , 70, 70, 1",
    "DUPLICATED           , 90, 70, 1",
    "TOO_OFTEN            , 130, 70, 1",
    "DRIFTED              , 70, 70, 1",
    "FAILING              , 70, 70, 1",
    "DAEMON_DEAD          , 50, 50, 1",
    "FLAPPING             , 40, 70, 1",
    "REMOVED_WHILE_STOPPED, 10, 70, 1",
    "RETIREMENT           , 10, 70, 0",
    "SCHEDULE_CHANGE      , 70, 70, 0",
    "SOURCE_OUTAGE        , 70, 70, 0"
  })
  void a_fault_changes_runs_of_the_job_and_shows_in_spans(
      Fault fault, int runs, int companion, int spans) {
    var faulty = edit(fault);
    assertThat(faulty.timeline().runs()).hasSize(runs);
    assertThat(faulty.timeline().companion()).hasSize(companion);
    assertThat(faulty.spans()).hasSize(spans);
  }

  @ParameterizedTest
  @CsvSource({"NO_EFFECT, NONE", "PARTIAL  , PARTIAL", "FAILING  , FAILED"})
  void runs_lose_their_effect_until_the_recovery(Fault fault, Effect effect) {
    var runs = edit(fault).timeline().runs();
    assertThat(runs.stream().filter(run -> run.effect() == effect)).hasSize(20);
    assertThat(runs.get(10).effect()).isEqualTo(effect);
    assertThat(runs.get(30).effect()).isEqualTo(Effect.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "CREEP    , 10, 0.06",
    "CREEP    , 11, 0.12",
    "CREEP    , 40, 0.6",
    "DRIFTED  , 10, 0.3",
    "DRIFTED  , 9 , 0",
    "LATE_ONCE, 10, 0.2",
    "LATE_ONCE, 11, 0",
    "LATE_60  , 3 , 0.6",
    "LATE_60  , 4 , 0"
  })
  void runs_come_later_than_usual(Fault fault, int number, double share) {
    var run = edit(fault).timeline().runs().get(number);
    var late = Duration.between(run.due().plusSeconds(1), run.at());
    assertThat((double) late.toSeconds() / Duration.ofDays(1).toSeconds()).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "SLOW         , 6                  , 1",
    "SHORT        , 0.16666666666666666, 1",
    "SILENT_OUTPUT, 1                  , 0"
  })
  void runs_take_and_write_something_else_until_the_recovery(
      Fault fault, double length, double output) {
    var runs = edit(fault).timeline().runs();
    assertThat(runs.stream().filter(run -> run.work().equals(new Work(length, output))))
        .hasSize(20);
    assertThat(runs.get(30).work()).isEqualTo(Work.USUAL);
  }

  @Test
  void runs_that_vary_take_and_write_a_quarter_to_four_times_of_the_usual() {
    var faulty = edit(Fault.VARYING);
    assertThat(faulty.spans()).isEmpty();
    assertThat(faulty.timeline().runs())
        .allSatisfy(run -> {
          assertThat(run.work().length()).isBetween(0.25, 4.0);
          assertThat(run.work().output()).isBetween(0.25, 4.0);
        })
        .anyMatch(run -> run.work().length() > 3)
        .anyMatch(run -> run.work().length() < 0.33);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void nothing_is_changed_before_the_onset_but_what_the_job_is_used_to(Fault fault) {
    boolean usual =
        switch (fault) {
          case JITTER, SINGLE_MISS, LATE_20, LATE_60, HOST_OFF, VARYING -> true;
          default -> false;
        };
    if (usual) return;
    var before = HEALTHY.runs().subList(0, 10);
    assertThat(edit(fault).timeline().runs().subList(0, 10)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void a_fault_that_an_alert_is_owed_for_shows_from_its_onset(Fault fault) {
    if (fault.expectation(PeriodClass.DAILY) != Expectation.ALERT) return;
    assertThat(edit(fault).spans().getFirst().from()).isEqualTo(ONSET);
  }

  @Test
  void evidence_of_an_outage_arrives_at_its_end() {
    var around = edit(Fault.SOURCE_OUTAGE).timeline().surroundings();
    var outage = around.outage().getFirst();
    assertThat(outage.from()).isEqualTo(ONSET.minusSeconds(8640));
    assertThat(around.arrival(ONSET)).isEqualTo(outage.until());
    assertThat(around.completeUntil(ONSET)).isEqualTo(outage.from());
    assertThat(around.arrival(outage.until())).isEqualTo(outage.until());
  }

  @Test
  void a_clock_that_is_ahead_has_cron_run_earlier_and_stamp_as_due() {
    var timeline = edit(Fault.CLOCK_JUMP).timeline();
    var next = timeline.runs().get(11);
    assertThat(next.at()).isEqualTo(next.due().plusSeconds(1).minus(Duration.ofHours(2)));
    assertThat(timeline.surroundings().stamp(next.at())).isEqualTo(next.due().plusSeconds(1));
    assertThat(timeline.runs().get(12)).isEqualTo(HEALTHY.runs().get(12));
  }

  @Test
  void a_host_that_is_off_runs_nothing() {
    var timeline = edit(Fault.HOST_OFF).timeline();
    assertThat(timeline.runs())
        .allMatch(run -> !timeline.surroundings().isOff(run.at()))
        .hasSize(50);
  }

  private static FaultContext.Faulty edit(Fault fault) {
    return fault.edit(HEALTHY, new FaultContext(NOON, TEST, ONSET, new SplittableRandom(1)));
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }

  private static Instant noon(int number) {
    return day(number).plus(Duration.ofHours(12));
  }
}
