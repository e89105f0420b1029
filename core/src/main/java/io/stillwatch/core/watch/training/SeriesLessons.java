// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.OpenHour;
import io.stillwatch.core.series.Sample;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.LearningSpans;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the logs of sampled jobs grew hour by hour, of some of them in the last weeks.
final class SeriesLessons {
  private static final int MOST_SERIES = 32;
  private static final Duration READ = Duration.ofDays(28);
  private static final Duration HOUR = Duration.ofHours(1);

  private final List<Sampled> sample;
  private final SizeStore sizes;
  private final Instant until;

  SeriesLessons(List<Sampled> sample, SizeStore sizes, Instant until) {
    this.sample = sample;
    this.sizes = sizes;
    this.until = until;
  }

  /// Series of fewer known hours than `fewest` teach nothing.
  List<TimeSeries> read(int fewest) throws StoreException {
    var grown = sample.stream().filter(one -> one.job().sizes().samples().size() > 1).toList();
    var series = new ArrayList<TimeSeries>();
    int every = Math.max(1, Math.ceilDiv(grown.size(), MOST_SERIES));
    for (int i = 0; i < grown.size(); i += every) {
      var job = grown.get(i).job();
      var samples = sizes.thinned(job.id(), new Interval(until.minus(READ), until), HOUR);
      hourly(samples, LearningSpans.odd(job))
          .filter(one -> one.buckets() - one.unknown() >= fewest)
          .ifPresent(series::add);
    }
    return series;
  }

  /// What was odd at its time is unknown here.
  static Optional<TimeSeries> hourly(List<SizeSample> sizes, Intervals odd) {
    var hours = new ArrayList<Sample>();
    var open = OpenHour.NONE;
    for (int i = 1; i < sizes.size(); i++) {
      var before = sizes.get(i - 1);
      var sample = sizes.get(i);
      var next = open.gained(before.at(), sample.at(), (double) sample.writtenSince(before));
      for (var hour : next.closed()) {
        if (Double.isNaN(hour.total()) || odd.contains(hour.start())) continue;
        hours.add(new Sample(hour.start(), Amount.BYTES.compared(hour.total())));
      }
      open = next.open();
    }
    return hours.isEmpty() ? Optional.empty() : Optional.of(TimeSeries.of(hours, HOUR));
  }
}
