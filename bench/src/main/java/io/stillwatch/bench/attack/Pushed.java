// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Lines and snapshots as senders push them.
final class Pushed {
  static final String BULK = "/ingest/es/_bulk";
  static final String SNAPSHOT = "/ingest/snapshot";
  static final String OTLP = "/ingest/otlp/v1/logs";
  private static final String CREATE = "{\"create\":{}}\n";

  private Pushed() {}

  /// A line of cron in the system log.
  static String run(String host, String command, Instant at) {
    return line(host, "CRON", "(root) CMD (" + command + ")", at);
  }

  static String line(String host, String program, String message, Instant at) {
    var json = JsonNodeFactory.instance.objectNode().put("@timestamp", at.toString());
    json.putObject("host").put("name", host);
    json.putObject("process").put("name", program).put("pid", 1);
    return CREATE + json.put("message", message) + "\n";
  }

  static String snapshot(String host, Instant at, String path, String text) {
    var json = config(host, at);
    json.putArray("tables").addObject().put("path", path).put("text", text);
    return json + "\n";
  }

  static ObjectNode config(String host, Instant at) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "config")
            .put("@timestamp", at.toString());
    json.putObject("host").put("name", host);
    return json;
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
