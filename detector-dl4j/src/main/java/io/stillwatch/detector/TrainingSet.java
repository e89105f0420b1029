// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Windows to learn from: training, held-back (the last fifth in time), and held-back with the last
/// runs taken away, which is what a stop looks like.
record TrainingSet(List<Window> training, List<Window> heldBack, List<Window> stopped) {
  private static final int FEWEST_RUNS = 10;
  private static final int FEWEST_WINDOWS = 100;
  private static final double HELD_BACK = 0.2;
  private static final double MOST_EXCLUDED = 0.05;
  private static final int MOST_HELD_BACK = 1500;
  private static final double INTO_STOP = 1.15; // periods after the first missed run

  static TrainingSet of(
      List<JobHistory> past, Instant until, DetectorSettings settings, long seed) {
    var random = new Random(seed);
    var sequences = new Sequences(settings.steps(), settings.stepsPerPeriod());
    double end = OwnClock.seconds(until);
    var jobs =
        past.stream().map(h -> Trace.of(h, end)).filter(t -> t.runs() >= FEWEST_RUNS).toList();
    var training = new ArrayList<Window>();
    var heldBack = new ArrayList<Window>();
    var stopped = new ArrayList<Window>();
    for (var job : jobs) {
      double split = job.from() + (1 - HELD_BACK) * (end - job.from());
      int share = Math.ceilDiv(settings.windows(), jobs.size());
      int held = Math.ceilDiv(Math.min(MOST_HELD_BACK, settings.windows()), jobs.size());
      job.sample(sequences, job.from(), split, share, random, training);
      job.sample(sequences, split, end, held, random, heldBack);
      job.stops(sequences, split, end, Math.ceilDiv(held, 4), random, stopped);
    }
    return new TrainingSet(training, heldBack, stopped);
  }

  boolean isEnough() {
    return training.size() >= FEWEST_WINDOWS && heldBack.size() >= FEWEST_WINDOWS / 4;
  }

  /// One job's history up to the end of the training.
  private record Trace(JobHistory history, double from, double until, int runs) {
    static Trace of(JobHistory h, double until) {
      int runs = 0;
      for (var run : h.runs()) if (OwnClock.seconds(run) <= until) runs++;
      double first = runs == 0 ? until : OwnClock.seconds(h.runs().getFirst());
      return new Trace(h, first, until, runs);
    }

    void sample(
        Sequences sequences, double from, double to, int wanted, Random random, List<Window> into) {
      for (int i = 0; i < wanted; i++) {
        double end = from + random.nextDouble() * (to - from);
        sequences
            .window(history, end)
            .filter(this::usable)
            .filter(w -> !w.showsMissedRun())
            .ifPresent(into::add);
      }
    }

    private boolean usable(Window w) {
      double start = w.stepStart(0);
      var excluded = Stretches.within(history.excluded(), start, w.end());
      return w.seesItsEnd()
          && w.knownSteps() >= w.steps() / 3
          && excluded.overlap(start, w.end()) <= MOST_EXCLUDED * (w.end() - start);
    }

    void stops(
        Sequences sequences, double from, double to, int wanted, Random random, List<Window> into) {
      var runs = history.runs();
      int first = 0;
      while (first < this.runs && OwnClock.seconds(runs.get(first)) < from) first++;
      int choices = this.runs - 3 - first;
      for (int i = 0; i < wanted && choices > 0; i++) {
        int last = first + random.nextInt(choices);
        double second = OwnClock.seconds(runs.get(last + 2));
        double third = OwnClock.seconds(runs.get(last + 3));
        double end = second + (INTO_STOP - 1) * (third - second);
        if (end > to) continue;
        sequences.window(upTo(last + 1), end).filter(this::usable).ifPresent(into::add);
      }
    }

    private JobHistory upTo(int runs) {
      return new JobHistory(
          history.job(),
          history.runs().subList(0, runs),
          history.sizes(),
          history.blind(),
          history.excluded(),
          history.from());
    }
  }
}
