// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.alerts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;

/// What came of killing at one moment: the messages that the topic accepted, those that were
/// missed, those that came again, and those that came under another id.
record CrashRow(String moment, int kills, int messages, int missed, int repeated, int otherIds) {
  /// One message of one id was owed; `ids` are those of the accepted messages.
  static CrashRow of(String moment, int kills, List<String> ids) {
    int distinct = new HashSet<>(ids).size();
    return new CrashRow(
        moment,
        kills,
        ids.size(),
        ids.isEmpty() ? 1 : 0,
        ids.size() - distinct,
        Math.max(0, distinct - 1));
  }

  CrashRow plus(CrashRow other) {
    return new CrashRow(
        moment,
        kills + other.kills,
        messages + other.messages,
        missed + other.missed,
        repeated + other.repeated,
        otherIds + other.otherIds);
  }

  /// At most one repeat a crash, under the same id.
  boolean right() {
    return missed == 0 && otherIds == 0 && repeated <= kills;
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("moment", moment)
        .put("kills", kills)
        .put("messages", messages)
        .put("missed", missed)
        .put("repeated", repeated)
        .put("other_ids", otherIds);
  }
}
