// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An LSTM autoencoder that has learnt one series, and what it expects of each bucket: what the
/// series usually is.
public final class SeriesModel {
  /// Shorter series teach too little.
  public static final int FEWEST_BUCKETS = 96;

  private static final DetectorSettings SETTINGS =
      new DetectorSettings(STEPS, 2, 8, 256, 15, 5, 256, 0.03);

  /// The part of a departure from the mean that is expected because the network reproduces it: it
  /// has seen what it judges, and so reproduces a part of what is wrong too.
  private static final double BELIEVED = 0.5;

  private final SeriesTraining learnt;
  private final Optional<SeriesForecast> forecast;

  private SeriesModel(SeriesTraining learnt, Optional<SeriesForecast> forecast) {
    this.learnt = learnt;
    this.forecast = forecast;
  }

  /// For a series that is complete. The same seed gives the same model.
  public static SeriesModel learn(TimeSeries past, long seed) throws InterruptedException {
    return new SeriesModel(SeriesTraining.of(past, SETTINGS, false, seed), Optional.empty());
  }

  /// For a series that goes on: it also learns what follows from the last day.
  public static SeriesModel learnToFollow(TimeSeries past, long seed) throws InterruptedException {
    var learnt = SeriesTraining.of(past, SETTINGS, false, seed);
    return new SeriesModel(learnt, Optional.of(SeriesForecast.learn(past, seed)));
  }

  /// The median of what the windows that hold a bucket make of it: later ones count too.
  public double[] expected(TimeSeries series) {
    int windows = learnt.windows(series);
    var made = learnt.reconstructed(series, false);
    var expected = new double[series.buckets()];
    for (int bucket = 0; bucket < expected.length; bucket++) {
      var values = new double[STEPS];
      int count = 0;
      for (int step = 0; step < STEPS; step++) {
        int first = bucket - step * learnt.stride();
        if (first >= 0 && first < windows) values[count++] = made.get(first)[step];
      }
      expected[bucket] =
          count == 0 ? Double.NaN : learnt.scale().unscaled(BELIEVED * median(values, count));
    }
    return expected;
  }

  /// What is expected of each bucket without anything later: what the window that ends with it
  /// makes of it and, if it was learnt, what follows from the buckets before.
  public List<double[]> expectedFromPast(TimeSeries series) {
    var expected = new ArrayList<double[]>();
    expected.add(learnt.expectedFromPast(series, false, BELIEVED));
    forecast.ifPresent(model -> expected.add(model.expected(series)));
    return expected;
  }

  /// By how much the series varied while it was learnt.
  public double deviation() {
    return learnt.scale().deviation();
  }

  private static double median(double[] values, int count) {
    Arrays.sort(values, 0, count);
    return values[count / 2];
  }
}
