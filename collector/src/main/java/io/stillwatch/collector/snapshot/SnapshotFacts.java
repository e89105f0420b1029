// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The single facts of a snapshot under the names of
/// [io.stillwatch.core.evidence.Platform#facts()].
final class SnapshotFacts {
  private SnapshotFacts() {}

  static Map<String, String> of(JsonNode node) {
    var facts = new LinkedHashMap<String, String>();
    put(facts, "os", node.path("os").path("id"));
    put(facts, "sh", node.path("sh"));
    put(facts, "container", node.path("container"));
    put(facts, "cron.running", node.path("cron_running"));
    put(facts, "logrotate.version", node.path("logrotate").path("version"));
    put(facts, "logrotate.runner", node.path("logrotate").path("runner"));
    for (var setting : node.path("logrotate").path("sandbox").properties()) {
      facts.put("sandbox:" + setting.getKey(), words(setting.getValue()));
    }
    for (var unit : node.path("units").properties()) {
      if (unit.getValue().isTextual()) put(facts, "unit:" + unit.getKey(), unit.getValue());
      var active = unit.getValue().path("active").asText("");
      var enabled = unit.getValue().path("enabled").asText("");
      if (active.isEmpty()) continue;
      facts.put("unit:" + unit.getKey(), enabled.isEmpty() ? active : active + "," + enabled);
    }
    for (var stamp : node.path("anacron").properties()) {
      facts.put("anacron:" + stamp.getKey(), stamp.getValue().asText());
    }
    for (var fs : node.path("fs")) {
      var used = fs.path("used_pct").asInt(0);
      facts.put("fs:" + fs.path("mnt").asText(), used + " " + fs.path("inode_pct").asInt(0));
    }
    for (var open : node.path("open_renamed")) {
      put(facts, "open:" + open.path("path").asText(), open.path("pid_comm"));
    }
    if (node.path("groups").isArray()) facts.put("groups", words(node.path("groups")));
    if (node.path("cron_deny").isArray()) facts.put("cron.deny", words(node.path("cron_deny")));
    if (node.path("cron_allow").isArray()) facts.put("cron.allow", words(node.path("cron_allow")));
    for (var stat : node.path("stats").properties()) {
      put(facts, "link:" + stat.getKey(), stat.getValue().path("target"));
      int links = stat.getValue().path("nlink").asInt(1);
      if (links > 1 && stat.getValue().path("t").asText().equals("f")) {
        facts.put("nlink:" + stat.getKey(), String.valueOf(links));
      }
    }
    return facts;
  }

  private static void put(Map<String, String> facts, String name, JsonNode value) {
    if (value.isValueNode() && !value.asText().isEmpty()) facts.put(name, value.asText());
  }

  private static String words(JsonNode value) {
    if (!value.isArray()) return value.asText();
    return StreamSupport.stream(value.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(" "));
  }
}
