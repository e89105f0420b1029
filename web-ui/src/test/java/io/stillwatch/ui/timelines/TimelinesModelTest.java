// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.onTime;
import static io.stillwatch.ui.ports.Samples.run;
import static io.stillwatch.ui.ports.Samples.status;
import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.plan.MaintenanceWindow;
import io.stillwatch.core.plan.Occurrence;
import io.stillwatch.core.plan.Recurrence;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.text.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelinesModelTest {
  private final Outcomes outcomes = InMemoryStores.empty().outcomes();
  private Maintenance maintenance = Maintenance.NONE;

  @BeforeEach
  void fleet() throws Exception {
    var backup = daily("backup", "web-1");
    var report = daily("report", "web-1");
    var purge = daily("purge", "web-2");
    outcomes
        .statuses()
        .put(
            List.of(
                status(backup, JobHealth.ON_TIME),
                status(report, JobHealth.ON_TIME),
                status(purge, JobHealth.SILENT)));
    var yesterday = NOW.minus(Duration.ofDays(1));
    outcomes
        .verdicts()
        .putVerdicts(
            List.of(
                run(backup, yesterday, onTime(yesterday)),
                run(report, yesterday, onTime(yesterday)),
                run(purge, yesterday, new Verdict.Missed()),
                run(purge, NOW.minus(Duration.ofDays(9)), new Verdict.Missed())));
  }

  @Test
  void filters_by_state_and_the_chips_still_count_all() throws Exception {
    var model = read("state", "silent");
    assertThat(model.shown()).isEqualTo(1);
    assertThat(model.counts())
        .containsEntry(JobHealth.SILENT, 1L)
        .containsEntry(JobHealth.ON_TIME, 2L);
    assertThat(model.found()).isEqualTo(3);
    assertThat(model.matching()).isEqualTo(1);
  }

  @Test
  void every_word_must_be_somewhere_in_the_job() throws Exception {
    assertThat(read("q", "BACKUP web-1").shown()).isEqualTo(1);
    assertThat(read("q", "backup web-9").shown()).isZero();
    assertThat(read("q", "backup").all()).isEqualTo(3);
  }

  @Test
  void a_lane_has_the_verdicts_of_the_range() throws Exception {
    assertThat(read().lane("purge").orElseThrow().runs()).hasSize(1);
    assertThat(read("from", "now-30d").lane("purge").orElseThrow().runs()).hasSize(2);
  }

  @Test
  void a_lane_has_the_windows_of_the_range_in_which_its_job_is_not_expected() throws Exception {
    var night = new Interval(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofHours(40)));
    var earlier = new Interval(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(19)));
    var window =
        new MaintenanceWindow(
            "patches",
            MaintenanceWindow.Kind.MAINTENANCE,
            new JobMatch(new Glob("web-2"), Glob.ANY, Optional.empty()),
            new Recurrence.Listed(List.of(earlier, night)));
    maintenance = () -> List.of(window);
    assertThat(read().lane("purge").orElseThrow().planned())
        .containsExactly(new Occurrence(window, night));
    assertThat(read("from", "now-30d").lane("purge").orElseThrow().planned()).hasSize(2);
    assertThat(read().lane("backup").orElseThrow().planned()).isEmpty();
  }

  @Test
  void groups_keep_the_worst_first() throws Exception {
    var model = read("group", "host");
    assertThat(model.groups()).extracting(group -> group.title()).containsExactly("web-2", "web-1");
    assertThat(model.groups().getFirst().note()).isEqualTo("1 silent");
  }

  @Test
  void an_unknown_parameter_value_is_the_default() throws Exception {
    assertThat(read("sort", "colour", "state", "asleep", "jobs", "many").shown()).isEqualTo(3);
  }

  @Test
  void a_long_list_is_shown_by_pages() throws Exception {
    var many = new ArrayList<JobStatus>();
    for (int i = 0; i < 120; i++) many.add(status(daily("j" + i, "app"), JobHealth.LATE));
    outcomes.statuses().put(many);
    var first = read();
    assertThat(first.shown()).isEqualTo(Selection.PAGE);
    assertThat(first.matching()).isEqualTo(123);
    var longer = first.selection().longer().orElseThrow();
    assertThat(longer.link(visit())).isEqualTo("timelines?jobs=100");
    assertThat(read("jobs", "100").shown()).isEqualTo(100);
    assertThat(read("jobs", "1000").shown()).isEqualTo(123);
    assertThat(read("jobs", "1000").selection().longer()).isEmpty();
  }

  @Test
  void the_address_of_a_selection_gives_the_selection_again() {
    var visit = visit("q", "a b", "state", "late", "group", "kind", "sort", "name", "jobs", "100");
    var selection = Selection.of(visit);
    assertThat(selection.link(visit))
        .isEqualTo("timelines?q=a%20b&state=late&group=kind&sort=name&jobs=100");
    assertThat(selection.withWords("c").link(visit))
        .isEqualTo("timelines?q=c&state=late&group=kind&sort=name");
  }

  @Test
  void thinning_keeps_peaks_and_the_last_size() {
    var samples = new ArrayList<SizeSample>();
    for (int i = 0; i < 1_000; i++) {
      samples.add(new SizeSample(NOW.plusSeconds(i), i == 777 ? 5_000 : i % 10, 0, 1));
    }
    var thinned = GrowthReader.thinned(samples, 60);
    assertThat(thinned)
        .hasSizeLessThanOrEqualTo(61)
        .contains(samples.get(777))
        .endsWith(samples.getLast());
  }

  private TimelinesModel read(String... parameters) throws Exception {
    return TimelinesModel.read(outcomes, maintenance, visit(parameters));
  }
}
