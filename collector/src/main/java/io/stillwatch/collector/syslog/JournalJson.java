// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.cron.CronMessages;
import io.stillwatch.core.evidence.Line;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// One record of the journal as `journalctl -o json` writes it.
///
/// Numbers are strings, a repeated field is an array, and a message is an array of bytes where it
/// is not UTF-8, or null where it was too large (systemd's journal export formats).
final class JournalJson {
  static final String FLAG = "journal";

  private static final ObjectMapper JSON = new ObjectMapper();

  private JournalJson() {}

  static Optional<SyslogLine> read(String text, ZoneId zone) {
    try {
      var entry = JSON.readTree(text);
      var micros = field(entry, "__REALTIME_TIMESTAMP");
      if (!micros.matches("\\d{1,18}")) return Optional.empty();
      return Optional.of(
          line(entry, Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS), zone));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // cut or foreign: the line is kept as it is
    }
  }

  private static SyslogLine line(JsonNode entry, Instant at, ZoneId zone) {
    var message = message(entry.path("MESSAGE"));
    var program = first(field(entry, "SYSLOG_IDENTIFIER"), field(entry, "_COMM"));
    var process = first(field(entry, "SYSLOG_PID"), field(entry, "_PID"));
    var pid = process.matches("\\d{1,18}") ? Long.parseLong(process) : 0;
    var host = field(entry, "_HOSTNAME");
    var when = at.atZone(zone).toOffsetDateTime();
    var text =
        when
            + " "
            + host
            + " "
            + program
            + (pid > 0 ? "[" + pid + "]" : "")
            + ": "
            + message.text();
    var event = CronMessages.read(program, pid, message.text());
    return new SyslogLine(at, true, host, event, text, List.of(FLAG), message.original());
  }

  private static String first(String preferred, String other) {
    return preferred.isEmpty() ? other : preferred;
  }

  private static String field(JsonNode entry, String name) {
    var value = entry.path(name);
    if (value.isArray() && !value.isEmpty()) value = value.get(0);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  private static Line message(JsonNode value) {
    if (!value.isArray())
      return Line.of(value.isNull() || value.isMissingNode() ? "" : value.asText());
    if (!value.isEmpty() && value.get(0).isTextual()) return Line.of(value.get(0).asText());
    var bytes = new ByteArrayOutputStream(value.size());
    value.forEach(each -> bytes.write(each.asInt()));
    return Line.decoded(bytes.toByteArray(), List.of());
  }
}
