// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Jobs that report by pings: a start, a success, a failure.
class PingedJobsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String KEY = "backup-db";

  private final Scenario scenario = new Scenario(START);

  @Test
  void a_job_that_pings_only_its_success_is_learned_and_missed() throws Exception {
    for (int day = 0; day < 20; day++) succeeded(at(day));
    scenario.until(at(22));

    var silence = scenario.silence(KEY);
    assertThat(silence.from()).isBetween(at(20), at(21));
    assertThat(silence.stoppage().lastSeen()).isEqualTo(at(19));
  }

  @Test
  void a_job_that_pings_start_and_success_is_learned_and_missed() throws Exception {
    for (int day = 0; day < 20; day++) {
      started(at(day));
      succeeded(at(day).plus(Duration.ofMinutes(7)));
    }
    scenario.until(at(22));

    var silence = scenario.silence(KEY);
    assertThat(silence.from()).isBetween(at(20), at(21));
    assertThat(silence.stoppage().lastSeen()).isEqualTo(at(19));
  }

  @Test
  void a_failure_ends_its_run_and_the_next_success_is_of_the_next_run() throws Exception {
    for (int day = 0; day < 20; day++) {
      var end = at(day).plus(Duration.ofMinutes(7));
      started(at(day));
      if (day == 15) failed(end);
      else succeeded(end);
    }
    scenario.until(at(20).minusSeconds(3600));

    assertThat(scenario.verdicts(KEY))
        .filteredOn(judged -> judged.verdict() instanceof Verdict.Failed)
        .singleElement()
        .satisfies(judged -> assertThat(judged.due()).isBetween(at(15).minusSeconds(600), at(16)));
    assertThat(scenario.words(KEY).subList(14, scenario.words(KEY).size()))
        .containsOnly("on-time", "failed");
  }

  @Test
  void a_key_that_pings_only_failures_is_a_job() throws Exception {
    for (int day = 0; day < 20; day++) failed(at(day));
    scenario.until(at(20).minusSeconds(3600));

    assertThat(scenario.jobs()).anyMatch(status -> status.job().name().equals(KEY));
    assertThat(scenario.silence(KEY).until()).isEmpty();
  }

  private static Instant at(int day) {
    return START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(150));
  }

  private void started(Instant at) {
    ping(at, "start", new LogEvent.RunStarted(KEY, KEY, 0));
  }

  private void succeeded(Instant at) {
    ping(at, "success", new LogEvent.RunEnded(KEY, KEY, 0));
  }

  private void failed(Instant at) {
    ping(at, "failure", new LogEvent.RunFailed(KEY, "exit status 1", 0));
  }

  private void ping(Instant at, String word, LogEvent event) {
    scenario.line(Host.HEARTBEATS.name(), at, KEY + ": " + word, event);
  }
}
