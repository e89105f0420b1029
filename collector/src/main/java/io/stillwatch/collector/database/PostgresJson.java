// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import java.time.ZoneId;

/// PostgreSQL's jsonlog: one object a line, since version 15.
final class PostgresJson implements LineParser {
  private final ZoneId zone;

  PostgresJson(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    var object = new FlatObject(line);
    var found = new PostgresLine();
    var severity = Severity.NONE;
    var message = "";
    while (object.next()) {
      if (object.is("error_severity")) severity = Severity.at(object.text() + ":", 0);
      else if (object.is("message")) message = object.text();
      else put(object, found);
    }
    // cut, or not JSON: kept as it is
    if (!object.complete() || severity == Severity.NONE) return ParsedLine.further(before);
    return new ParsedLine(Role.RECORD, found.micros, found.fields(severity, message, 0), "");
  }

  private void put(FlatObject object, PostgresLine found) {
    if (object.is("timestamp")) found.micros = new LineScanner(object.text(), 0).isoTime(zone);
    else if (object.is("user")) found.put('u', object.text());
    else if (object.is("dbname")) found.put('d', object.text());
    else if (object.is("pid")) found.pid = object.number();
    else if (object.is("remote_host")) found.put('h', object.text());
    else if (object.is("remote_port")) found.port(object.number());
    else if (object.is("state_code")) found.code = object.text();
    else if (object.is("application_name")) found.put('a', object.text());
  }
}
