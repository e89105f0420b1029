// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A host and its jobs: what each knows, and when it must be looked at.
class HostStateTest {
  private static final JobState JOB = Sample.state(Sample.line("a", Sample.daily()));
  private static final HostState CALM = Sample.host(JOB.lookAt(Sample.day(9)));

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void a_host_is_looked_at_when_something_is_due(String what, HostState host, Instant at) {
    assertThat(host.nextLookAt()).isEqualTo(at);
  }

  static List<Arguments> rows() {
    var other = Sample.state(Sample.line("b", Sample.daily())).lookAt(Sample.day(5));
    var open = run(Optional.of(Duration.ofDays(1)));
    var end = Sample.record(Sample.day(4), new LogEvent.RunEnded("root", "/opt/a.sh", 7));
    var signs = HostSigns.NONE.cronAt(Sample.day(1)).cronAt(Sample.day(3));
    return List.of(
        arguments("nothing", Sample.host(), Instant.MAX),
        arguments("its job", CALM, Sample.day(9)),
        arguments(
            "the first of two jobs", Sample.host(JOB.lookAt(Sample.day(9)), other), Sample.day(5)),
        arguments("the end of a run", with(List.of(open), List.of()), Sample.day(3)),
        arguments(
            "a run that may take any time",
            with(List.of(run(Optional.empty())), List.of()),
            Sample.day(9)),
        arguments("an end without a start", with(List.of(), List.of(end)), Sample.day(4)),
        arguments("the end of a silence of cron", CALM.with(signs), Sample.day(3)));
  }

  private static OpenRun run(Optional<Duration> most) {
    return new OpenRun("a", CommandKey.of("root", "/opt/a.sh"), 7, Sample.day(2), most);
  }

  private static HostState with(List<OpenRun> open, List<LogRecord> waiting) {
    return new HostState(
        CALM.host(),
        CALM.since(),
        CALM.position(),
        CALM.configuration(),
        new CommandLog(Map.of(), open, waiting, List.of()),
        CALM.listings(),
        CALM.signs(),
        CALM.jobs());
  }

  @Test
  void a_job_keeps_its_past_when_its_line_changes() {
    var ran = JOB.withRun(Sample.day(1), Run.Outcome.SUCCEEDED).withSchedule(Sample.hourly());
    assertThat(ran.runs().last()).contains(Sample.day(1));
    assertThat(ran.job().schedule()).isEqualTo(Sample.hourly());
    assertThat(ran.id()).isEqualTo(JOB.id());
  }

  @Test
  void a_job_without_a_run_counts_from_when_it_was_found() {
    assertThat(JOB.lastRunBefore(Sample.day(9))).isEqualTo(JOB.lifecycle().since());
    var ran = Sample.ran(JOB, Sample.day(1), Sample.day(3));
    assertThat(ran.lastRunBefore(Sample.day(3))).isEqualTo(Sample.day(1));
  }

  @Test
  void a_retired_job_may_become_active_again() {
    var retired = JOB.retired("no longer configured", Sample.day(2));
    assertThat(retired.retired()).isTrue();
    assertThat(retired.lifecycle().retirement().at()).isEqualTo(Sample.day(2));
    assertThat(retired.active()).isEqualTo(JOB);
    assertThat(JOB.active()).isSameAs(JOB);
  }
}
