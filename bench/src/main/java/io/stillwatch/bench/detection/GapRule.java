// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.time.Duration;
import java.time.Instant;

/// Alarm if no run came for longer than the longest gap of the history, and a tenth and 15 minutes
/// more. The score is the time since the last run over that limit.
final class GapRule implements Rival {
  private static final double MORE = 1.1;
  private static final Duration SLACK = Duration.ofMinutes(15);
  private static final int STEPS_A_PERIOD = 20;

  @Override
  public double usualThreshold() {
    return 1;
  }

  @Override
  public ScoreSeries scores(Trace trace) {
    var scores = new ScoreSeries.Builder();
    var step = trace.spec().every().period().dividedBy(STEPS_A_PERIOD);
    double limit = limit(trace);
    int seen = 0;
    var runs = trace.runs();
    for (var at = trace.test().from(); at.isBefore(trace.test().until()); at = at.plus(step)) {
      while (seen < runs.size() && !runs.get(seen).isAfter(at)) seen++;
      if (seen > 0) scores.add(at, seconds(runs.get(seen - 1), at) / limit);
    }
    return scores.build(Duration.ofDays(365));
  }

  private static double limit(Trace trace) {
    double longest = 0;
    var runs = trace.runs();
    for (int i = 1; i < runs.size() && runs.get(i).isBefore(trace.test().from()); i++)
      longest = Math.max(longest, seconds(runs.get(i - 1), runs.get(i)));
    return longest * MORE + SLACK.toSeconds();
  }

  private static double seconds(Instant from, Instant until) {
    return Duration.between(from, until).toMillis() / 1e3;
  }
}
