// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import java.io.IOException;

/// The event of a log line as ECS fields, written and read, so nothing is stored twice.
///
/// The first bytes of a document are fixed, because the `SequenceAllocator` overwrites them in
/// place.
final class EventFields {
  /// The line as it was written, if its message is redacted.
  static final String TEXT = "original";

  /// The bytes of a line in base64, if they are not valid UTF-8 or its text is too long as JSON.
  static final String ORIGINAL = "original_b64";

  private EventFields() {}

  private static void head(LogRecord line, JsonGenerator json) throws IOException {
    start(line.event().concernsJobs(), json);
    json.writeStringField(
        "kind", line.event() instanceof LogEvent.Unparsed ? "pipeline_error" : "event");
    json.writeStringField("action", line.event().kind());
    json.writeStringField("dataset", line.dataset());
    int dot = line.dataset().indexOf('.');
    json.writeStringField("module", dot < 0 ? line.dataset() : line.dataset().substring(0, dot));
  }

  /// Whether the object contains more than the kind of the event and its dataset.
  static boolean isMore(LogRecord line) {
    return !line.line().original().isEmpty()
        || line.line().fields().hasDuration()
        || switch (line.event()) {
          case LogEvent.RunFailed _,
              LogEvent.ConfigRejected _,
              LogEvent.ConfigError _,
              LogEvent.Unparsed _ ->
              true;
          default -> false;
        };
  }

  static void write(LogRecord line, JsonGenerator json) throws IOException {
    body(line, json);
    json.writeEndObject();
  }

  /// The same with the text of the line.
  static void writeWithText(LogRecord line, JsonGenerator json) throws IOException {
    body(line, json);
    json.writeFieldName(TEXT);
    Text.write(line.line().text(), json);
    json.writeEndObject();
  }

  private static void body(LogRecord line, JsonGenerator json) throws IOException {
    head(line, json);
    outcome(line.event(), json);
    var fields = line.line().fields();
    if (fields.hasDuration()) json.writeNumberField("duration", fields.durationNanos());
    var original = line.line().original();
    if (!original.isEmpty()) json.writeStringField(ORIGINAL, original);
  }

  /// As text, because the output of [#write] is the same for many lines.
  static String whole(LogRecord line) {
    return Json.text(json -> write(line, json));
  }

  static String snapshot(String kind, String category, String action) {
    return Json.text(json -> {
      start(true, json);
      json.writeStringField("kind", kind);
      json.writeStringField("category", category);
      json.writeStringField("action", action);
      json.writeEndObject();
    });
  }

  private static void start(boolean forDetection, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("ingested", "1970-01-01T00:00:00.000Z");
    if (forDetection) json.writeNumberField("sequence", 1_000_000_000_000_000L);
  }

  private static void outcome(LogEvent event, JsonGenerator json) throws IOException {
    switch (event) {
      case LogEvent.RunFailed(var _, var detail, var _) -> {
        json.writeStringField("outcome", "failure");
        json.writeStringField("reason", Text.wellFormed(detail));
      }
      case LogEvent.ConfigRejected(var _, var reason) -> reason("failure", reason, json);
      case LogEvent.ConfigError(var _, var reason) -> reason("failure", reason, json);
      case LogEvent.Unparsed(var why) -> reason("unknown", why, json);
      default -> {}
    }
  }

  private static void reason(String outcome, String reason, JsonGenerator json) throws IOException {
    json.writeStringField("outcome", outcome);
    json.writeStringField("reason", Text.wellFormed(reason));
  }

  /// The user, process or file that the event concerns, and the other fields of the line.
  static void writeSubjects(LogRecord line, JsonGenerator json) throws IOException {
    subjects(line.event(), line.line().fields(), json);
    LineFields.write(line.line().fields(), json);
  }

  private static void subjects(LogEvent event, Fields fields, JsonGenerator json)
      throws IOException {
    switch (event) {
      case LogEvent.RunStarted(var user, var command, var pid) -> run(user, command, pid, json);
      case LogEvent.RunEnded(var user, var command, var pid) -> run(user, command, pid, json);
      case LogEvent.RunFailed(var command, var _, var pid) -> process(command, pid, json);
      case LogEvent.RunOutput(var user, var _, var pid) -> {
        object("user", "name", user, json);
        pid(pid, json);
      }
      case LogEvent.ConfigRejected(var path, var _) -> object("file", "path", path, json);
      case LogEvent.ConfigError(var path, var _) -> object("file", "path", path, json);
      case LogEvent.ConfigReloaded(var path) -> object("file", "path", path, json);
      case LogEvent.ConfigEdited(var user, var _) -> object("user", "name", user, json);
      case LogEvent.DaemonStarted(var daemon) -> object("process", "name", daemon, json);
      case LogEvent.DaemonStopped(var daemon) -> object("process", "name", daemon, json);
      case LogEvent.Other(var program) -> session(program, fields, json);
      case LogEvent.HostBooted _, LogEvent.Rotated _, LogEvent.Unparsed _ ->
          session("", fields, json);
    }
  }

  private static void session(String program, Fields fields, JsonGenerator json)
      throws IOException {
    LineFields.writeProcess(program, fields, json);
    LineFields.writeUser(fields, json);
  }

  private static void run(String user, String command, long pid, JsonGenerator json)
      throws IOException {
    object("user", "name", user, json);
    process(command, pid, json);
  }

  private static void pid(long pid, JsonGenerator json) throws IOException {
    process("", pid, json);
  }

  private static void process(String command, long pid, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("process");
    if (!command.isEmpty()) json.writeStringField("command_line", Text.wellFormed(command));
    json.writeNumberField("pid", pid);
    json.writeEndObject();
  }

  private static void object(String name, String field, String value, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField(field, Text.wellFormed(value));
    json.writeEndObject();
  }

  /// The parts of an event that have no field in ECS.
  static void writeText(LogEvent event, JsonGenerator json) throws IOException {
    switch (event) {
      case LogEvent.RunOutput(var _, var text, var _) -> text(text, json);
      case LogEvent.ConfigEdited(var _, var action) -> text(action, json);
      case LogEvent.Rotated(var what) -> text(what, json);
      case LogEvent.HostBooted(var how) -> text(how, json);
      default -> {}
    }
  }

  private static void text(String text, JsonGenerator json) throws IOException {
    json.writeStringField("text", Text.wellFormed(text));
  }

  /// Whether process and user of the document belong to the event rather than to [LineFields].
  static boolean concernsRun(LogEvent event) {
    return !(event instanceof LogEvent.Other
        || event instanceof LogEvent.HostBooted
        || event instanceof LogEvent.Rotated
        || event instanceof LogEvent.Unparsed);
  }

  static String original(JsonNode document) {
    return document.path("event").path(ORIGINAL).asText();
  }

  /// Throws [IllegalArgumentException] for an unknown action.
  static LogEvent read(JsonNode document) {
    var user = document.path("user").path("name").asText();
    var command = document.path("process").path("command_line").asText();
    var program = document.path("process").path("name").asText();
    long pid = document.path("process").path("pid").asLong();
    var path = document.path("file").path("path").asText();
    var reason = document.path("event").path("reason").asText();
    var text = document.path("stillwatch").path("text").asText();
    var action = document.path("event").path("action").asText();
    return switch (action) {
      case "run-start" -> new LogEvent.RunStarted(user, command, pid);
      case "run-end" -> new LogEvent.RunEnded(user, command, pid);
      case "run-failed" -> new LogEvent.RunFailed(command, reason, pid);
      case "run-output" -> new LogEvent.RunOutput(user, text, pid);
      case "config-rejected" -> new LogEvent.ConfigRejected(path, reason);
      case "config-error" -> new LogEvent.ConfigError(path, reason);
      case "config-reload" -> new LogEvent.ConfigReloaded(path);
      case "config-edit" -> new LogEvent.ConfigEdited(user, text);
      case "daemon-start" -> new LogEvent.DaemonStarted(program);
      case "host-boot" -> new LogEvent.HostBooted(text);
      case "daemon-stop" -> new LogEvent.DaemonStopped(program);
      case "rotation-evidence" -> new LogEvent.Rotated(text);
      case "other" -> new LogEvent.Other(program);
      case "unparsed" -> new LogEvent.Unparsed(reason);
      default -> throw new IllegalArgumentException("event.action " + action);
    };
  }
}
