// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Scored;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownLabelsTest {
  private static final Job JOB = Sample.line("a", Sample.daily());

  private final LabelStore stored = InMemoryStores.empty().labels();
  private final List<Interval> read = new ArrayList<>();
  private final KnownLabels known =
      new KnownLabels(
          new LabelStore() {
            @Override
            public void put(Label label) {}

            @Override
            public List<Label> between(Instant from, Instant until)
                throws io.stillwatch.core.store.StoreException {
              read.add(new Interval(from, until));
              return stored.between(from, until);
            }

            @Override
            public List<Label> find(Collection<Subject> subjects) {
              return List.of();
            }

            @Override
            public List<Label> about(String job, JobClass jobClass, Instant since) {
              return List.of();
            }
          });

  private void say(Says says, double score, Instant at) throws Exception {
    var scored = List.of(new Scored(JOB.id(), JobClass.of(JOB), Symptom.VOLUME, score));
    stored.put(new Label(Subject.alert("SW-1"), says, "ana", "", at, scored));
  }

  private double needed(Instant now) throws Exception {
    known.read(now);
    return known.thresholds().of(JOB, Symptom.VOLUME).score();
  }

  @Test
  void the_start_reads_a_year_and_each_tick_after_it_some_minutes() throws Exception {
    say(Says.FALSE_ALARM, 84, Sample.day(-300));
    assertThat(needed(Sample.day(0))).isEqualTo(85);
    assertThat(needed(Sample.day(1))).isEqualTo(85);
    assertThat(needed(Sample.day(1).plusSeconds(60))).isEqualTo(85);
    assertThat(read)
        .extracting(interval -> Duration.between(interval.from(), interval.until()))
        .containsExactly(
            Duration.ofDays(365), Duration.ofMinutes(24 * 60 + 10), Duration.ofSeconds(660));
  }

  @Test
  void a_label_counts_from_its_instant_until_a_year_later() throws Exception {
    say(Says.FALSE_ALARM, 84, Sample.day(10));
    assertThat(needed(Sample.day(9))).isEqualTo(75);
    assertThat(needed(Sample.day(10).plusSeconds(1))).isEqualTo(85);
    assertThat(needed(Sample.day(375))).isEqualTo(85);
    assertThat(needed(Sample.day(375.1))).isEqualTo(75);
  }

  @Test
  void a_label_that_becomes_visible_later_than_it_is_dated_is_not_overlooked() throws Exception {
    assertThat(needed(Sample.day(10))).isEqualTo(75);
    say(Says.FALSE_ALARM, 84, Sample.day(10).minusSeconds(300));
    assertThat(needed(Sample.day(10).plusSeconds(60))).isEqualTo(85);
  }

  @Test
  void a_label_that_was_replaced_is_not_taken_up_again() throws Exception {
    say(Says.FALSE_ALARM, 84, Sample.day(10));
    say(Says.NOTHING, 84, Sample.day(10).plusSeconds(60));
    assertThat(needed(Sample.day(10).plusSeconds(120))).isEqualTo(75);
    assertThat(needed(Sample.day(10).plusSeconds(180))).isEqualTo(75);
  }
}
