// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.UTC;
import static io.stillwatch.ui.ports.Samples.alert;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.finding;
import static io.stillwatch.ui.ports.Samples.onTime;
import static io.stillwatch.ui.ports.Samples.run;
import static io.stillwatch.ui.ports.Samples.runs;
import static io.stillwatch.ui.ports.Samples.stoppage;
import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.ui.fleet.Fleet;
import io.stillwatch.ui.fleet.JobState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OverviewModelTest {
  @Test
  void all_quiet_is_said_only_if_every_job_ran_on_time() {
    var job = daily("backup", "web-1");
    var yesterday = NOW.minus(Duration.ofDays(1));
    var fine =
        Fleet.of(List.of(job), List.of(run(job, yesterday, onTime(yesterday))), List.of(), NOW);
    var blind =
        Fleet.of(
            List.of(job),
            List.of(run(job, yesterday, new Verdict.Unknown(Duration.ofHours(1)))),
            List.of(),
            NOW);
    assertThat(OverviewModel.of(fine, List.of(), List.of(), visit()).quiet()).isTrue();
    assertThat(OverviewModel.of(blind, List.of(), List.of(), visit()).quiet()).isFalse();
  }

  @Test
  void the_worst_alert_comes_first_and_the_lead_names_the_longest_silence() {
    var long_ = daily("old", "web-1");
    var hot = daily("hot", "web-1");
    var alerts =
        List.of(
            alert("SW-1", stoppage(long_, NOW.minus(Duration.ofHours(220)), 60)),
            alert("SW-2", stoppage(hot, NOW.minus(Duration.ofDays(2)), 95)));
    var fleet = Fleet.of(List.of(long_, hot), List.of(), alerts, NOW);
    var model = OverviewModel.of(fleet, alerts, List.of(), visit());
    assertThat(model.attention()).extracting(alert -> alert.id()).containsExactly("SW-2", "SW-1");
    assertThat(model.lead()).isEqualTo("2 of 2 jobs did not happen; the longest for 9 d 4 h.");
  }

  @Test
  void tiles_link_to_the_list_that_they_count() {
    var job = daily("backup", "web-1");
    var fleet = Fleet.of(List.of(job), runs(job, 3, new Verdict.Missed()), List.of(), NOW);
    var silent =
        OverviewModel.of(fleet, List.of(), List.of(), visit("from", "now-30d")).tiles().getFirst();
    assertThat(silent.state()).isEqualTo(JobState.SILENT);
    assertThat(silent.count()).isEqualTo(1);
    assertThat(silent.href()).isEqualTo("timelines?state=silent&from=now-30d");
  }

  @Test
  void a_growing_log_has_a_forecast_and_new_findings_come_first() {
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
    var model =
        OverviewModel.of(
            Fleet.of(List.of(job), List.of(), alerts, NOW), alerts, List.of(old, fresh), visit());
    assertThat(model.forecasts()).hasSize(1);
    assertThat(model.forecasts().getFirst().when()).isEqualTo("2 d 2 h");
    assertThat(model.findings()).extracting(finding -> finding.id()).containsExactly("F-2", "F-1");
  }

  @Test
  void bars_of_all_verdicts_stand_at_the_same_times() {
    var job = daily("backup", "web-1");
    var all =
        Stream.concat(
                runs(job, 2, new Verdict.Missed()).stream(), runs(job, 5, onTime(NOW)).stream())
            .toList();
    var bars = VerdictBars.of(List.of(all), new Interval(NOW.minus(Duration.ofDays(7)), NOW), UTC);
    assertThat(bars.bar()).isEqualTo(Duration.ofDays(1));
    assertThat(bars.series()).extracting(each -> each.name()).containsExactly("Missed", "On time");
    assertThat(bars.series()).allMatch(each -> each.points().size() == 5);
  }
}
