// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.anomaly.Lesson.Part;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Which intervals of a job's past are read. Pure.
///
/// A short past is read whole. Of a long one some intervals are drawn, each as long as a number of
/// turns, so that a year of a job of every five minutes costs no more than its last day.
final class TrainingIntervals {
  /// What was usual before a window comes from this many runs.
  static final int BEFORE = 48;

  /// Turns in which windows end.
  private static final int WITHIN = 48;

  private TrainingIntervals() {}

  /// What is read, and which windows are cut from it.
  record TrainingInterval(Interval read, Part teaching, Part heldBack) {}

  /// `parts` is the number of intervals that teach; half as many, at least one, are held back.
  static List<TrainingInterval> of(
      Instant first, Instant until, Duration turn, int parts, Random random) {
    var split = Lessons.heldBackFrom(first, until);
    var length = turn.multipliedBy(BEFORE + WITHIN);
    if (!first.plus(length).isBefore(until)) {
      var teaching = new Part(new Interval(first, split), 1);
      var heldBack = new Part(new Interval(split, until), 1);
      return List.of(new TrainingInterval(new Interval(first, until), teaching, heldBack));
    }
    var warmUp = turn.multipliedBy(BEFORE);
    var intervals = new ArrayList<TrainingInterval>();
    for (int i = 0; i < parts; i++) {
      var end = between(Instants.earlier(first.plus(length), split), split, random);
      var start = Instants.later(first, end.minus(length));
      var ends = new Interval(start.equals(first) ? first : start.plus(warmUp), end);
      intervals.add(
          new TrainingInterval(new Interval(start, end), new Part(ends, 1.0 / parts), Part.NONE));
    }
    int tests = Math.max(1, parts / 2);
    for (int i = 0; i < tests; i++) {
      var end =
          between(Instants.earlier(split.plus(turn.multipliedBy(WITHIN)), until), until, random);
      var start = Instants.later(first, end.minus(length));
      var ends =
          new Interval(
              Instants.later(split, start.equals(first) ? first : start.plus(warmUp)), end);
      intervals.add(
          new TrainingInterval(new Interval(start, end), Part.NONE, new Part(ends, 1.0 / tests)));
    }
    return intervals;
  }

  private static Instant between(Instant from, Instant until, Random random) {
    long millis = Duration.between(from, until).toMillis();
    return from.plusMillis((long) (random.nextDouble() * millis));
  }
}
