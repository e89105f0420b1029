// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.state.Configuration.LostJobs;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionsTest {
  private static final Instant SINCE = Sample.day(10);
  private static final Instant NOW = Sample.day(10.5);

  private static HostState broken(String fault, JobState... jobs) {
    return broken("CL01", fault, jobs);
  }

  private static HostState broken(String rule, String fault, JobState... jobs) {
    var host = Sample.host(jobs);
    var lost = new LostJobs("f1", rule, "61 is not a minute", List.of(fault), SINCE);
    return host.with(host.configuration().withLost(List.of(lost)));
  }

  private static JobState daily(String id) {
    return Sample.ran(Sample.state(Sample.line(id, Sample.daily())), Sample.day(9.1));
  }

  @Test
  void a_job_that_a_fault_stops_is_predicted_for_its_next_due_time() {
    var predicted = Predictions.of(broken("a", daily("a"), daily("b")), Maintenance.NONE, NOW);
    assertThat(predicted).containsOnlyKeys("a");
    var stoppage = predicted.get("a");
    assertThat(stoppage.firstMissed()).isEqualTo(Sample.day(11).plusSeconds(9_000));
    assertThat(stoppage.lastSeen()).isEqualTo(Sample.day(9.1));
    assertThat(stoppage.missedRuns()).isZero();
    assertThat(stoppage.origin().basis()).isEqualTo(Basis.CONFIGURATION);
    assertThat(stoppage.reasons()).containsExactly("it will not run: 61 is not a minute");
  }

  @Test
  void a_run_that_is_not_expected_is_not_predicted_to_be_missed() {
    var night = new Interval(Sample.day(11), Sample.day(12));
    var maintenance = Sample.planned(night).maintenance();
    assertThat(Predictions.of(broken("a", daily("a")), maintenance, NOW)).isEmpty();
  }

  @Test
  void a_job_whose_time_cannot_be_read_is_predicted_within_a_day() {
    var learning = Sample.state(Sample.line("a", new Schedule.Learning(0, 3)));
    assertThat(Predictions.of(broken("a", learning), Maintenance.NONE, NOW).get("a").firstMissed())
        .isEqualTo(SINCE.plus(Duration.ofDays(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nothing")
  void nothing_is_predicted(String what, HostState host) {
    assertThat(Predictions.of(host, Maintenance.NONE, NOW)).isEmpty();
  }

  static List<Arguments> nothing() {
    var driven =
        Sample.state(
            Sample.rotation("r", Sample.LOG, Sample.rule(Frequency.DAILY), Sample.daily(), "a"));
    return List.of(
        arguments("without a fault", Sample.host(daily("a"))),
        arguments("of an unknown job", broken("x", daily("a"))),
        arguments(
            "of a job that cron started since, although it should refuse its line",
            broken("a", Sample.ran(daily("a"), Sample.day(10.2)))),
        arguments("of a retired job", broken("a", daily("a").retired("gone", SINCE))),
        arguments(
            "of a job that is never due",
            broken("a", Sample.state(Sample.line("a", new Schedule.Never("@reboot"))))),
        arguments(
            "of a job whose effect was seen since",
            broken("a", daily("a"), Sample.ran(driven, Sample.day(10.2)))));
  }

  @Test
  void a_job_that_starts_a_program_that_does_not_exist_is_predicted_although_it_is_started() {
    var host = broken("CC02", "a", Sample.ran(daily("a"), Sample.day(10.2)));
    assertThat(Predictions.of(host, Maintenance.NONE, NOW)).containsOnlyKeys("a");
  }

  @Test
  void an_effect_from_before_the_fault_does_not_count() {
    var driven =
        Sample.state(
            Sample.rotation("r", Sample.LOG, Sample.rule(Frequency.DAILY), Sample.daily(), "a"));
    var host = broken("a", daily("a"), Sample.ran(driven, Sample.day(9.2)));
    assertThat(Predictions.of(host, Maintenance.NONE, NOW)).containsOnlyKeys("a");
  }

  @Test
  void the_first_of_several_faults_of_a_job_is_told() {
    var host = Sample.host(daily("a"));
    var faults =
        List.of(
            new LostJobs("f1", "CL01", "first", List.of("a"), SINCE),
            new LostJobs("f2", "CL02", "second", List.of("a"), SINCE));
    assertThat(
            Predictions.of(host.with(host.configuration().withLost(faults)), Maintenance.NONE, NOW)
                .get("a")
                .reasons())
        .containsExactly("it will not run: first");
  }
}
