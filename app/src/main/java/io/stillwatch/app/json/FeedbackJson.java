// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.fleet.AlertQuality;
import io.stillwatch.core.fleet.JobStatus;

/// Labels, and alarms that the budget held back, as JSON objects.
public final class FeedbackJson {
  private FeedbackJson() {}

  /// `moves_thresholds` holds what the autoencoder alone decided there.
  public static ObjectNode label(Label label) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("of", PublicJson.word(label.subject().kind()))
            .put("id", label.subject().id())
            .put("says", label.counts() ? PublicJson.word(label.says()) : null)
            .put("by", label.by())
            .put("note", label.note())
            .put("at", label.at().toString());
    var scored = json.putArray("moves_thresholds");
    for (var one : label.scored()) {
      scored
          .addObject()
          .put("job", one.job())
          .put("symptom", PublicJson.word(one.symptom()))
          .put("score", PublicJson.rounded(one.score()));
    }
    return json;
  }

  /// How good the alerts of a month were.
  public static ObjectNode month(AlertQuality.Month month) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("month", month.month().toString())
            .put("alerts", month.alerts())
            .put("labelled", month.labelled())
            .put("right", month.said(Says.RIGHT))
            .put("expected", month.said(Says.EXPECTED))
            .put("wrong_cause", month.said(Says.WRONG_CAUSE))
            .put("false_alarms", month.said(Says.FALSE_ALARM));
    month
        .precision()
        .ifPresentOrElse(
            share -> json.put("precision", Math.round(share * 100) / 100.0),
            () -> json.putNull("precision"));
    if (month.delays().isEmpty())
      return json.putNull("delay_secs_median").putNull("delay_secs_p90");
    return json.put("delay_secs_median", month.delay(0.5).toSeconds())
        .put("delay_secs_p90", month.delay(0.9).toSeconds());
  }

  /// What a request says: `right`, `expected`, `wrong-cause` or `false-alarm`.
  public static Says says(String text) {
    return switch (text) {
      case "right" -> Says.RIGHT;
      case "expected" -> Says.EXPECTED;
      case "wrong-cause" -> Says.WRONG_CAUSE;
      case "false-alarm" -> Says.FALSE_ALARM;
      default ->
          throw new IllegalArgumentException(
              "says must be right, expected, wrong-cause or false-alarm; DELETE takes a label"
                  + " back.");
    };
  }

  public static ObjectNode held(JobStatus.HeldAlarm alarm) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("noticed_at", alarm.noticedAt().toString())
        .put("score", PublicJson.rounded(alarm.peak()))
        .put("needed", PublicJson.rounded(alarm.needed()))
        .put("rank", alarm.rank())
        .put("per_month", alarm.perMonth())
        .put("why", alarm.words());
  }
}
