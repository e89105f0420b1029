// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.UnreadablePastException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one model of all live series of a fleet, and when it was learnt.
///
/// Series are brought to one scale, so it changes little: it is learnt again once a week.
record FleetSeries(Instant learntAt, SeriesModel model) {
  private static final Logger log = LoggerFactory.getLogger(FleetSeries.class);
  private static final Duration KEPT = Duration.ofDays(7);

  /// The one to use from `until` on; empty where no series has been known for long enough.
  static Optional<FleetSeries> next(
      Optional<FleetSeries> known, Lessons past, Instant until, long seed)
      throws UnreadablePastException, InterruptedException {
    if (known.isPresent() && until.isBefore(known.get().learntAt().plus(KEPT))) return known;
    var series = past.series(2 * SeriesModel.FEWEST_BUCKETS);
    if (series.isEmpty()) return known;
    var learnt = new FleetSeries(until, SeriesModel.learnToFollow(series, seed));
    if (!learnt.finite()) return known;
    log.atInfo().addKeyValue("series", series.size()).log("The model of series was learnt.");
    return Optional.of(learnt);
  }

  private boolean finite() {
    return model.networks().stream().allMatch(one -> one.network().weights().finite());
  }
}
