// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobStateTest {
  private static final Instant FOUND = Sample.day(0);
  private static final Intervals TROUBLE =
      Intervals.NONE.with(new Interval(Sample.day(2), Sample.day(3)), Duration.ZERO);
  private final JobState found = JobState.found(Sample.line("a", Sample.daily()), FOUND);

  @Test
  void a_job_that_comes_back_is_as_it_was_before_it_left() {
    var known = found.rescheduled(Sample.day(1)).withExcluded(TROUBLE);
    var back = known.retired("removed from /etc/crontab", Sample.day(4)).active();
    assertThat(back.retired()).isFalse();
    assertThat(back.lifecycle()).isEqualTo(known.lifecycle());
  }

  @Test
  void a_job_that_left_says_why_and_when() {
    var left = found.retired("removed from /etc/crontab", Sample.day(4));
    assertThat(left.retired()).isTrue();
    assertThat(left.lifecycle().retirement().at()).isEqualTo(Sample.day(4));
  }

  @Test
  void a_job_with_new_times_is_judged_by_them_from_then_on() {
    var changed = found.rescheduled(Sample.day(5));
    assertThat(changed.lifecycle().scheduledSince()).isEqualTo(Sample.day(5));
    assertThat(changed.judgements().settledThrough()).isEqualTo(Sample.day(5));
    assertThat(changed.nextLookAt()).isEqualTo(Sample.day(5));
  }

  @Test
  void due_times_count_from_the_last_run_and_before_that_from_when_it_was_found() {
    var ran = found.withRun(Sample.day(3), Run.Outcome.STARTED);
    assertThat(ran.lastRunBefore(Sample.day(4))).isEqualTo(Sample.day(3));
    assertThat(ran.lastRunBefore(Sample.day(3))).isEqualTo(FOUND);
  }
}
