// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.job.SizeSample;
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
  private static final double INTO_STOP = 0.2; // periods after the first missed run, at least
  private static final double INTO_STOP_SPREAD = 0.3;

  static TrainingSet of(
      List<JobHistory> past, Instant until, DetectorSettings settings, long seed) {
    var random = new Random(seed);
    var sequences = new Sequences(settings.steps(), settings.stepsPerPeriod());
    double end = OwnClock.seconds(until);
    var jobs =
        past.stream()
            .map(history -> Sampler.of(history, end, sequences, random))
            .filter(job -> job.runs >= FEWEST_RUNS)
            .toList();
    var set = new TrainingSet(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var job : jobs) {
      double split = job.from + (1 - HELD_BACK) * (end - job.from);
      int held = Math.ceilDiv(Math.min(MOST_HELD_BACK, settings.windows()), jobs.size());
      job.normal(job.from, split, Math.ceilDiv(settings.windows(), jobs.size()), set.training);
      job.normal(split, end, held, set.heldBack);
      job.stopped(split, end, Math.ceilDiv(held, 4), set.stopped);
    }
    if (set.stopped.isEmpty()) { // rare runs only: the last fifth holds too few
      int each = Math.ceilDiv(settings.windows(), 4 * Math.max(1, jobs.size()));
      for (var job : jobs) job.stopped(job.from, end, each, set.stopped);
    }
    return set;
  }

  boolean isEnough() {
    return training.size() >= FEWEST_WINDOWS && heldBack.size() >= FEWEST_WINDOWS / 4;
  }

  /// Draws windows from one job's history up to the end of the training.
  private record Sampler(
      JobHistory history, double from, int runs, Sequences sequences, Random random) {
    static Sampler of(JobHistory h, double until, Sequences sequences, Random random) {
      int runs = 0;
      for (var run : h.runs()) if (OwnClock.seconds(run) <= until) runs++;
      double first = runs == 0 ? until : OwnClock.seconds(h.runs().getFirst());
      return new Sampler(h, first, runs, sequences, random);
    }

    void normal(double from, double to, int wanted, List<Window> drawn) {
      for (int i = 0; i < wanted; i++) {
        double end = from + random.nextDouble() * (to - from);
        sequences
            .window(history, end)
            .filter(this::usable)
            .filter(w -> !w.showsMissedRun())
            .ifPresent(drawn::add);
      }
    }

    private boolean usable(Window w) {
      double start = w.stepStart(0);
      var excluded = Intervals.within(history.excluded(), start, w.end());
      return w.seesItsEnd()
          && w.knownSteps() >= w.steps() / 3
          && excluded.overlap(start, w.end()) <= MOST_EXCLUDED * (w.end() - start);
    }

    void stopped(double from, double to, int wanted, List<Window> drawn) {
      var all = history.runs();
      int earliest = 0;
      while (earliest < runs && OwnClock.seconds(all.get(earliest)) < from) earliest++;
      int choices = runs - 2 - earliest;
      for (int i = 0; i < wanted && choices > 0; i++) {
        int last = earliest + random.nextInt(choices);
        double first = OwnClock.seconds(all.get(last + 1));
        double second = OwnClock.seconds(all.get(last + 2));
        double into = INTO_STOP + INTO_STOP_SPREAD * random.nextDouble();
        double end = first + into * (second - first);
        if (end > to) continue;
        sequences
            .window(upTo(last + 1), end)
            .filter(this::usable)
            .filter(Window::isOverdue)
            .ifPresent(drawn::add);
      }
    }

    /// As if nothing had run after so many runs, and the log had gone on growing.
    private JobHistory upTo(int count) {
      var all = history.runs();
      return new JobHistory(
          history.job(),
          all.subList(0, count),
          grown(all.get(count - 1), all.get(Math.min(all.size() - 1, count + 2))),
          history.blind(),
          history.excluded(),
          history.from());
    }

    private List<SizeSample> grown(Instant lastRun, Instant until) {
      var samples = new ArrayList<SizeSample>();
      long rotated = 0; // would have stayed in the active file
      long before = 0;
      for (var s : history.sizes()) {
        if (s.at().isAfter(until)) break;
        if (s.at().isAfter(lastRun)) {
          if (s.activeBytes() < before) rotated += before;
          before = s.activeBytes();
        }
        samples.add(new SizeSample(s.at(), rotated + s.activeBytes(), s.totalBytes(), s.files()));
      }
      return samples;
    }
  }
}
