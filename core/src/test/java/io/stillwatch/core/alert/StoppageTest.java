// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppageTest {
  private static final Job JOB = Sample.line("a", Sample.daily());
  private static final Instant MISSED = Sample.day(3);

  private static Stoppage lastSeen(Instant at) {
    return new Stoppage(JOB, MISSED, at, 2, 68, Growth.UNKNOWN, List.of("2 runs missing"));
  }

  @Test
  void a_job_that_was_missed_is_a_story_of_its_own_by_its_schedule() {
    var stoppage = lastSeen(Sample.day(2));
    assertThat(stoppage.group()).isEqualTo(JOB.group());
    assertThat(stoppage.origin().basis()).isEqualTo(Basis.SCHEDULE);
    assertThat(stoppage.ranAgain()).isEmpty();
  }

  @Test
  void a_job_that_never_ran_was_never_seen() {
    assertThat(lastSeen(Instant.EPOCH).everSeen()).isFalse();
    assertThat(lastSeen(Sample.day(2)).everSeen()).isTrue();
  }

  @Test
  void a_group_changes_the_story_and_nothing_else() {
    var grouped = lastSeen(Sample.day(2)).inGroup("cron");
    assertThat(grouped.group()).isEqualTo("cron");
    assertThat(grouped.inGroup(JOB.group())).isEqualTo(lastSeen(Sample.day(2)));
  }

  @Test
  void an_earlier_beginning_forgets_the_runs_since() {
    var again = lastSeen(Sample.day(2)).withRanAgain(List.of(Sample.day(4)));
    var earlier = again.since(Sample.day(1), Sample.day(0), 4);
    assertThat(earlier.firstMissed()).isEqualTo(Sample.day(1));
    assertThat(earlier.lastSeen()).isEqualTo(Sample.day(0));
    assertThat(earlier.missedRuns()).isEqualTo(4);
    assertThat(earlier.ranAgain()).isEmpty();
    assertThat(again.ranAgain()).containsExactly(Sample.day(4));
  }

  @Test
  void reasons_cannot_be_changed_afterwards() {
    var reasons = new ArrayList<>(List.of("2 runs missing"));
    var stoppage = new Stoppage(JOB, MISSED, Sample.day(2), 2, 68, Growth.UNKNOWN, reasons);
    reasons.add("another");
    assertThat(stoppage.reasons()).containsExactly("2 runs missing");
  }
}
