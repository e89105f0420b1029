// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/// The slow query log of MySQL, MariaDB and Percona Server.
///
/// A record begins with `# Time:`, or, within the same second, with `# User@Host:`; some servers
/// leave out even that. Its figures follow in further comments, then the statement. The state says
/// which of these came last.
final class MysqlSlow implements LineParser {
  private static final String TIME = "time";
  private static final String USER = "user";
  private static final String FIGURES = "figures";
  private static final String STATEMENT = "statement";

  private final ZoneId zone;

  MysqlSlow(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    if (line.startsWith("# ")) return comment(line, before);
    if (MysqlHeading.is(line))
      return new ParsedLine(Role.HEADING, Carried.NO_TIME, Fields.NONE, "");
    var further = ParsedLine.further(before);
    var fields = further.role() == Role.CONTINUATION ? used(line, further.fields()) : Fields.NONE;
    var state =
        further.role() == Role.CONTINUATION && !line.equals("#") ? STATEMENT : before.state();
    return new ParsedLine(further.role(), Carried.NO_TIME, fields, state);
  }

  private ParsedLine comment(String line, Carried before) {
    if (line.startsWith("# Time: ")) return time(line, before);
    if (line.startsWith("# User@Host: ")) return user(line, 13, before);
    if (line.startsWith("# User: ")) return user(line, 8, before);
    if (line.startsWith("# Query_time: ")) return figures(line, before);
    if (line.startsWith("# Thread_id: ")) return thread(line, before);
    var further = ParsedLine.further(before);
    var state = line.startsWith("# administrator command: ") ? STATEMENT : before.state();
    return new ParsedLine(further.role(), Carried.NO_TIME, further.fields(), state);
  }

  private ParsedLine time(String line, Carried before) {
    var scanner = new LineScanner(line, 8);
    long micros = scanner.isoTime(zone);
    if (micros == LineScanner.NONE) micros = scanner.shortTime(zone);
    int user = line.indexOf("# User@Host: ", scanner.at());
    if (user < 0) return new ParsedLine(Role.RECORD, micros, Fields.NONE, TIME);
    var fields = fields(session(line, user + 13), thread(line, user), before, false);
    return new ParsedLine(Role.RECORD, micros, fields, USER);
  }

  private ParsedLine user(String line, int from, Carried before) {
    boolean continues = before.inRecord() && before.state().equals(TIME);
    var fields = fields(session(line, from), thread(line, from), before, continues);
    return new ParsedLine(
        continues ? Role.CONTINUATION : Role.RECORD, Carried.NO_TIME, fields, USER);
  }

  private static Fields fields(Session session, long thread, Carried before, boolean continues) {
    long record = continues ? before.fields().recordOffset() : -1;
    return new Fields("", 0, thread, session, "", -1, record, Map.of());
  }

  /// `app[app] @ web1 [10.0.0.1] Id: 7`; the account is in the brackets, and empty for replicas.
  private static Session session(String line, int from) {
    var scanner = new LineScanner(line, from);
    var name = scanner.until('[');
    scanner.until('@');
    scanner.skipBlanks();
    var host = scanner.peek() == '[' ? "" : scanner.word();
    scanner.skipBlanks();
    var address = scanner.skip('[') ? scanner.until(']') : "";
    return new Session(name, "", address.isEmpty() ? host : address, 0);
  }

  /// Behind the host since 5.6.
  private static long thread(String line, int from) {
    int id = line.indexOf("Id: ", from);
    if (id < 0) return -1;
    var scanner = new LineScanner(line, id + 4);
    scanner.skipBlanks();
    return scanner.number();
  }

  /// `# Thread_id: 10 Schema: orders QC_hit: No`.
  private ParsedLine thread(String line, Carried before) {
    var further = ParsedLine.further(before);
    var scanner = new LineScanner(line, 13);
    long thread = scanner.number();
    scanner.skipBlanks();
    var schema = scanner.skip("Schema: ") && scanner.peek() != ' ' ? scanner.word() : "";
    var old = further.fields();
    var session = schema.isEmpty() ? old.session() : in(schema, old.session());
    var fields = new Fields("", 0, thread, session, "", -1, old.recordOffset(), Map.of());
    return new ParsedLine(further.role(), Carried.NO_TIME, fields, before.state());
  }

  private ParsedLine figures(String line, Carried before) {
    boolean continues =
        before.inRecord() && (before.state().equals(TIME) || before.state().equals(USER));
    var old = continues ? before.fields().continued() : Fields.NONE;
    long duration = Decimal.scaled(line, 14, 1_000_000_000);
    var labels = new HashMap<String, String>(4);
    figure(line, "Rows_sent: ", "rows_sent", labels);
    figure(line, "Rows_examined: ", "rows_examined", labels);
    long record = continues ? old.recordOffset() : -1;
    var fields = new Fields("", 0, old.thread(), old.session(), "", duration, record, labels);
    var role = continues ? Role.CONTINUATION : Role.RECORD;
    return new ParsedLine(role, Carried.NO_TIME, fields, FIGURES);
  }

  private static void figure(String line, String word, String label, Map<String, String> labels) {
    int at = line.indexOf(word);
    if (at < 0) return;
    int from = at + word.length();
    int end = from;
    while (end < line.length() && LineScanner.isDigit(line.charAt(end)) && end - from < 19) end++;
    if (end > from) labels.put(label, line.substring(from, end));
  }

  private static Fields used(String line, Fields fields) {
    if (line.length() > 200 || !line.regionMatches(true, 0, "use ", 0, 4) || !line.endsWith(";"))
      return fields;
    var schema = line.substring(4, line.length() - 1).strip();
    if (schema.startsWith("`") && schema.endsWith("`") && schema.length() > 1)
      schema = schema.substring(1, schema.length() - 1);
    return new Fields(
        fields.level(),
        fields.pid(),
        fields.thread(),
        in(schema, fields.session()),
        fields.code(),
        fields.durationNanos(),
        fields.recordOffset(),
        fields.labels());
  }

  private static Session in(String schema, Session session) {
    return new Session(session.user(), schema, session.address(), session.port());
  }
}
