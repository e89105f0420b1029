// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static io.stillwatch.detector.SeriesWindow.STEPS;

import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.SeriesView;
import io.stillwatch.core.series.TimeSeries;
import java.util.List;
import java.util.stream.IntStream;

/// A network that has learnt series, and what it is asked: what it makes of a bucket that it sees,
/// or of one that it has to guess. So much of its answer is believed.
record SeriesNetwork(Network network, int stride, Task task, double believed) {
  enum Task {
    REPRODUCE,
    GUESS_LAST
  }

  /// What the network makes of the windows that begin with each bucket.
  List<float[]> reconstructed(TimeSeries series, Scale scale) {
    return network.reconstruct(
        IntStream.range(0, windows(series))
            .mapToObj(first -> window(series, scale, first))
            .toList());
  }

  int windows(TimeSeries series) {
    return Math.max(0, series.buckets() - SeriesWindow.span(stride) + 1);
  }

  private SeriesWindow window(TimeSeries series, Scale scale, int first) {
    return new SeriesWindow(series, scale, first, stride, task == Task.GUESS_LAST);
  }

  /// What the window that ends with a bucket makes of it: nothing later counts. The first buckets
  /// end no window; the mean is expected of them.
  double[] expectedFromPast(TimeSeries series, Scale scale) {
    int span = SeriesWindow.span(stride);
    var made = reconstructed(series, scale);
    var expected = new double[series.buckets()];
    for (int bucket = 0; bucket < expected.length; bucket++) {
      int first = bucket - span + 1;
      expected[bucket] = first < 0 ? scale.mean() : last(made.get(first), scale);
    }
    return expected;
  }

  /// What is expected of the last bucket of each.
  double[] expectedOfLast(List<SeriesView> views) {
    int span = SeriesWindow.span(stride);
    var made =
        network.reconstruct(
            views.stream()
                .map(one -> window(one.series(), one.scale(), one.series().buckets() - span))
                .toList());
    return IntStream.range(0, views.size())
        .mapToDouble(i -> last(made.get(i), views.get(i).scale()))
        .toArray();
  }

  private double last(float[] made, Scale scale) {
    return scale.unscaled(believed * made[STEPS - 1]);
  }
}
