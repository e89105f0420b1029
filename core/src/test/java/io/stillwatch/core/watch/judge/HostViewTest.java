// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.judge.Occasion.Unseen;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostViewTest {
  private static final Instant DUE = Instant.parse("2026-01-06T02:30:00Z");
  private static final Instant DEADLINE = DUE.plus(Duration.ofMinutes(15));
  private static final Job JOB = Sample.line("a", Sample.daily());
  private static final Job ROTATION =
      Sample.rotation("r", Sample.rule(Frequency.DAILY), Sample.daily());

  private static Instant minute(int minute) {
    return DUE.plus(Duration.ofMinutes(minute));
  }

  private static HostView view(HostSigns signs) {
    return new HostView(Sample.host().with(signs), minute(60), minute(60));
  }

  /// A line each `every` minutes, the last one so many minutes after the due time.
  private static HostSigns lines(int every, int last) {
    var signs = HostSigns.NONE;
    for (int i = 12; i >= 0; i--) signs = signs.lineAt(minute(last - i * every));
    return signs;
  }

  private static Unseen unseen(HostSigns signs, Job job) {
    return view(signs).unseen(job, DUE, DEADLINE);
  }

  @Test
  void what_was_planned_explains_more_than_that_the_host_was_off() {
    var signs = lines(1, 60).withOff(new Interval(minute(-10), minute(10)));
    var host = Sample.host().with(signs);
    var plan = Sample.planned(new Interval(minute(-30), minute(1)));
    var view = new HostView(host, minute(60), minute(60), plan);
    assertThat(view.unseen(JOB, DUE, DEADLINE)).isEqualTo(Unseen.because(Verdict.Why.MAINTENANCE));
    assertThat(view.unseen(JOB, minute(1), minute(16)))
        .isEqualTo(Unseen.because(Verdict.Why.HOST_OFF));
  }

  @ParameterizedTest(name = "{0}: the last line at minute {1}, complete until minute {2}")
  @CsvSource({
    "no farther than the last sign of life, 20, 60, 20",
    "no farther than the log is complete, 40, 30, 30",
    "nothing that is in the future, 90, 90, 60"
  })
  void a_command_is_seen_while_the_host_is_known_to_be_alive(
      String what, int last, int complete, int seen) {
    var view = new HostView(Sample.host().with(lines(1, last)), minute(complete), minute(60));
    assertThat(view.seenUntil(JOB)).isEqualTo(minute(seen));
  }

  @ParameterizedTest(name = "{0}: a line each {1} min, the last at minute {2}")
  @CsvSource({
    "a line after the due time: alive, 1, 1, true",
    "a line at the due time: alive, 1, 0, true",
    "silent for longer than usual: on hold, 1, -1, false",
    "one and a half of its usual silence: alive, 30, -30, true",
    "longer than that: on hold, 30, -31, false"
  })
  void a_host_is_alive_by_its_signs(String what, int every, int last, boolean alive) {
    assertThat(unseen(lines(every, last), JOB)).isEqualTo(alive ? Unseen.NO : Unseen.HOLD);
  }

  @Test
  void a_host_that_never_gave_a_sign_is_on_hold() {
    assertThat(unseen(HostSigns.NONE, JOB)).isEqualTo(Unseen.HOLD);
  }

  @Test
  void a_host_that_was_off_silent_or_whose_clock_was_set_explains_it() {
    var alive = lines(1, 30);
    var around = new Interval(minute(-5), minute(5));
    assertThat(unseen(alive.withOff(around), JOB)).isEqualTo(Unseen.because(Verdict.Why.HOST_OFF));
    assertThat(unseen(alive.withClockChange(around), JOB))
        .isEqualTo(Unseen.because(Verdict.Why.CLOCK_CHANGED));
    assertThat(unseen(alive.withSilent(around), JOB))
        .isEqualTo(Unseen.because(Verdict.Why.HOST_SILENT));
  }

  @Test
  void off_explains_more_than_silent() {
    var around = new Interval(minute(-5), minute(5));
    assertThat(unseen(lines(1, 30).withSilent(around).withOff(around), JOB))
        .isEqualTo(Unseen.because(Verdict.Why.HOST_OFF));
  }

  @Test
  void a_silence_at_the_due_time_explains_more_than_a_boot_soon_after_it() {
    var silent = lines(1, 30).withSilent(new Interval(minute(-50), minute(5)));
    assertThat(unseen(silent.withOff(new Interval(minute(5), minute(9))), JOB))
        .isEqualTo(Unseen.because(Verdict.Why.HOST_SILENT));
  }

  @Test
  void a_host_that_was_off_before_or_after_explains_nothing() {
    var signs =
        lines(1, 30)
            .withOff(new Interval(minute(-50), minute(-10)))
            .withOff(new Interval(minute(15), minute(30)));
    assertThat(unseen(signs, JOB)).isEqualTo(Unseen.NO);
  }

  @Test
  void a_silence_that_began_after_the_due_time_explains_nothing() {
    assertThat(unseen(lines(1, 2).withSilent(new Interval(minute(3), minute(9))), JOB))
        .isEqualTo(Unseen.NO);
  }

  @Test
  void listings_show_by_themselves_that_a_host_is_alive() {
    assertThat(unseen(HostSigns.NONE, ROTATION)).isEqualTo(Unseen.NO);
    assertThat(unseen(HostSigns.NONE.withOff(new Interval(minute(-5), minute(5))), ROTATION))
        .isEqualTo(Unseen.because(Verdict.Why.HOST_OFF));
  }

  @Test
  void a_ping_that_did_not_come_was_not_sent() {
    var pings = HostState.found(Host.HEARTBEATS, DUE, Sample.UTC);
    assertThat(new HostView(pings, minute(60), minute(60)).unseen(JOB, DUE, DEADLINE))
        .isEqualTo(Unseen.NO);
  }

  @Test
  void evidence_is_complete_up_to_the_watermark_and_never_past_now() {
    var host = Sample.host();
    assertThat(new HostView(host, minute(5), minute(9)).watermark(JOB)).isEqualTo(minute(5));
    assertThat(new HostView(host, minute(9), minute(5)).watermark(JOB)).isEqualTo(minute(5));
    assertThat(new HostView(host, minute(5), minute(9)).watermark(ROTATION)).isEqualTo(Instant.MIN);
  }

  @Test
  void a_job_is_heard_by_the_lines_of_its_own_scheduler() {
    var unit = Sample.line("u", Sample.daily(), "root", "backup.service");
    var view = view(HostSigns.NONE.cronAt(minute(1)).systemdAt(minute(2)));
    assertThat(view.heardSince(JOB)).isEqualTo(minute(1));
    assertThat(view.heardSince(unit)).isEqualTo(minute(2));
    assertThat(view.heardSince(ROTATION)).isEqualTo(Instant.MIN);
    assertThat(view(HostSigns.NONE).heardSince(JOB)).isEqualTo(Instant.MAX);
  }
}
