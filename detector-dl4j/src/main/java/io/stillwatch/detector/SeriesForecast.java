// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.series.TimeSeries;

/// What follows from the last day of a series: an LSTM autoencoder that has learnt to guess the
/// last step of a window from the others.
///
/// It notices when something usual fails to happen, which an autoencoder that sees the bucket
/// itself does not. A guess is scaled by the factor that fits the held-back windows best (least
/// squares); for an unpredictable series the factor is close to zero.
final class SeriesForecast {
  private static final DetectorSettings SETTINGS =
      new DetectorSettings(STEPS, 2, 16, 256, 60, 15, 16, 0.03);

  private static final double LEAST_SQUARE = 1e-9;

  private final SeriesTraining learnt;
  private final double believed;

  private SeriesForecast(SeriesTraining learnt, double believed) {
    this.learnt = learnt;
    this.believed = believed;
  }

  /// The same seed gives the same model.
  static SeriesForecast learn(TimeSeries past, long seed) throws InterruptedException {
    var learnt = SeriesTraining.of(past, SETTINGS, true, seed);
    return new SeriesForecast(learnt, believed(learnt));
  }

  private static double believed(SeriesTraining learnt) {
    var guessed =
        learnt.held().stream()
            .map(
                one -> new SeriesWindow(one.series(), one.scale(), one.first(), one.stride(), true))
            .toList();
    var made = learnt.network().reconstruct(guessed);
    double products = 0;
    double squares = LEAST_SQUARE;
    for (int i = 0; i < guessed.size(); i++) {
      if (!guessed.get(i).known(STEPS - 1)) continue;
      double guess = made.get(i)[STEPS - 1];
      products += guess * guessed.get(i).value(STEPS - 1, 0);
      squares += guess * guess;
    }
    return Math.clamp(products / squares, 0, 1);
  }

  /// What the buckets before each make of it.
  double[] expected(TimeSeries series) {
    return learnt.expectedFromPast(series, true, believed);
  }
}
