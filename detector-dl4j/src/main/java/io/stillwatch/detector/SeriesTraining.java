// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.TrainingCourse.Epoch;
import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.detector.SeriesNetwork.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The windows that a network learns series from.
///
/// A window spans a day where the series are long enough, a step every hour and a half: what lasts
/// for some hours is a few steps of it, which the code has no room for, and so stands out.
///
/// It is trained on windows spread over the whole of all series, which have buckets of one length;
/// the `held` one in five only say when to stop.
record SeriesTraining(int stride, List<SeriesWindow> training, List<SeriesWindow> held) {
  private static final Duration SPAN = Duration.ofDays(1);
  private static final int LEAST_SPANS = 3;
  private static final int VALIDATION_EVERY = 5;
  private static final int GUESSED_EVERY = 2;

  /// Each series is given the same share of the windows. One whose task is to guess must guess the
  /// last step of every second window.
  static SeriesTraining of(List<TimeSeries> pasts, DetectorSettings settings, Task task) {
    int stride = pasts.stream().mapToInt(SeriesTraining::stride).min().orElseThrow();
    int each = Math.max(1, settings.windows() / pasts.size());
    var training = new ArrayList<SeriesWindow>();
    var validation = new ArrayList<SeriesWindow>();
    for (var past : pasts) {
      var scale = Scale.of(past);
      int windows = past.buckets() - SeriesWindow.span(stride) + 1;
      int wanted = Math.min(windows, each);
      for (int i = 0; i < wanted; i++) {
        int first = (int) ((long) i * windows / wanted);
        boolean guessed = task == Task.GUESS_LAST && i % GUESSED_EVERY == 0;
        var window = new SeriesWindow(past, scale, first, stride, guessed);
        if (2 * window.knownSteps() < STEPS) continue;
        (i % VALIDATION_EVERY == VALIDATION_EVERY - 1 ? validation : training).add(window);
      }
    }
    return new SeriesTraining(stride, training, validation);
  }

  private static int stride(TimeSeries past) {
    if (past.buckets() < SeriesModel.FEWEST_BUCKETS) {
      throw new IllegalArgumentException(
          past.buckets() + " buckets; training needs at least " + SeriesModel.FEWEST_BUCKETS + ".");
    }
    long ofDay = SPAN.dividedBy(STEPS).dividedBy(past.bucket());
    return Math.clamp(ofDay, 1, Math.max(1, past.buckets() / (LEAST_SPANS * STEPS)));
  }

  /// The same seed gives the same network.
  Network network(DetectorSettings settings, long seed) throws InterruptedException {
    var trained =
        new GraphTrainer(settings, 1, seed)
            .train(training, weights -> epoch(new Network(weights)), TrainingProgress.none())
            .orElseThrow();
    return new Network(trained.weights());
  }

  private Epoch epoch(Network network) {
    return new Epoch(loss(network, training), loss(network, held));
  }

  private static double loss(Network network, List<SeriesWindow> windows) {
    var made = network.reconstruct(windows);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < windows.size(); i++) {
      for (int step = 0; step < STEPS; step++) {
        if (!windows.get(i).known(step)) continue;
        double error = made.get(i)[step] - windows.get(i).value(step, 0);
        sum += error * error;
        count++;
      }
    }
    return sum / count;
  }
}
