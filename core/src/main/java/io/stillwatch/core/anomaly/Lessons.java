// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What a model is trained on, read bit by bit: each lesson may be forgotten before the next one.
public interface Lessons {
  /// The part of a job's past, the newest, that tests the model instead of training it.
  double HELD_BACK = 0.2;

  /// How many jobs the lessons are about.
  int jobs();

  void each(Consumer<Lesson> learn) throws UnreadablePastException, InterruptedException;

  /// Series that go on, an hour a bucket, of at least so many known ones; none where they are not
  /// followed.
  default List<TimeSeries> series(int fewestHours) throws UnreadablePastException {
    return List.of();
  }

  /// From whole histories that are in memory.
  static Lessons of(List<JobHistory> past, Instant until) {
    var lessons =
        past.stream()
            .filter(one -> runsUntil(one, until) >= MinimumData.RUNS_TO_LEARN_FROM)
            .map(one -> whole(one, until))
            .toList();
    return new Lessons() {
      @Override
      public int jobs() {
        return lessons.size();
      }

      @Override
      public void each(Consumer<Lesson> learn) {
        lessons.forEach(learn);
      }
    };
  }

  private static long runsUntil(JobHistory history, Instant until) {
    return history.runs().stream().filter(run -> !run.isAfter(until)).count();
  }

  private static Lesson whole(JobHistory history, Instant until) {
    var first = history.runs().getFirst();
    var split = heldBackFrom(first, until);
    return new Lesson(
        history,
        new Lesson.Part(new Interval(first, split), 1),
        new Lesson.Part(new Interval(split, until), 1));
  }

  /// From when on windows are held back.
  static Instant heldBackFrom(Instant first, Instant until) {
    double millis = Duration.between(first, until).toMillis() * (1 - HELD_BACK);
    return first.plusMillis((long) millis);
  }
}
