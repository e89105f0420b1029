// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Assessment;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Snooze;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.Schedule.Cron.ClockChanges;
import io.stillwatch.core.job.Verdict.Why;
import java.time.Instant;

/// Completes bodies that earlier versions stored, so that an alert that is open survives an update.
///
/// What a schedule lost is not guessed: it is written again once its job is judged.
final class EarlierFormats {
  private EarlierFormats() {}

  /// Changes the tree in place.
  static void complete(JsonNode tree) {
    if (tree instanceof ObjectNode object) complete(object);
    for (var child : tree) complete(child);
  }

  private static void complete(ObjectNode object) {
    switch (object.path("type").asText()) {
      case "cron" -> {
        if (object.has("fields") && !object.has("clockChanges"))
          object.put("clockChanges", ClockChanges.CAUGHT_UP.name());
      }
      case "habit" -> {
        if (object.has("slots")) never(object, "learned by an earlier version");
      }
      case "when-larger" -> {
        if (object.has("bytes")) never(object, "rotated by size");
      }
      case "unknown" -> {
        if (object.has("behindBy")) object.put("why", Why.NO_EVIDENCE.name());
      }
      default -> {}
    }
    if (object.has("acknowledgedBy")) handling(object);
    if (object.has("stoppages") && object.has("causes")) {
      if (!object.has("assessment")) assessment(object);
    }
    if (object.has("says") && object.has("scored") && !object.has("wrong")) object.putNull("wrong");
    if (object.has("bytesPerDay") && object.has("fullAt") && !object.has("room"))
      object.set("room", Json.tree(Growth.Room.UNKNOWN));
    around(object);
    if (object.has("startedAt") && object.has("detectedAt") && !object.has("stops"))
      object.put("stops", 1);
    if (object.has("madeAt") && object.has("delivery") && !object.has("route"))
      object.put("route", Notification.DEFAULT_ROUTE);
    if (object.has("reconstruction") && !object.has("needed")) {
      object.put("needed", Anomaly.CERTAIN_SCORE);
    }
    if (object.has("lastVerdict") && !object.has("scoring")) {
      var scoring = object.putObject("scoring").put("score", object.path("score").asDouble());
      scoring.put("needed", Anomaly.CERTAIN_SCORE).putNull("held");
    }
    if (object.has("lastVerdict") && !object.has("note")) {
      object.set("note", Json.tree(JobNote.NONE));
    }
    if (object.has("ranAgain") && !object.has("origin")) origin(object);
  }

  private static void around(ObjectNode object) {
    if (object.has("impact") && object.has("note") && !object.has("around"))
      object.set("around", Json.tree(Surroundings.NONE));
    if (object.has("lines") && object.has("peers") && !object.has("snapshotAt"))
      object.put("snapshotAt", Instant.EPOCH.toString());
  }

  private static void assessment(ObjectNode alert) {
    var assessment = (ObjectNode) Json.tree(Assessment.NONE);
    if (alert.has("lines")) assessment.set("lines", alert.get("lines"));
    alert.set("assessment", assessment);
  }

  private static void handling(ObjectNode handling) {
    if (!handling.has("closing")) handling.set("closing", Json.tree(Closing.NONE));
    if (handling.has("snooze")) return;
    var snooze = (ObjectNode) Json.tree(Snooze.NONE);
    if (handling.has("snoozedUntil")) snooze.set("until", handling.get("snoozedUntil"));
    handling.set("snooze", snooze);
    handling.put("assignee", "").put("mutedBy", "");
  }

  private static void never(ObjectNode schedule, String why) {
    schedule.removeAll();
    schedule.put("type", "never").put("why", why);
  }

  private static void origin(ObjectNode stoppage) {
    var job = stoppage.path("job");
    var driver = job.path("driver").asText();
    stoppage
        .putObject("origin")
        .put("group", driver.isEmpty() ? job.path("id").asText() : driver)
        .put("basis", Basis.SCHEDULE.name())
        .put("sequenceScore", 0);
  }
}
