// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// J7: a daily job whose runs take ten minutes, of which one takes another time.
class UnusualLengthsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration USUAL = Duration.ofMinutes(10);

  private final Scenario scenario = new Scenario(START);

  @BeforeEach
  void a_configured_job() {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    scenario.configuration("ops-1", START, "x");
    scenario.audits(request ->
        new Audit(request.config().files().isEmpty() ? List.of() : List.of(backup), List.of()));
    for (int day = 0; day < 10; day++) ran(day, USUAL);
    for (int hour = 0; hour < 14 * 24; hour++)
      scenario.cron("ops-1", START.plusSeconds(hour * 3_600L + 1_021), "root", "hourly");
  }

  @Test
  void j7_a_run_that_does_not_end_is_overrun_by_three_times_the_usual_and_ten_minutes()
      throws Exception {
    started(10);
    scenario.until(day(11));
    assertThat(lastVerdict()).isEqualTo(new Verdict.Overrun(at(10), Duration.ofMinutes(40)));
    assertThat(scenario.silence("backup").stoppage().reasons())
        .anyMatch(reason -> reason.contains("did not end in time"));
  }

  @Test
  void j7_a_run_that_ends_at_once_is_too_short_with_its_length() throws Exception {
    ran(10, Duration.ofSeconds(7));
    scenario.until(day(11));
    assertThat(lastVerdict()).isEqualTo(new Verdict.TooShort(at(10), Duration.ofSeconds(7)));
    assertThat(scenario.silence("backup").stoppage().reasons())
        .anyMatch(reason -> reason.contains("ended too soon"));
  }

  @Test
  void a_length_that_is_reported_late_corrects_the_verdict() throws Exception {
    started(10);
    scenario.until(at(10).plus(Duration.ofMinutes(20)));
    assertThat(lastVerdict()).isEqualTo(new Verdict.OnTime(at(10)));
    scenario.until(at(10).plus(Duration.ofMinutes(50)));
    assertThat(lastVerdict()).isEqualTo(new Verdict.Overrun(at(10), Duration.ofMinutes(40)));
  }

  private Verdict lastVerdict() throws Exception {
    return scenario.verdicts("backup").getLast().verdict();
  }

  private void ran(int day, Duration length) {
    started(day);
    var ended = new LogEvent.RunEnded("root", "/opt/backup.sh", 100 + day);
    scenario.line("ops-1", at(day).plus(length), "end", ended);
  }

  private void started(int day) {
    var started = new LogEvent.RunStarted("root", "/opt/backup.sh", 100 + day);
    scenario.line("ops-1", at(day), "start", started);
  }

  private static Instant at(int day) {
    return day(day).plus(Duration.ofMinutes(150)).plusSeconds(1);
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }
}
