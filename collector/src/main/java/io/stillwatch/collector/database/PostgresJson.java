// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.ZoneId;

/// PostgreSQL's jsonlog: one object a line, since version 15.
final class PostgresJson implements LineParser {
  private static final JsonFactory JSON = new JsonFactory();

  private final ZoneId zone;

  PostgresJson(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    if (!line.startsWith("{")) return ParsedLine.further(before);
    try (var json = JSON.createParser(line)) {
      return parsed(json, before);
    } catch (IOException e) {
      return ParsedLine.further(before); // cut, or not JSON: kept as it is
    }
  }

  private ParsedLine parsed(JsonParser json, Carried before) throws IOException {
    var found = new PostgresLine();
    var severity = Severity.NONE;
    var message = "";
    if (json.nextToken() != JsonToken.START_OBJECT) return ParsedLine.further(before);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      switch (name) {
        case "error_severity" -> severity = Severity.at(json.getText() + ":", 0);
        case "message" -> message = json.getText();
        default -> put(name, json, found);
      }
    }
    if (severity == Severity.NONE) return ParsedLine.further(before);
    var fields = found.fields(severity, message, 0);
    return new ParsedLine(Role.RECORD, found.micros, fields, "");
  }

  private void put(String name, JsonParser json, PostgresLine found) throws IOException {
    switch (name) {
      case "timestamp" -> found.micros = new LineScanner(json.getText(), 0).isoTime(zone);
      case "user" -> found.put('u', json.getText());
      case "dbname" -> found.put('d', json.getText());
      case "pid" -> found.pid = json.getValueAsLong();
      case "remote_host" -> found.put('h', json.getText());
      case "remote_port" -> found.port(json.getValueAsLong());
      case "state_code" -> found.code = json.getText();
      case "application_name" -> found.put('a', json.getText());
      default -> json.skipChildren();
    }
  }
}
