// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.alert.CauseSearch;
import java.util.function.UnaryOperator;

/// The part of the JSON body with what was seen around the first miss, and where a cause was
/// searched if none was found.
final class EvidenceJson {
  private final Wording wording;
  private final UnaryOperator<String> text;

  EvidenceJson(Wording wording, UnaryOperator<String> text) {
    this.wording = wording;
    this.text = text;
  }

  void write(ObjectNode body) {
    var alert = wording.alert();
    if (alert.cause().isEmpty()) {
      var search = CauseSearch.of(alert);
      var json = body.putObject("cause_search");
      var checked = json.putArray("checked");
      search.checked().forEach(one -> checked.add(text.apply(one)));
      var not = json.putArray("not_checked");
      search.notChecked().forEach(one -> not.add(text.apply(one)));
    }
    var around = alert.assessment().around();
    if (!around.lines().isEmpty()) {
      var lines = body.putArray("log_lines");
      for (var line : around.lines())
        lines.addObject().put("at", line.at().toString()).put("text", text.apply(line.text()));
    }
    if (around.peers().isEmpty()) return;
    var peers = body.putArray("still_runs_on");
    for (var peer : around.peers()) {
      var json = peers.addObject().put("host", text.apply(peer.host()));
      json.put("last_good_run_at", peer.lastGoodRun().toString());
      var differences = json.putArray("differences");
      peer.differences().forEach(one -> differences.add(text.apply(one)));
    }
  }
}
