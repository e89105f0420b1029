// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetSampleTest {
  private static final Schedule WEEKLY = Sample.cron("0 3 * * 1", Duration.ofDays(7));

  private static JobState ran(Job job, Duration every, int times) {
    var state = Sample.state(job);
    for (int i = 0; i < times; i++) {
      state = state.withRun(Sample.MONDAY.plus(every.multipliedBy(i)), Run.Outcome.STARTED);
    }
    return state;
  }

  private static JobState frequent(int number) {
    var job = Sample.line("frequent-" + number, Sample.everyMinutes(5));
    return ran(job, Duration.ofMinutes(5), 12);
  }

  private static JobState weekly(String id) {
    return ran(Sample.line(id, WEEKLY), Duration.ofDays(7), 12);
  }

  private static HostState host(String name, List<JobState> jobs) {
    var byId = new LinkedHashMap<String, JobState>();
    for (var job : jobs) byId.put(job.id(), job);
    return HostState.found(Host.server(name), Sample.MONDAY, Sample.UTC).with(byId);
  }

  private static HostState frequent(String host, int from, int until) {
    return host(host, IntStream.range(from, until).mapToObj(FleetSampleTest::frequent).toList());
  }

  private static List<String> ids(FleetSample sample) {
    return sample.sampled().stream().map(one -> one.job().id()).toList();
  }

  @Test
  void a_rare_weekly_job_is_not_drowned_by_frequent_ones() {
    var sample = new FleetSample(30, Set.of());
    sample.add(frequent("a", 0, 500));
    sample.add(host("b", List.of(weekly("weekly-1"), weekly("weekly-2"))));
    sample.add(frequent("c", 500, 1_000));
    assertThat(ids(sample)).hasSize(30).contains("weekly-1", "weekly-2");
  }

  @Test
  void kinds_and_periods_share_the_room_alike() {
    var sample = new FleetSample(40, Set.of());
    sample.add(frequent("a", 0, 300));
    sample.add(host("b", IntStream.range(0, 300).mapToObj(i -> weekly("w-" + i)).toList()));
    var rotation = Sample.rotation("r", Sample.rule(Frequency.DAILY), Sample.daily());
    sample.add(host("c", List.of(ran(rotation, Duration.ofDays(1), 12))));
    assertThat(ids(sample)).hasSize(40).contains("r");
    assertThat(ids(sample).stream().filter(id -> id.startsWith("w-"))).hasSizeBetween(19, 20);
  }

  @Test
  void which_jobs_are_chosen_does_not_depend_on_the_order_of_the_hosts() {
    var one = new FleetSample(20, Set.of());
    one.add(frequent("a", 0, 200));
    one.add(frequent("b", 200, 400));
    var other = new FleetSample(20, Set.of());
    other.add(frequent("b", 200, 400));
    other.add(frequent("a", 0, 200));
    assertThat(ids(one)).isEqualTo(ids(other));
    assertThat(ids(one).stream().filter(id -> id.length() < "frequent-200".length())).isNotEmpty();
  }

  @Test
  void jobs_with_an_open_alert_few_runs_or_an_end_teach_nothing_and_are_counted() {
    var young = ran(Sample.line("young", Sample.daily()), Duration.ofDays(1), 9);
    var retired = weekly("retired").retired("it left the crontab", Sample.day(90));
    var sample = new FleetSample(20, Set.of("stopped"));
    sample.add(host("a", List.of(young, retired, weekly("stopped"), weekly("fine"))));
    assertThat(ids(sample)).containsExactly("fine");
    var survey = sample.survey(Sample.day(100), Instant.MAX);
    assertThat(survey.jobs()).isEqualTo(3);
    assertThat(survey.ripe()).isEqualTo(2);
    assertThat(survey.frozen()).isEqualTo(1);
    assertThat(survey.evidenceSince()).isEqualTo(Sample.MONDAY);
  }
}
