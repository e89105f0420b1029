// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.speed;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.anomaly.UnreadablePastException;
import io.stillwatch.detector.DetectorSettings;
import io.stillwatch.detector.LstmDetector;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;

/// Trains a challenger with settings of its own beside a model that was trained with the usual
/// ones.
final class Retraining {
  private static final long SEED = 42;

  private Retraining() {}

  /// How long it took by the clock, over how many windows, how it ended, and how much of the heap
  /// was in use after a full collection.
  record Result(double seconds, int windows, int epochs, String ended, long heapBytes) {}

  static Result run(Path models, Lessons past, Instant until, DetectorSettings settings)
      throws UnreadablePastException, InterruptedException {
    new LstmDetector(models, SEED).train(past, until, TrainingProgress.none());
    var detector = new LstmDetector(models, SEED, settings);
    long from = System.nanoTime();
    var outcome = detector.train(past, until, TrainingProgress.none());
    double seconds = (System.nanoTime() - from) / 1e9;
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return switch (outcome) {
      case TrainingOutcome.InUse(var card) ->
          new Result(seconds, card.windows(), card.course().epochs(), card.course().ended(), heap);
      case TrainingOutcome.Refused(var card, var why) ->
          new Result(seconds, card.windows(), card.course().epochs(), why, heap);
      case TrainingOutcome.TooLittle(var missing) -> throw new IllegalStateException(missing);
      case TrainingOutcome.Failed(var why) -> throw new IllegalStateException(why);
      case TrainingOutcome.Cancelled() -> throw new IllegalStateException("It was cancelled.");
    };
  }
}
