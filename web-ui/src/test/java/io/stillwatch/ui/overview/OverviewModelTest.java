// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.UTC;
import static io.stillwatch.ui.ports.Samples.alert;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.finding;
import static io.stillwatch.ui.ports.Samples.onTime;
import static io.stillwatch.ui.ports.Samples.runs;
import static io.stillwatch.ui.ports.Samples.status;
import static io.stillwatch.ui.ports.Samples.stoppage;
import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewModelTest {
  private final InMemoryStores stores = InMemoryStores.empty();

  @Test
  void all_quiet_is_said_only_if_every_job_ran_on_time() throws Exception {
    var job = daily("backup", "web-1");
    assertThat(model(status(job, JobHealth.ON_TIME)).quiet()).isTrue();
    assertThat(model(status(job, JobHealth.BLIND)).quiet()).isFalse();
  }

  @Test
  void the_worst_alert_comes_first_and_the_lead_names_the_longest_silence() throws Exception {
    var old = daily("old", "web-1");
    var hot = daily("hot", "web-1");
    var alerts =
        List.of(
            alert("SW-1", stoppage(old, NOW.minus(Duration.ofHours(220)), 60)),
            alert("SW-2", stoppage(hot, NOW.minus(Duration.ofDays(2)), 95)));
    var fleet =
        fleet(
            silent("hot", NOW.minus(Duration.ofDays(2))),
            silent("old", NOW.minus(Duration.ofHours(220))));
    var model = OverviewModel.of(fleet, alerts, List.of(), visit());
    assertThat(model.attention()).extracting(alert -> alert.id()).containsExactly("SW-2", "SW-1");
    assertThat(model.lead()).isEqualTo("2 of 2 jobs are silent, the longest for 9 d 4 h.");
  }

  @Test
  void what_is_not_expected_is_not_counted_as_watched() throws Exception {
    var model =
        model(
            status(daily("a", "web-1"), JobHealth.ON_TIME),
            status(daily("retired", "web-1"), JobHealth.INACTIVE));
    assertThat(model.lead()).isEqualTo("1 job is watched, none is silent.");
    assertThat(model.quiet()).isTrue();
  }

  @Test
  void tiles_link_to_the_list_that_they_count() throws Exception {
    var fleet = fleet(status(daily("backup", "web-1"), JobHealth.SILENT));
    var silent =
        OverviewModel.of(fleet, List.of(), List.of(), visit("from", "now-30d")).tiles().getFirst();
    assertThat(silent.health()).isEqualTo(JobHealth.SILENT);
    assertThat(silent.count()).isEqualTo(1);
    assertThat(silent.href()).isEqualTo("timelines?state=silent&from=now-30d");
  }

  @Test
  void a_growing_log_has_a_forecast_and_new_findings_come_first() throws Exception {
    var job = daily("rotate", "db-1");
    var stoppage =
        new Stoppage(
            job,
            NOW.minus(Duration.ofDays(2)),
            NOW.minus(Duration.ofDays(3)),
            2,
            80,
            new Growth(5_000_000_000L, 1_000_000_000, NOW.plus(Duration.ofHours(50))),
            List.of());
    var alerts = List.of(alert("SW-1", stoppage));
    var old = finding("F-1", "", NOW.minus(Duration.ofDays(30)));
    var fresh = finding("F-2", "", NOW.minus(Duration.ofDays(1)));
    var fleet = fleet(status(job, JobHealth.SILENT));
    var model = OverviewModel.of(fleet, alerts, List.of(old, fresh), visit());
    assertThat(model.forecasts()).hasSize(1);
    assertThat(model.forecasts().getFirst().when()).isEqualTo("in 2 d 2 h");
    assertThat(model.findings()).extracting(finding -> finding.id()).containsExactly("F-2", "F-1");
  }

  @Test
  void bars_of_all_verdicts_stand_at_the_same_times() throws Exception {
    var job = daily("backup", "web-1");
    var verdicts = stores.outcomes().verdicts();
    verdicts.putVerdicts(runs(job, 5, onTime(NOW)));
    verdicts.putVerdicts(runs(daily("report", "web-1"), 2, new Verdict.Missed()));
    var bars = VerdictBars.read(verdicts, new Interval(NOW.minus(Duration.ofDays(7)), NOW), UTC);
    assertThat(bars.bar()).isEqualTo(Duration.ofDays(1));
    assertThat(bars.series()).extracting(each -> each.name()).containsExactly("Missed", "On time");
    assertThat(bars.series()).allMatch(each -> each.points().size() == 5);
  }

  @Test
  void a_day_of_25_hours_is_one_bar() throws Exception {
    var berlin = ZoneId.of("Europe/Berlin");
    var end = Instant.parse("2026-10-27T12:00:00Z"); // summer time ended on the 25th
    var verdicts = stores.outcomes().verdicts();
    var job = daily("backup", "web-1");
    for (int hours = 0; hours < 96; hours++) {
      var due = end.minus(Duration.ofHours(hours));
      verdicts.putVerdicts(List.of(io.stillwatch.ui.ports.Samples.run(job, due, onTime(due))));
    }
    var range = new Interval(end.minus(Duration.ofDays(3)), end);
    var bars = VerdictBars.read(verdicts, range, berlin);
    assertThat(bars.series().getFirst().points())
        .extracting(point -> point.value())
        .containsExactly(24.0, 25.0, 24.0, 13.0);
  }

  private OverviewModel model(JobStatus... statuses) throws Exception {
    return OverviewModel.of(fleet(statuses), List.of(), List.of(), visit());
  }

  private static FleetSummary fleet(JobStatus... all) throws Exception {
    var statuses = InMemoryStores.empty().outcomes().statuses();
    statuses.put(List.of(all));
    return FleetSummary.read(statuses);
  }

  private static JobStatus silent(String job, Instant lastRun) {
    return status(daily(job, "web-1"), JobHealth.SILENT, Optional.of(lastRun));
  }
}
