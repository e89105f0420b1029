// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.collector.json.ForeignJson;
import io.stillwatch.collector.push.Pushed.Program;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// OpenTelemetry's logs in OTLP/HTTP with JSON (opentelemetry-proto, docs/specification.md).
public final class OtlpIntake {
  private final Intake intake;
  private final PushedLines lines;

  public OtlpIntake(Intake intake, ZoneId zone) {
    this.intake = intake;
    this.lines = new PushedLines(zone);
  }

  /// Returns how many log records are safe now.
  public int take(byte[] body, String sender) throws RefusedException, StoreException {
    try {
      var taken = ForeignJson.LINES.read(body, request -> taken(request, sender));
      intake.keep(sender, taken.records());
      return taken.items();
    } catch (ForeignJson.TooManyException e) {
      throw RefusedException.tooMuch(e);
    } catch (JsonProcessingException e) {
      throw new RefusedException("The body is no JSON: " + e.getOriginalMessage());
    }
  }

  private record Taken(List<LogRecord> records, int items) {}

  private Taken taken(JsonNode request, String sender) throws RefusedException {
    if (!request.isObject())
      throw new RefusedException("The body must be an ExportLogsServiceRequest as JSON.");
    var records = new ArrayList<LogRecord>();
    int taken = 0;
    var now = intake.now();
    var repeated = new HashMap<String, Integer>();
    for (var resource : request.path("resourceLogs")) {
      var about = attributes(resource.path("resource").path("attributes"));
      for (var scope : resource.path("scopeLogs"))
        for (var log : scope.path("logRecords")) {
          if (taken == RefusedException.MOST_ITEMS) throw RefusedException.tooMany();
          records.addAll(records(log, about, sender, new Occasion(now, repeated)));
          taken++;
        }
    }
    return new Taken(records, taken);
  }

  private record Occasion(Instant now, Map<String, Integer> repeated) {}

  private List<LogRecord> records(
      JsonNode log, Map<String, String> resource, String sender, Occasion occasion) {
    var own = attributes(log.path("attributes"));
    var time = text(log, "timeUnixNano");
    if (time.isEmpty() || time.equals("0")) time = text(log, "observedTimeUnixNano");
    var message = value(log.path("body"));
    var host = any(List.of(own, resource), "host.name", "hostname", "log.syslog.hostname");
    var program =
        any(List.of(own, resource), "appname", "log.syslog.appname", "process.executable.name");
    if (program.isEmpty()) program = resource.getOrDefault("service.name", "");
    if (program.startsWith("unknown_service")) program = "";
    var pid = any(List.of(own, resource), "proc_id", "log.syslog.procid", "process.pid");
    var path = any(List.of(own), "log.file.path");
    var identity = String.join("|", time, host, program, pid, message);
    int times = occasion.repeated().merge(path + "|" + identity, 1, Integer::sum);
    var pushed =
        new Pushed(
            message,
            ShippedJson.time(time),
            host.isEmpty() ? sender : host,
            program.isEmpty()
                ? Program.UNKNOWN_TIME
                : new Program(program, pid.matches("\\d{1,18}") ? Long.parseLong(pid) : 0),
            path.isEmpty() ? "otlp" : path,
            identity + "|" + times);
    return lines.records(pushed, occasion.now());
  }

  private static String any(List<Map<String, String>> places, String... names) {
    for (var place : places)
      for (var name : names) {
        var value = place.getOrDefault(name, "");
        if (!value.isEmpty()) return value;
      }
    return "";
  }

  private static Map<String, String> attributes(JsonNode list) {
    var all = new HashMap<String, String>();
    for (var each : list) all.put(text(each, "key"), value(each.path("value")));
    return all;
  }

  /// An AnyValue: text and numbers as they are, anything else as its JSON.
  private static String value(JsonNode any) {
    for (var kind : new String[] {"stringValue", "intValue", "doubleValue", "boolValue"}) {
      if (any.has(kind)) return any.path(kind).asText();
    }
    return any.isMissingNode() || any.isNull() ? "" : any.toString();
  }

  private static String text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }
}
