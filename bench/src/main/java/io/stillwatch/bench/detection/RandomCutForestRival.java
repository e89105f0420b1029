// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;

/// Random Cut Forest as OpenSearch's anomaly detection configures it (TimeSeriesSettings and
/// ModelColdStart of opensearch-project/anomaly-detection): 50 trees of 256 samples, shingles of 8
/// buckets, 32 samples before the first score. The score is the anomaly grade, from 0 to 1.
public final class RandomCutForestRival implements Rival {
  private static final int TREES = 50;
  private static final int SAMPLES = 256;
  private static final int SHINGLE = 8;
  private static final int FIRST_SCORES = 32;
  private static final double ANOMALY_RATE = 0.005; // THRESHOLD_MIN_PVALUE is 0.995
  private static final double TIME_DECAY = 0.0001;
  private static final int MOST_HISTORY = 1_500; // buckets; more changes no sample of 256
  private static final double ANY_GRADE = 1e-9;

  private final long seed;

  RandomCutForestRival(long seed) {
    this.seed = seed;
  }

  @Override
  public double usualThreshold() {
    return ANY_GRADE;
  }

  @Override
  public ScoreSeries scores(Trace trace) {
    int features = trace.hasBytes() ? 2 : 1;
    var forest = forest(features, seed);
    var scores = new ScoreSeries.Builder();
    int skipped = Math.max(0, trace.history().size() - MOST_HISTORY);
    for (var bucket : trace.buckets().subList(skipped, trace.buckets().size())) {
      var point =
          features == 1
              ? new double[] {bucket.runs()}
              : new double[] {bucket.runs(), bucket.bytes()};
      double grade = forest.process(point, bucket.until().getEpochSecond()).getAnomalyGrade();
      if (bucket.until().isAfter(trace.test().from())) scores.add(bucket.until(), grade);
    }
    return scores.build(trace.bucketLength());
  }

  /// A new forest for points of so many features.
  public static ThresholdedRandomCutForest forest(int features, long seed) {
    return ThresholdedRandomCutForest.builder()
        .dimensions(features * SHINGLE)
        .shingleSize(SHINGLE)
        .internalShinglingEnabled(true)
        .numberOfTrees(TREES)
        .sampleSize(SAMPLES)
        .outputAfter(FIRST_SCORES)
        .initialAcceptFraction((double) FIRST_SCORES / SAMPLES)
        .timeDecay(TIME_DECAY)
        .anomalyRate(ANOMALY_RATE)
        .transformMethod(TransformMethod.NORMALIZE)
        .alertOnce(true)
        .autoAdjust(true)
        .parallelExecutionEnabled(false)
        .randomSeed(seed)
        .build();
  }
}
