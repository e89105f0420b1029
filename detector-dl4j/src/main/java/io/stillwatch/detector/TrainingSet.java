// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.Lesson;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.MinimumData;
import io.stillwatch.core.anomaly.UnreadablePastException;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Windows to learn from: training, held-back (the last fifth in time), and held-back with the last
/// runs taken away, which is what a stop looks like; and what they were drawn from. Of each lesson
/// only the windows are kept.
record TrainingSet(
    List<Window> training, List<Window> heldBack, List<Window> stopped, int jobs, Instant from) {
  private static final double MOST_EXCLUDED = 0.05;
  private static final int MOST_HELD_BACK = 1500;
  private static final double INTO_STOP = 0.2; // periods after the first missed run, at least
  private static final double INTO_STOP_SPREAD = 0.3;

  /// Empty if the training was cancelled meanwhile.
  static Optional<TrainingSet> of(
      Lessons past, Instant until, DetectorSettings settings, long seed, TrainingProgress progress)
      throws UnreadablePastException, InterruptedException {
    var drawing = new Drawing(past.jobs(), until, settings, seed);
    past.each(lesson -> {
      if (!drawing.cancelled) drawing.cancelled = progress.cancelled();
      if (!drawing.cancelled) drawing.draw(lesson);
    });
    return drawing.cancelled ? Optional.empty() : Optional.of(drawing.set());
  }

  boolean isEnough() {
    return training.size() >= MinimumData.WINDOWS
        && heldBack.size() >= MinimumData.HELD_BACK_WINDOWS;
  }

  /// What is missing, in words.
  String missing() {
    return "From "
        + jobs
        + (jobs == 1 ? " job" : " jobs")
        + " came "
        + training.size()
        + " windows to train on and "
        + heldBack.size()
        + " to test with; "
        + MinimumData.WINDOWS
        + " and "
        + MinimumData.HELD_BACK_WINDOWS
        + " are needed.";
  }

  /// Draws windows from lesson after lesson.
  private static final class Drawing {
    private final List<Window> training = new ArrayList<>();
    private final List<Window> heldBack = new ArrayList<>();
    private final List<Window> stopped = new ArrayList<>();

    /// Runs taken away anywhere: where the last fifth holds too few, of rare runs only.
    private final List<Window> stoppedEarlier = new ArrayList<>();

    private final int jobs;
    private final double end;
    private final Sequences sequences;
    private final Random random;
    private final Random randomEarlier;
    private final int each;
    private final int eachHeldBack;
    private Instant from;
    private boolean cancelled;

    Drawing(int jobs, Instant until, DetectorSettings settings, long seed) {
      this.jobs = jobs;
      this.end = OwnClock.seconds(until);
      this.sequences = new Sequences(settings.steps(), settings.stepsPerPeriod());
      this.random = new Random(seed);
      this.randomEarlier = new Random(seed);
      this.each = Math.ceilDiv(settings.windows(), Math.max(1, jobs));
      this.eachHeldBack =
          Math.ceilDiv(Math.min(MOST_HELD_BACK, settings.windows()), Math.max(1, jobs));
      this.from = until;
    }

    void draw(Lesson lesson) {
      var teaching = lesson.teaching();
      var held = lesson.heldBack();
      var job = Sampler.of(lesson.history(), end, sequences, random);
      job.normal(teaching.ends(), part(each, teaching.share()), training);
      job.normal(held.ends(), part(eachHeldBack, held.share()), heldBack);
      int stops = Math.ceilDiv(eachHeldBack, 4);
      job.stopped(held.ends(), part(stops, held.share()), stopped);
      Sampler.of(lesson.history(), end, sequences, randomEarlier)
          .stopped(teaching.ends(), part(Math.ceilDiv(each, 4), teaching.share()), stoppedEarlier);
      if (teaching.share() > 0 && teaching.ends().from().isBefore(from))
        from = teaching.ends().from();
    }

    private static int part(int of, double share) {
      return (int) Math.ceil(of * share);
    }

    TrainingSet set() {
      return new TrainingSet(
          training, heldBack, stopped.isEmpty() ? stoppedEarlier : stopped, jobs, from);
    }
  }

  /// Draws windows from one job's history up to the end of the training.
  private record Sampler(JobHistory history, int runs, Sequences sequences, Random random) {
    static Sampler of(JobHistory h, double until, Sequences sequences, Random random) {
      int runs = 0;
      for (var run : h.runs()) if (OwnClock.seconds(run) <= until) runs++;
      return new Sampler(h, runs, sequences, random);
    }

    void normal(Interval ends, int wanted, List<Window> drawn) {
      double from = OwnClock.seconds(ends.from());
      double to = OwnClock.seconds(ends.until());
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

    void stopped(Interval ends, int wanted, List<Window> drawn) {
      double from = OwnClock.seconds(ends.from());
      double to = OwnClock.seconds(ends.until());
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
          history.ended(),
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
