// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.FollowedSeries;
import io.stillwatch.core.series.Sample;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.series.SeriesFollowing;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.detector.SeriesModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Follows a series of a file hour by hour, as live ones are. The model is learnt from its first
/// weeks, as that of a fleet is, and nothing before its end is scored.
record LiveScores(Amount unit, long seed) {
  private static final Duration HOUR = Duration.ofHours(1);

  /// The hours that were scored, of `hours` that the file spans.
  record Followed(int hours, List<FollowedHour> scored) {
    private List<FollowedHour> anomalies() {
      return scored.stream().filter(hour -> hour.score() >= ScoredHour.ANOMALY_SCORE).toList();
    }

    void print(PrintWriter to) {
      to.printf(
          "%d hours, %d of them scored; %d that stand out%n",
          hours, scored.size(), anomalies().size());
      for (var hour : anomalies()) {
        to.printf(
            "%5.1f  %s  observed %.6g, expected %.6g, from %.6g to %.6g%n",
            hour.score(), hour.start(), hour.observed(), hour.expected(), hour.low(), hour.high());
      }
    }

    ObjectNode json(String name) {
      var json = JsonNodeFactory.instance.objectNode().put("series", name);
      json.put("bucket_seconds", HOUR.toSeconds()).put("buckets", hours);
      json.put("scored_buckets", scored.size()).put("look_ahead", false);
      var list = json.putArray("anomalies");
      for (var hour : anomalies()) {
        list.addObject()
            .put("start", hour.start().toString())
            .put("end", hour.start().plus(HOUR).toString())
            .put("score", hour.score())
            .put("observed", hour.observed())
            .put("expected", hour.expected())
            .put("low", hour.low())
            .put("high", hour.high());
      }
      return json;
    }
  }

  Followed of(List<Sample> samples) throws IOException, InterruptedException {
    var compared =
        samples.stream().map(one -> new Sample(one.at(), unit.compared(one.value()))).toList();
    var series = TimeSeries.of(compared, HOUR);
    int learnt = (int) WatchSettings.DEFAULTS.trainAfter().dividedBy(HOUR);
    if (series.buckets() <= learnt) {
      throw new IOException(
          series.buckets() + " hours; a model is learnt from the first " + learnt + ". Give more.");
    }
    var model = SeriesModel.learnToFollow(series.first(learnt), seed);
    return new Followed(series.buckets(), follow(series, learnt, model));
  }

  private List<FollowedHour> follow(TimeSeries series, int learnt, SeriesModel model) {
    var following = new SeriesFollowing(model, unit);
    var followed = FollowedSeries.NONE;
    var scored = new ArrayList<FollowedHour>();
    long first = series.start(0).getEpochSecond() / HOUR.toSeconds();
    for (int bucket = 0; bucket < series.buckets(); bucket++) {
      followed = followed.withHour(first + bucket, series.mean(bucket));
      if (bucket < learnt) continue;
      var next = following.follow(List.of(followed)).getFirst();
      scored.addAll(next.hours());
      followed = next.series();
    }
    return scored;
  }
}
