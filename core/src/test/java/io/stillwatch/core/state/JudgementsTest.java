// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.Judgements.PastStreak;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.testing.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementsTest {
  private static final Judgements NEW = Judgements.from(Sample.day(1));

  @Test
  void due_times_count_from_when_the_job_was_found() {
    assertThat(NEW.settledThrough()).isEqualTo(Sample.day(1));
    assertThat(NEW.reportedThrough()).isEqualTo(Sample.day(1));
    assertThat(NEW.streak().none()).isTrue();
    assertThat(NEW.last()).isEmpty();
  }

  @ParameterizedTest(name = "settled through {1} after {0} was reported: {2}")
  @CsvSource({"3, 2, 3", "3, 4, 4"})
  void what_is_settled_is_reported_too(int reported, int settled, int through) {
    var judgements = NEW.withReported(Sample.day(reported)).withSettled(Sample.day(settled));
    assertThat(judgements.settledThrough()).isEqualTo(Sample.day(settled));
    assertThat(judgements.reportedThrough()).isEqualTo(Sample.day(through));
  }

  @ParameterizedTest(name = "{0} missed and {1} failed are {2} bad ones")
  @CsvSource({"0, 0, 0, true", "2, 0, 2, false", "0, 1, 1, false", "2, 3, 5, false"})
  void a_streak_counts_missed_and_failed_runs(int missed, int failed, int bad, boolean none) {
    var streak = new Streak(Sample.day(1), Sample.day(2), missed, failed, "exit 1", 0);
    assertThat(streak.bad()).isEqualTo(bad);
    assertThat(streak.none()).isEqualTo(none);
    assertThat(new PastStreak(Sample.day(3), streak).length()).isEqualTo(bad);
  }

  @Test
  void one_change_leaves_the_others_alone() {
    var streak = new Streak(Sample.day(1), Sample.day(2), 1, 0, "", 0);
    var changed =
        NEW.withStreak(streak)
            .withLast(new Verdict.Missed())
            .withRecovered(List.of(new PastStreak(Sample.day(0), streak)))
            .withSettled(Sample.day(2));
    assertThat(changed.streak()).isEqualTo(streak);
    assertThat(changed.last()).contains(new Verdict.Missed());
    assertThat(changed.recovered()).hasSize(1);
    assertThat(changed.lengths()).isEqualTo(RunLengths.NONE);
    assertThat(changed.unknown()).isEqualTo(Intervals.NONE);
  }
}
