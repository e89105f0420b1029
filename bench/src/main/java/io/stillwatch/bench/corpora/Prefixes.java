// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.corpora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.core.evidence.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Locale;

/// Lines under many `log_line_prefix` forms, each with the fields that it must give.
final class Prefixes {
  private Prefixes() {}

  static CountRow of(Path file) throws IOException {
    var cases = Files.readAllLines(file);
    long right = 0;
    var json = new ObjectMapper();
    for (var line : cases) if (right(json.readTree(line))) right++;
    return new CountRow("pganalyze: prefixes with all fields right", cases.size(), right);
  }

  private static boolean right(JsonNode expected) {
    var text = LogText.of(expected.path("line").asText().getBytes(StandardCharsets.UTF_8));
    var before = Carried.ofPrefix(expected.path("log_line_prefix").asText());
    var records = text.database(DatabaseLog.POSTGRES_TEXT, before);
    var first = records.getFirst();
    var fields = first.line().fields();
    var level = expected.path("level").asText("");
    return fields.session().user().equals(expected.path("username").asText(""))
        && fields.session().database().equals(expected.path("database").asText(""))
        && fields
            .labels()
            .getOrDefault("application", "")
            .equals(expected.path("application").asText(""))
        && fields.pid() == expected.path("pid").asLong(0)
        && (expected.path("level").isNull() || fields.level().equals(level))
        && content(expected, first)
        && timed(expected.path("occurred_at"), first);
  }

  /// The message is the rest of the line behind severity, colon and blanks.
  private static boolean content(JsonNode expected, LogRecord first) {
    var content = expected.path("content").asText().lines().findFirst().orElse("");
    var line = first.line().text();
    var head = line.substring(0, Math.max(0, line.length() - content.length())).stripTrailing();
    return line.endsWith(content) && head.endsWith(first.line().fields().level() + ":");
  }

  private static boolean timed(JsonNode at, LogRecord first) {
    if (at.isMissingNode()) return true;
    long nanos = 1;
    for (var factor : at.get(6).asText().split("\\*", -1)) nanos *= Long.parseLong(factor);
    var month = Month.valueOf(at.get(1).asText().toUpperCase(Locale.ROOT));
    var time =
        LocalDateTime.of(
            at.get(0).asInt(),
            month,
            at.get(2).asInt(),
            at.get(3).asInt(),
            at.get(4).asInt(),
            at.get(5).asInt(),
            (int) nanos);
    return first.at().equals(time.toInstant(ZoneOffset.UTC));
  }
}
