// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.Lesson;
import io.stillwatch.core.anomaly.Lesson.Part;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.UnreadablePastException;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.core.state.LearningSpans;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.training.TrainingIntervals.TrainingInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Reads the past of the sampled jobs from the stores, one interval of one job at a time.
final class FleetLessons implements Lessons {
  /// Intervals that teach, over all jobs.
  private static final int INTERVALS = 300;

  private static final int MOST_INTERVALS_OF_A_JOB = 6;
  private static final int MOST_RUNS = 384; // four times as many as are expected
  private static final int SIZES_A_TURN = 8; // as many as the state of a job keeps
  private static final Duration LEAST_DISTANCE = Duration.ofMinutes(5);

  private final List<Sampled> sample;
  private final Outcomes stores;
  private final Maintenance maintenance;
  private final Instant until;
  private final boolean following;

  /// `following` says whether series that go on are followed.
  FleetLessons(
      List<Sampled> sample,
      Outcomes stores,
      Maintenance maintenance,
      Instant until,
      boolean following) {
    this.following = following;
    this.sample = sample;
    this.stores = stores;
    this.maintenance = maintenance;
    this.until = until;
  }

  @Override
  public int jobs() {
    return sample.size();
  }

  @Override
  public void each(Consumer<Lesson> learn) throws UnreadablePastException {
    int parts = Math.clamp(INTERVALS / Math.max(1, jobs()), 1, MOST_INTERVALS_OF_A_JOB);
    for (var one : sample) {
      var random = new Random(31L * one.job().id().hashCode() + until.getEpochSecond());
      try {
        for (var interval : TrainingIntervals.of(one.from(until), until, one.turn(), parts, random))
          learn.accept(read(one, interval));
      } catch (StoreException e) {
        throw new UnreadablePastException(
            "The runs of " + one.job().id() + " could not be read: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public List<TimeSeries> series(int fewestHours) throws UnreadablePastException {
    if (!following) return List.of();
    try {
      return new SeriesLessons(sample, stores.sizes(), until).read(fewestHours);
    } catch (StoreException e) {
      throw new UnreadablePastException(
          "The growth of logs could not be read: " + e.getMessage(), e);
    }
  }

  /// What is after the last run that was read, if there were more, is not known.
  private Lesson read(Sampled one, TrainingInterval interval) throws StoreException {
    var id = one.job().id();
    var range = new Interval(interval.read().from(), interval.read().until().plusMillis(1));
    var runs = stores.runs().firstFigures(id, range.from(), range.until(), MOST_RUNS);
    var known = runs.size() < MOST_RUNS ? range.until() : runs.getLast().at();
    var history =
        new JobHistory(
            one.job().job(),
            runs.stream().map(RunFigures::at).toList(),
            runs.stream().filter(RunFigures::ended).toList(),
            sizes(one, new Interval(range.from(), known)),
            unseen(one, interval.read().from()),
            LearningSpans.unusual(one.job()).spans(),
            one.job().lifecycle().since());
    return new Lesson(
        history, until(interval.teaching(), known), until(interval.heldBack(), known));
  }

  private List<Interval> unseen(Sampled one, Instant from) {
    return LearningSpans.unseen(
        one.job(), one.signs(), maintenance, new Interval(from, Instants.later(from, until)));
  }

  private List<SizeSample> sizes(Sampled one, Interval range) throws StoreException {
    if (one.job().sizes().samples().isEmpty()) return List.of();
    var every = one.turn().dividedBy(SIZES_A_TURN);
    return stores.sizes().thinned(one.job().id(), range, Durations.longer(every, LEAST_DISTANCE));
  }

  private static Part until(Part part, Instant known) {
    if (!part.ends().until().isAfter(known)) return part;
    if (!part.ends().from().isBefore(known)) return Part.NONE;
    return new Part(new Interval(part.ends().from(), known), part.share());
  }
}
