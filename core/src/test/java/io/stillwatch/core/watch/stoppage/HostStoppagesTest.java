// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HostStoppagesTest {
  private static final Instant STOPPED = Sample.day(10);

  /// Jobs that were missed at day 10 and cron that is still heard.
  private static JobState daily(String id, boolean stopped) {
    var job = Sample.state(Sample.line(id, Sample.daily()));
    var judged =
        job.with(
            job.judgements()
                .withSettled(STOPPED.plusSeconds(60))
                .withLast(new Verdict.OnTime(STOPPED)));
    return stopped ? Sample.missed(judged, 1, STOPPED, STOPPED.plusSeconds(60)) : judged;
  }

  private static Map<String, String> groups(HostSigns signs, JobState... jobs) {
    var groups = new TreeMap<String, String>();
    HostStoppages.of(Sample.host(jobs).with(signs), Maintenance.NONE, STOPPED.plusSeconds(600))
        .forEach((id, stoppage) -> groups.put(id, stoppage.group()));
    return groups;
  }

  private static final HostSigns CRON_IS_HEARD =
      HostSigns.NONE.cronAt(Sample.day(1)).cronAt(STOPPED.plusSeconds(300));

  @Test
  void nothing_stopped_is_nothing() {
    assertThat(groups(CRON_IS_HEARD, daily("a", false))).isEmpty();
  }

  @Test
  void rule_1_what_a_stopped_cron_holds_up_is_in_its_group() {
    var signs = HostSigns.NONE.cronAt(Sample.day(1)).cronAt(Sample.day(9)).lineAt(Sample.day(10.1));
    var cron = SchedulerSilence.id(Sample.HOST);
    assertThat(groups(signs, daily("a", true), daily("b", true), daily("c", false)))
        .isEqualTo(Map.of(cron, cron, "a", cron, "b", cron));
  }

  @Test
  void rule_2_three_jobs_of_five_are_one_group() {
    assertThat(
            groups(
                CRON_IS_HEARD,
                daily("c", true),
                daily("a", true),
                daily("b", true),
                daily("d", false),
                daily("e", false)))
        .isEqualTo(Map.of("a", "a", "b", "a", "c", "a"));
  }

  @Test
  void rule_2_three_jobs_of_seven_are_three() {
    assertThat(
            groups(
                CRON_IS_HEARD,
                daily("a", true),
                daily("b", true),
                daily("c", true),
                daily("d", false),
                daily("e", false),
                daily("f", false),
                daily("g", false)))
        .isEqualTo(Map.of("a", "a", "b", "b", "c", "c"));
  }

  @Test
  void rule_2_two_jobs_are_two() {
    assertThat(groups(CRON_IS_HEARD, daily("a", true), daily("b", true)))
        .isEqualTo(Map.of("a", "a", "b", "b"));
  }

  @Test
  void rule_3_a_rotation_is_in_the_group_of_its_driver() {
    var rotation =
        Sample.state(
            Sample.rotation(
                "r", Sample.LOG, Sample.rule(Frequency.DAILY), Sample.daily(), "driver"));
    assertThat(groups(CRON_IS_HEARD, Sample.missed(rotation, 1, STOPPED, STOPPED)))
        .isEqualTo(Map.of("r", "driver"));
  }

  @Test
  void a_silent_host_is_a_stoppage_of_its_own() {
    var signs = HostSigns.NONE;
    for (int i = 0; i < 10; i++) signs = signs.cronAt(Sample.day(9).plusSeconds(i * 300L));
    var silent = HostSilence.job(Sample.HOST).id();
    assertThat(groups(signs, daily("a", false))).isEqualTo(Map.of(silent, silent));
  }
}
