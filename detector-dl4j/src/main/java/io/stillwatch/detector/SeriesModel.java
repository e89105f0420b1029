// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.TrainingCourse.Epoch;
import io.stillwatch.core.series.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// An LSTM autoencoder that has learnt one series, and what it expects of each bucket.
///
/// A window spans a day where the series is long enough, a step every hour and a half: what lasts
/// for some hours is a few steps of it, which the code has no room for, and so stands out.
public final class SeriesModel {
  /// Shorter series teach too little.
  public static final int FEWEST_BUCKETS = 96;

  private static final DetectorSettings SETTINGS =
      new DetectorSettings(STEPS, 2, 8, 256, 15, 5, 256, 0.03);

  /// The part of a departure from the mean that is expected because the network reproduces it: it
  /// has seen what it judges, and so reproduces a part of what is wrong too.
  private static final double BELIEVED = 0.5;

  private static final Duration SPAN = Duration.ofDays(1);
  private static final int LEAST_SPANS = 3;
  private static final int VALIDATION_EVERY = 5;

  private final Network network;
  private final Scale scale;
  private final int stride;

  private SeriesModel(Network network, Scale scale, int stride) {
    this.network = network;
    this.scale = scale;
    this.stride = stride;
  }

  /// Trains on windows spread over the whole series; one in five only says when to stop. The same
  /// seed gives the same model.
  public static SeriesModel learn(TimeSeries past, long seed) throws InterruptedException {
    if (past.buckets() < FEWEST_BUCKETS) {
      throw new IllegalArgumentException(
          past.buckets() + " buckets; training needs at least " + FEWEST_BUCKETS + ".");
    }
    var scale = Scale.of(past);
    int stride = stride(past);
    var training = new ArrayList<SeriesWindow>();
    var validation = new ArrayList<SeriesWindow>();
    int windows = past.buckets() - SeriesWindow.span(stride) + 1;
    for (int i = 0; i < Math.min(windows, SETTINGS.windows()); i++) {
      int first = (int) ((long) i * windows / Math.min(windows, SETTINGS.windows()));
      var window = new SeriesWindow(past, scale, first, stride);
      if (2 * window.knownSteps() < STEPS) continue;
      (i % VALIDATION_EVERY == VALIDATION_EVERY - 1 ? validation : training).add(window);
    }
    var trained =
        new GraphTrainer(SETTINGS, 1, seed)
            .train(
                training,
                weights -> epoch(new Network(weights), training, validation),
                TrainingProgress.none())
            .orElseThrow();
    return new SeriesModel(new Network(trained.weights()), scale, stride);
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

  /// The median of what the windows that hold a bucket make of it: later ones count too.
  public double[] expected(TimeSeries series) {
    int windows = Math.max(0, series.buckets() - SeriesWindow.span(stride) + 1);
    var made = reconstructed(series, windows);
    var expected = new double[series.buckets()];
    for (int bucket = 0; bucket < expected.length; bucket++) {
      var values = new double[STEPS];
      int count = 0;
      for (int step = 0; step < STEPS; step++) {
        int first = bucket - step * stride;
        if (first >= 0 && first < windows) values[count++] = made.get(first)[step];
      }
      expected[bucket] = count == 0 ? Double.NaN : believed(median(values, count));
    }
    return expected;
  }

  /// What the window that ends with a bucket makes of it: nothing later counts. The first buckets
  /// end no window; the mean is expected of them.
  public double[] expectedFromPast(TimeSeries series) {
    int span = SeriesWindow.span(stride);
    var made = reconstructed(series, Math.max(0, series.buckets() - span + 1));
    var expected = new double[series.buckets()];
    for (int bucket = 0; bucket < expected.length; bucket++) {
      int first = bucket - span + 1;
      expected[bucket] = first < 0 ? scale.mean() : believed(made.get(first)[STEPS - 1]);
    }
    return expected;
  }

  private double believed(double scaled) {
    return scale.unscaled(BELIEVED * scaled);
  }

  private List<float[]> reconstructed(TimeSeries series, int windows) {
    return network.reconstruct(
        IntStream.range(0, windows)
            .mapToObj(first -> new SeriesWindow(series, scale, first, stride))
            .toList());
  }

  /// By how much the series varied while it was learnt.
  public double deviation() {
    return scale.deviation();
  }

  private static double median(double[] values, int count) {
    Arrays.sort(values, 0, count);
    return values[count / 2];
  }
}
