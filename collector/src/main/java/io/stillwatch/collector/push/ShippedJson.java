// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.collector.push.Pushed.Program;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Finds line, time, host and program in the documents of log shippers, each with its own names:
/// ECS (Filebeat), Fluent Bit, Vector, rsyslog's templates, the journal.
final class ShippedJson {
  private static final String[] MESSAGE = {"message", "log", "MESSAGE", "msg", "event.original"};
  private static final String[] TIME = {
    "@timestamp", "timestamp", "timereported", "time", "date", "timegenerated"
  };
  private static final String[] HOST = {
    "host.name",
    "host.hostname",
    "host",
    "hostname",
    "_HOSTNAME",
    "log.syslog.hostname",
    "fromhost",
    "agent.hostname",
    "agent.name"
  };
  private static final String[] PROGRAM = {
    "process.name",
    "log.syslog.appname",
    "programname",
    "appname",
    "app-name",
    "ident",
    "SYSLOG_IDENTIFIER",
    "program"
  };
  private static final String[] PID = {
    "process.pid", "log.syslog.procid", "procid", "pid", "SYSLOG_PID", "_PID"
  };

  /// rsyslog's own template tells no program, but which part of a system speaks.
  private static final String[] FACILITY = {"facility", "log.syslog.facility.name"};

  private static final String CRON = "cron";
  private static final String[] PATH = {"log.file.path", "file", "path", "filename"};

  private ShippedJson() {}

  /// `fallbackHost` is whoever is connected.
  static Pushed read(JsonNode document, String fallbackHost) {
    var time = first(document, TIME);
    var path = first(document, PATH);
    var program = program(document);
    var host = first(document, HOST);
    var journal = find(document, "__REALTIME_TIMESTAMP");
    var message = journal.isValueNode() ? document.toString() : first(document, MESSAGE);
    if (message.isEmpty()) message = document.toString();
    var offset = text(find(document, "log.offset"));
    return new Pushed(
        message,
        time(time),
        host.isEmpty() ? fallbackHost : host,
        journal.isValueNode() ? Program.UNKNOWN_TIME : program,
        path.isEmpty() ? "push" : path,
        String.join("|", time, offset, program.name(), Long.toString(program.pid()), message));
  }

  /// A tag such as `CRON[123]:` is a program with its process.
  private static Program program(JsonNode document) {
    var tag = text(find(document, "syslogtag"));
    var name = first(document, PROGRAM);
    var process = first(document, PID);
    if (name.isEmpty() && !tag.isEmpty()) {
      int bracket = tag.indexOf('[');
      name = bracket > 0 ? tag.substring(0, bracket) : tag.replaceFirst(":$", "");
      if (bracket > 0) process = tag.substring(bracket + 1).replaceFirst("].*$", "");
    }
    if (name.isEmpty() && CRON.equals(first(document, FACILITY))) name = CRON;
    return name.isEmpty()
        ? Program.UNKNOWN_TIME
        : new Program(name, process.matches("\\d{1,18}") ? Long.parseLong(process) : 0);
  }

  private static String first(JsonNode document, String... names) {
    for (var name : names) {
      var value = text(find(document, name));
      if (!value.isEmpty()) return value;
    }
    return "";
  }

  /// Shippers write `host.name` as one key or as an object in an object.
  private static JsonNode find(JsonNode document, String name) {
    var flat = document.path(name);
    if (!flat.isMissingNode()) return flat;
    var at = document;
    for (var step : name.split("\\.", -1)) at = at.path(step);
    return at;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  /// ISO 8601 with an offset, or a number since 1970 whose size tells its unit.
  static Optional<Instant> time(String told) {
    try {
      if (told.matches("\\d{1,20}(?:\\.\\d+)?")) return number(told);
      return told.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(told.replace(' ', 'T')).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty(); // 30 February, no offset: the line may tell its own
    }
  }

  private static Optional<Instant> number(String told) {
    var whole = new BigInteger(told.replaceFirst("\\..*$", ""));
    int digits = whole.toString().length();
    long value = whole.longValueExact();
    if (digits > 17) return Optional.of(Instant.ofEpochSecond(0, value));
    if (digits > 14) return Optional.of(Instant.ofEpochSecond(0, Math.multiplyExact(value, 1_000)));
    if (digits > 11) return Optional.of(Instant.ofEpochMilli(value));
    return Optional.of(Instant.ofEpochSecond(value));
  }
}
