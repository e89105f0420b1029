// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.TrainingCourse.Epoch;
import io.stillwatch.core.series.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A network that has learnt one series.
///
/// A window spans a day where the series is long enough, a step every hour and a half: what lasts
/// for some hours is a few steps of it, which the code has no room for, and so stands out.
///
/// It is trained on windows spread over the whole series; the `held` one in five only say when to
/// stop.
record SeriesTraining(Network network, Scale scale, int stride, List<SeriesWindow> held) {
  private static final Duration SPAN = Duration.ofDays(1);
  private static final int LEAST_SPANS = 3;
  private static final int VALIDATION_EVERY = 5;
  private static final int GUESSED_EVERY = 2;

  /// With `guess`, the network must guess the last step of every second window. The same seed gives
  /// the same network.
  static SeriesTraining of(TimeSeries past, DetectorSettings settings, boolean guess, long seed)
      throws InterruptedException {
    if (past.buckets() < SeriesModel.FEWEST_BUCKETS) {
      throw new IllegalArgumentException(
          past.buckets() + " buckets; training needs at least " + SeriesModel.FEWEST_BUCKETS + ".");
    }
    var scale = Scale.of(past);
    int stride = stride(past);
    var training = new ArrayList<SeriesWindow>();
    var validation = new ArrayList<SeriesWindow>();
    int windows = past.buckets() - SeriesWindow.span(stride) + 1;
    int wanted = Math.min(windows, settings.windows());
    for (int i = 0; i < wanted; i++) {
      int first = (int) ((long) i * windows / wanted);
      var window = new SeriesWindow(past, scale, first, stride, guess && i % GUESSED_EVERY == 0);
      if (2 * window.knownSteps() < STEPS) continue;
      (i % VALIDATION_EVERY == VALIDATION_EVERY - 1 ? validation : training).add(window);
    }
    var trained =
        new GraphTrainer(settings, 1, seed)
            .train(
                training,
                weights -> epoch(new Network(weights), training, validation),
                TrainingProgress.none())
            .orElseThrow();
    return new SeriesTraining(new Network(trained.weights()), scale, stride, validation);
  }

  private static int stride(TimeSeries past) {
    long ofDay = SPAN.dividedBy(STEPS).dividedBy(past.bucket());
    return Math.clamp(ofDay, 1, Math.max(1, past.buckets() / (LEAST_SPANS * STEPS)));
  }

  private static Epoch epoch(
      Network network, List<SeriesWindow> training, List<SeriesWindow> validation) {
    return new Epoch(loss(network, training), loss(network, validation));
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

  /// What the network makes of the windows that begin with each bucket.
  List<float[]> reconstructed(TimeSeries series, boolean guess) {
    return network.reconstruct(
        IntStream.range(0, windows(series))
            .mapToObj(first -> new SeriesWindow(series, scale, first, stride, guess))
            .toList());
  }

  int windows(TimeSeries series) {
    return Math.max(0, series.buckets() - SeriesWindow.span(stride) + 1);
  }

  /// What the window that ends with a bucket makes of it, of which so much is believed: nothing
  /// later counts. The first buckets end no window; the mean is expected of them.
  double[] expectedFromPast(TimeSeries series, boolean guess, double believed) {
    int span = SeriesWindow.span(stride);
    var made = reconstructed(series, guess);
    var expected = new double[series.buckets()];
    for (int bucket = 0; bucket < expected.length; bucket++) {
      int first = bucket - span + 1;
      expected[bucket] =
          first < 0 ? scale.mean() : scale.unscaled(believed * made.get(first)[STEPS - 1]);
    }
    return expected;
  }
}
