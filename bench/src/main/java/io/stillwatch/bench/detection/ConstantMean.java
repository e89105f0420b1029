// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.util.function.ToDoubleFunction;

/// How many standard deviations runs or bytes of a bucket are away from the mean of the history.
final class ConstantMean implements Rival {
  private static final double FAR = 4;
  private static final double LEAST_DEVIATION = 0.05; // of the mean, where all is the same

  @Override
  public double usualThreshold() {
    return FAR;
  }

  private record Model(double mean, double deviation) {
    static Model of(Trace trace, ToDoubleFunction<Trace.Bucket> feature) {
      var values = trace.history().stream().mapToDouble(feature).toArray();
      double sum = 0;
      double squares = 0;
      for (double value : values) sum += value;
      double mean = sum / values.length;
      for (double value : values) squares += (value - mean) * (value - mean);
      double least = Math.max(Math.abs(mean) * LEAST_DEVIATION, 1e-9);
      return new Model(mean, Math.max(Math.sqrt(squares / values.length), least));
    }

    double distance(double value) {
      return Math.abs(value - mean) / deviation;
    }
  }

  @Override
  public ScoreSeries scores(Trace trace) {
    var runs = Model.of(trace, Trace.Bucket::runs);
    var bytes = Model.of(trace, Trace.Bucket::bytes);
    var scores = new ScoreSeries.Builder();
    for (var bucket : trace.buckets()) {
      if (!bucket.until().isAfter(trace.test().from())) continue;
      double far = runs.distance(bucket.runs());
      if (trace.hasBytes()) far = Math.max(far, bytes.distance(bucket.bytes()));
      scores.add(bucket.until(), far);
    }
    return scores.build(trace.bucketLength());
  }
}
