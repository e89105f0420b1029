// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.onTime;
import static io.stillwatch.ui.ports.Samples.run;
import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.ui.fleet.Fleet;
import io.stillwatch.ui.fleet.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelinesModelTest {
  private final Fleet fleet = fleet();

  @Test
  void filters_by_state_and_the_chips_still_count_all() {
    var model = TimelinesModel.of(fleet, visit("state", "silent"));
    assertThat(model.shown()).isEqualTo(1);
    assertThat(model.counts()).containsEntry(JobState.SILENT, 1).containsEntry(JobState.ON_TIME, 2);
    assertThat(model.found()).isEqualTo(3);
  }

  @Test
  void every_word_must_be_somewhere_in_the_job() {
    assertThat(TimelinesModel.of(fleet, visit("q", "BACKUP web-1")).shown()).isEqualTo(1);
    assertThat(TimelinesModel.of(fleet, visit("q", "backup web-9")).shown()).isZero();
    assertThat(TimelinesModel.of(fleet, visit("q", "silent")).shown()).isEqualTo(1);
  }

  @Test
  void groups_keep_the_worst_first() {
    var model = TimelinesModel.of(fleet, visit("group", "host"));
    assertThat(model.groups()).extracting(group -> group.title()).containsExactly("web-2", "web-1");
    assertThat(model.groups().getFirst().note()).isEqualTo("1 silent");
  }

  @Test
  void an_unknown_parameter_value_is_the_default() {
    assertThat(TimelinesModel.of(fleet, visit("sort", "colour", "state", "asleep")).shown())
        .isEqualTo(3);
  }

  @Test
  void the_address_of_a_selection_gives_the_selection_again() {
    var visit = visit("q", "a b", "state", "late", "group", "kind", "sort", "name");
    var selection = Selection.of(visit);
    assertThat(selection.link(visit))
        .isEqualTo("timelines?q=a%20b&state=late&group=kind&sort=name");
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

  private static Fleet fleet() {
    var yesterday = NOW.minus(Duration.ofDays(1));
    var backup = daily("backup", "web-1");
    var report = daily("report", "web-1");
    var purge = daily("purge", "web-2");
    return Fleet.of(
        List.of(backup, report, purge),
        List.of(
            run(backup, yesterday, onTime(yesterday)),
            run(report, yesterday, onTime(yesterday)),
            run(purge, yesterday, new Verdict.Missed())),
        List.of(),
        NOW);
  }
}
