// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.SeriesExpectation;
import io.stillwatch.core.series.SeriesView;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.detector.SeriesNetwork.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// LSTM autoencoders that have learnt series, and what they expect of each bucket: what the series
/// usually is, and what follows from its last day. Series are brought to one scale, so that one
/// model serves many.
public final class SeriesModel implements SeriesExpectation {
  /// Shorter series teach too little.
  public static final int FEWEST_BUCKETS = 96;

  private static final DetectorSettings SETTINGS =
      new DetectorSettings(STEPS, 2, 8, 256, 15, 5, 256, 0.03);

  /// The part of a departure from the mean that is expected because the network reproduces it: it
  /// has seen what it judges, and so reproduces a part of what is wrong too.
  private static final double BELIEVED = 0.5;

  private final SeriesNetwork usual;
  private final Optional<SeriesNetwork> forecast;

  private SeriesModel(SeriesNetwork usual, Optional<SeriesNetwork> forecast) {
    this.usual = usual;
    this.forecast = forecast;
  }

  /// For a series that is complete. The same seed gives the same model.
  public static SeriesModel learn(TimeSeries past, long seed) throws InterruptedException {
    return new SeriesModel(usual(List.of(past), seed), Optional.empty());
  }

  /// For a series that goes on: it also learns what follows from the last day.
  public static SeriesModel learnToFollow(TimeSeries past, long seed) throws InterruptedException {
    return learnToFollow(List.of(past), seed);
  }

  /// For series that go on, with buckets of one length.
  public static SeriesModel learnToFollow(List<TimeSeries> pasts, long seed)
      throws InterruptedException {
    return of(usual(pasts, seed), SeriesForecast.learn(pasts, seed));
  }

  static SeriesModel of(SeriesNetwork usual, SeriesNetwork forecast) {
    return new SeriesModel(usual, Optional.of(forecast));
  }

  private static SeriesNetwork usual(List<TimeSeries> pasts, long seed)
      throws InterruptedException {
    var training = SeriesTraining.of(pasts, SETTINGS, Task.REPRODUCE);
    var network = training.network(SETTINGS, seed);
    return new SeriesNetwork(network, training.stride(), Task.REPRODUCE, BELIEVED);
  }

  /// The networks of a model that learnt to follow.
  List<SeriesNetwork> networks() {
    return List.of(usual, forecast.orElseThrow());
  }

  /// The median of what the windows that hold a bucket make of it: later ones count too.
  public double[] expected(TimeSeries series, Scale scale) {
    int windows = usual.windows(series);
    var made = usual.reconstructed(series, scale);
    var expected = new double[series.buckets()];
    for (int bucket = 0; bucket < expected.length; bucket++) {
      var values = new double[STEPS];
      int count = 0;
      for (int step = 0; step < STEPS; step++) {
        int first = bucket - step * usual.stride();
        if (first >= 0 && first < windows) values[count++] = made.get(first)[step];
      }
      expected[bucket] = count == 0 ? Double.NaN : scale.unscaled(BELIEVED * median(values, count));
    }
    return expected;
  }

  /// What is expected of each bucket without anything later: what the window that ends with it
  /// makes of it and, if it was learnt, what follows from the buckets before.
  public List<double[]> expectedFromPast(TimeSeries series, Scale scale) {
    var expected = new ArrayList<double[]>();
    expected.add(usual.expectedFromPast(series, scale));
    forecast.ifPresent(model -> expected.add(model.expectedFromPast(series, scale)));
    return expected;
  }

  @Override
  public List<double[]> expectedOfLast(List<SeriesView> views) {
    var ofUsual = usual.expectedOfLast(views);
    var ofForecast = forecast.orElse(usual).expectedOfLast(views);
    return IntStream.range(0, views.size())
        .mapToObj(i -> new double[] {ofUsual[i], ofForecast[i]})
        .toList();
  }

  private static double median(double[] values, int count) {
    Arrays.sort(values, 0, count);
    return values[count / 2];
  }
}
