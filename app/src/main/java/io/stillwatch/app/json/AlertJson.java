// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseSearch;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import java.time.Instant;

/// An alert as a JSON object.
final class AlertJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AlertJson() {}

  static ObjectNode of(Alert alert) {
    var first = alert.first();
    var json = NODES.objectNode().put("id", alert.id());
    json.set("job", PublicJson.jobOfAlert(first.job()));
    json.put("reason", Reason.of(first).token())
        .put("state", PublicJson.word(alert.state()))
        .put("severity", PublicJson.word(alert.severity()))
        .put("score", PublicJson.rounded(alert.score()));
    PublicJson.time(json, "started_at", alert.times().startedAt());
    PublicJson.time(json, "detected_at", alert.times().detectedAt());
    PublicJson.time(json, "resolved_at", alert.times().resolvedAt().orElse(Instant.MIN));
    PublicJson.time(json, "last_seen_at", first.lastSeen());
    json.put("missed_runs", alert.missedRuns()).put("stops", alert.times().stops());
    var why = json.putArray("severity_reasons");
    alert.impact().reasons().forEach(why::add);
    alert.cause().ifPresentOrElse(c -> json.set("cause", cause(c)), () -> json.putNull("cause"));
    json.put("explanation", Texts.explanation(alert));
    handling(json, alert);
    decision(json, first.origin());
    growth(json, alert);
    var jobs = json.putArray("jobs");
    alert.stoppages().forEach(stoppage -> jobs.add(stoppage.job().id()));
    var causes = json.putArray("causes");
    alert.causes().forEach(each -> causes.add(cause(each)));
    json.set("cause_search", alert.cause().isEmpty() ? searched(CauseSearch.of(alert)) : null);
    json.set("changed_lines", changedLines(alert.lines()));
    around(json, alert.assessment().around());
    return json;
  }

  private static ObjectNode searched(CauseSearch search) {
    var json = NODES.objectNode();
    search.checked().forEach(json.putArray("checked")::add);
    search.notChecked().forEach(json.putArray("not_checked")::add);
    return json;
  }

  private static void around(ObjectNode json, Surroundings around) {
    var lines = json.putArray("log_lines");
    for (var line : around.lines()) {
      var node = lines.addObject();
      PublicJson.time(node, "at", line.at());
      node.put("text", line.text());
    }
    var peers = json.putArray("still_runs_on");
    for (var peer : around.peers()) {
      var node = peers.addObject().put("host", peer.host());
      PublicJson.time(node, "last_good_run_at", peer.lastGoodRun());
      peer.differences().forEach(node.putArray("differences")::add);
    }
  }

  private static ObjectNode changedLines(ChangedLines lines) {
    var json = NODES.objectNode();
    var appeared = json.putArray("appeared");
    for (var line : lines.appeared()) {
      var node = appeared.addObject().put("pattern", line.pattern());
      PublicJson.time(node, "first_seen_at", line.firstSeen());
      node.put("count", line.count());
    }
    var vanished = json.putArray("vanished");
    for (var line : lines.vanished()) {
      var node = vanished.addObject().put("pattern", line.pattern());
      node.put("every_secs", line.every().toSeconds());
      PublicJson.time(node, "last_seen_at", line.lastSeen());
    }
    return json;
  }

  private static ObjectNode cause(Cause cause) {
    var finding = cause.finding();
    return NODES
        .objectNode()
        .put("finding_id", finding.id())
        .put("rule", finding.rule())
        .put("path", finding.place().path())
        .put("line", finding.place().line())
        .put("title", cause.title())
        .put("link", cause.link().words())
        .put("explains", cause.link().explains())
        .put("confidence", cause.confidence().word());
  }

  private static void handling(ObjectNode json, Alert alert) {
    var handling = alert.handling();
    json.put("acknowledged_by", handling.acknowledgedBy())
        .put("assignee", handling.assignee())
        .put("muted_by", handling.mutedBy());
    PublicJson.time(json, "snoozed_until", handling.snoozedUntil());
    var closing = handling.closing();
    json.put("closed_as", alert.open() ? null : PublicJson.word(closing.kind()))
        .put("closed_by", closing.by())
        .put("closed_reason", closing.reason());
  }

  /// Which evidence decided, and what the autoencoder contributed.
  private static void decision(ObjectNode json, Stoppage.Origin origin) {
    json.putObject("decision")
        .put("basis", PublicJson.word(origin.basis()))
        .put("sequence_score", PublicJson.rounded(origin.sequenceScore()));
  }

  private static void growth(ObjectNode json, Alert alert) {
    var growing =
        alert.stoppages().stream().map(Stoppage::growth).filter(Growth::known).findFirst();
    if (growing.isEmpty()) {
      json.putNull("impact");
      return;
    }
    var growth = growing.get();
    var impact = json.putObject("impact");
    impact.put("bytes", growth.bytes()).put("bytes_per_day", Math.round(growth.bytesPerDay()));
    PublicJson.time(impact, "disk_full_at", growth.diskFullAt().orElse(Instant.MIN));
    PublicJson.time(impact, "disk_full_at_latest", growth.diskFullAtLatest().orElse(Instant.MIN));
    if (growth.room().freeBytes() > 0) impact.put("free_bytes", growth.room().freeBytes());
  }
}
