// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.fleet.JobStatus.HeldAlarm;
import io.stillwatch.core.state.Alarm;
import io.stillwatch.core.state.Alarms;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.stoppage.AlarmBudget.JobAlarm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rule table. Each alarm of the fleet is `days ago : peak / needed`, with `!` if it was let
/// through; the alarm in question comes first and began today.
class AlarmBudgetTest {
  private static final Instant NOW = Sample.day(60);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 the only one is the first                      | 1 | 80/75 |                           | 1 | true
          1 a stronger one comes before                    | 2 | 80/75 | 3:90/75!                  | 2 | true
          1 what counts is the peak over what is needed    | 1 | 80/75 | 3:95/94!                  | 1 | true
          1 of equal ones the earlier comes first          | 1 | 80/75 | 3:80/75!                  | 2 | false
          2 as many as the budget allows                   | 1 | 80/75 | 3:90/75!                  | 2 | false
          2 a stronger one, though the budget is spent     | 1 | 95/75 | 3:90/75!                  | 1 | true
          2 what is older than 30 days is not counted      | 1 | 80/75 | 31:90/75!                 | 1 | true
          2 what was held back is counted in the ranks     | 1 | 80/75 | 3:90/75                   | 2 | false
          3 never more than twice the budget               | 1 | 99/75 | 3:90/75! 2:95/75!         | 1 | false
          3 those that wait with a better rank are counted | 2 | 80/75 | 9:76/75! 8:77/75! 7:78/75! 3:90/75 | 2 | false
          2 no budget at all: it never decides alone       | 0 | 99/75 |                           | 1 | false
          """)
  void an_alarm_is_let_through_if_it_is_among_the_strongest(
      String what, int perMonth, String alarm, String others, int rank, boolean allowed) {
    var fleet = new ArrayList<JobAlarm>();
    if (others != null) for (var one : others.split(" ", -1)) fleet.add(alarm(one, fleet.size()));
    var asked = alarm("0:" + alarm, fleet.size());
    fleet.add(asked);
    var budget = new AlarmBudget(perMonth, fleet, NOW);
    assertThat(budget.rank(asked)).isEqualTo(rank);
    assertThat(budget.allows(asked)).isEqualTo(allowed);
  }

  private static JobAlarm alarm(String text, int number) {
    boolean opened = text.endsWith("!");
    var parts = text.replace("!", "").split("[:/]", -1);
    var at = NOW.minus(Duration.ofDays(Integer.parseInt(parts[0])));
    var alarm =
        Alarm.noticed(
            at, Symptom.VOLUME, Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    return new JobAlarm("job-" + number, opened ? alarm.opened(at) : alarm);
  }

  @Test
  void what_is_held_back_says_its_rank_and_is_let_through_once_its_rank_allows_it() {
    var job = Sample.state(Sample.line("a", Sample.daily()));
    var alarm = Alarm.noticed(NOW, Symptom.VOLUME, 80, 75);
    job = job.with(job.opinion().with(Alarms.NONE.with(alarm)));
    var host = Sample.host(job);
    var mine = new JobAlarm(job.id(), alarm);
    var fleet = List.of(mine, alarm("3:90/75!", 1));

    var now = new AlarmBudget(1, fleet, NOW);
    assertThat(now.open(host, NOW)).isEqualTo(host);
    assertThat(now.held(job)).contains(new HeldAlarm(NOW, 80, 75, 2, 1));
    assertThat(now.held(job).map(HeldAlarm::words))
        .contains("not sent: over the budget of 1 a month, rank 2");

    var later = NOW.plus(Duration.ofDays(28));
    var opened = new AlarmBudget(1, fleet, later).open(host, later).jobs().get(job.id());
    assertThat(opened.opinion().alarms().current().flatMap(Alarm::openedAt)).contains(later);
    assertThat(new AlarmBudget(1, fleet, later).held(opened)).isEqualTo(Optional.empty());
  }

  /// Two years of alarms that keep coming as they do, eight times as many as allowed.
  @Test
  void on_average_as_many_come_through_as_the_budget_allows_and_never_twice_as_many() {
    int perMonth = 5;
    var random = new Random(3);
    var fleet = new ArrayList<JobAlarm>();
    var opened = new ArrayList<Instant>();
    var at = Sample.MONDAY;
    var measuredFrom = at.plus(Duration.ofDays(60));
    var end = at.plus(Duration.ofDays(790));
    while (at.isBefore(end)) {
      at = at.plusSeconds((long) (-Math.log(1 - random.nextDouble()) * 30 * 86_400 / 40));
      var asked =
          new JobAlarm(
              "job-" + fleet.size(),
              Alarm.noticed(at, Symptom.VOLUME, 75 + 25 * random.nextDouble(), 75));
      fleet.add(asked);
      if (!new AlarmBudget(perMonth, fleet, at).allows(asked)) continue;
      fleet.set(fleet.size() - 1, new JobAlarm(asked.job(), asked.alarm().opened(at)));
      opened.add(at);
      var from = at.minus(Alarms.WINDOW);
      assertThat(opened.stream().filter(one -> !one.isBefore(from)).count())
          .isLessThanOrEqualTo(2L * perMonth);
    }
    double months = Duration.between(measuredFrom, end).toHours() / (30.0 * 24);
    long sent = opened.stream().filter(one -> !one.isBefore(measuredFrom)).count();
    assertThat(sent / months).isBetween(perMonth * 0.8, perMonth * 1.1);
  }
}
