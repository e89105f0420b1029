// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.series.Sample;
import java.util.List;

/// One series of the benchmark with the windows, both ends included, in which something was wrong.
record LabelledSeries(String name, List<Sample> samples, List<Interval> windows) {
  LabelledSeries {
    samples = List.copyOf(samples);
    windows = List.copyOf(windows);
  }

  String subset() {
    return name.substring(0, name.indexOf('/'));
  }
}
