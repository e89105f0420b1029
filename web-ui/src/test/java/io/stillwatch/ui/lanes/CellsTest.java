// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.lanes;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.onTime;
import static io.stillwatch.ui.ports.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final Interval MONTH = new Interval(NOW.minus(Duration.ofDays(30)), NOW);

  @Test
  void few_runs_have_a_cell_each() {
    var runs = hourly(100);
    assertThat(Cells.of(runs, MONTH).all()).hasSize(100).allMatch(cell -> cell.runs() == 1);
  }

  @Test
  void many_runs_share_cells_and_none_gets_lost() {
    var cells = Cells.of(hourly(720), MONTH).all();
    assertThat(cells).hasSizeBetween(60, 121);
    assertThat(cells.stream().mapToInt(Cells.Cell::runs).sum()).isEqualTo(720);
  }

  @Test
  void one_missed_run_among_many_still_shows() {
    var runs = new ArrayList<>(hourly(720));
    var hidden = runs.get(333);
    runs.set(333, new JudgedRun(hidden.job(), hidden.due(), new Verdict.Missed(), NOW));
    var missed =
        Cells.of(runs, MONTH).all().stream().filter(c -> c.kind() == Cells.Kind.MISSED).toList();
    assertThat(missed).hasSize(1);
    assertThat(missed.getFirst().interval().contains(hidden.due())).isTrue();
  }

  @Test
  void t16_a_run_that_nobody_could_see_is_neither_a_good_one_nor_a_missing_cell() {
    var runs = new ArrayList<>(hourly(720));
    var unseen = runs.get(333);
    var unknown = new Verdict.Unknown(Verdict.Why.NO_EVIDENCE);
    runs.set(333, new JudgedRun(unseen.job(), unseen.due(), unknown, NOW));
    var cells = Cells.of(runs, MONTH).all();
    assertThat(cells)
        .filteredOn(cell -> cell.kind() == Cells.Kind.UNKNOWN)
        .singleElement()
        .matches(cell -> cell.interval().contains(unseen.due()));
    assertThat(cells.stream().mapToInt(Cells.Cell::runs).sum()).isEqualTo(720);
  }

  @Test
  void the_summary_counts_every_kind() {
    var runs = new ArrayList<>(hourly(3));
    runs.add(run(daily("a", "h"), NOW, new Verdict.Missed()));
    assertThat(Cells.summary(runs)).isEqualTo("3 on time, 1 missed");
    assertThat(Cells.summary(List.of())).isEqualTo("no run was due");
  }

  private static List<JudgedRun> hourly(int count) {
    var job = daily("hourly", "web-1");
    var runs = new ArrayList<JudgedRun>();
    for (int ago = count; ago >= 1; ago--) {
      var due = NOW.minus(Duration.ofHours(ago));
      runs.add(run(job, due, onTime(due)));
    }
    return runs;
  }
}
