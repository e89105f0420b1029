// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.detector.SeriesNetwork.Task;
import java.util.List;

/// Teaches what follows from the last day of a series: an LSTM autoencoder that learns to guess the
/// last step of a window from the others.
///
/// It notices when something usual fails to happen, which an autoencoder that sees the bucket
/// itself does not. A guess is scaled by the factor that fits the held-back windows best (least
/// squares); for an unpredictable series the factor is close to zero.
final class SeriesForecast {
  private static final DetectorSettings SETTINGS =
      new DetectorSettings(STEPS, 2, 16, 256, 60, 15, 16, 0.03);

  private static final double LEAST_SQUARE = 1e-9;

  private SeriesForecast() {}

  /// The same seed gives the same network.
  static SeriesNetwork learn(List<TimeSeries> pasts, long seed) throws InterruptedException {
    var training = SeriesTraining.of(pasts, SETTINGS, Task.GUESS_LAST);
    var network = training.network(SETTINGS, seed);
    double believed = believed(network, training.held());
    return new SeriesNetwork(network, training.stride(), Task.GUESS_LAST, believed);
  }

  private static double believed(Network network, List<SeriesWindow> held) {
    var guessed = held.stream().map(SeriesWindow::guessed).toList();
    var made = network.reconstruct(guessed);
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
}
