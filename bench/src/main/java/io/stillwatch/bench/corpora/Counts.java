// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.corpora;

import static io.stillwatch.collector.database.DatabaseLog.MYSQL_SLOW;
import static io.stillwatch.collector.database.DatabaseLog.POSTGRES_JSON;
import static io.stillwatch.collector.database.DatabaseLog.POSTGRES_TEXT;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Everything in a folder of corpora that can be counted.
final class Counts {
  private static final Pattern COUNT = Pattern.compile("(?m)^# Count +\\d+ +(\\d+)");
  private static final Pattern NOT_LOGS =
      Pattern.compile(
          ".*(\\.md|\\.json|\\.jsonl|\\.tsv|\\.journal\\.gz|\\.journal|\\.xml|LICENSE|COPYING|/nab/.*|/cron-corpus/.*"
              + "|/logrotate-conf-suite/.*|/etc/.*|\\.ndjson\\.gz)");

  private final Path root;
  private final List<CountRow> rows = new ArrayList<>();

  private Counts(Path root) {
    this.root = root;
  }

  static List<CountRow> of(Path root) throws IOException {
    var counts = new Counts(root);
    var prefixes = root.resolve("pganalyze/log-line-prefix-expected.jsonl");
    if (Files.exists(prefixes)) counts.rows.add(Prefixes.of(prefixes));
    counts.pgbadger();
    counts.percona();
    counts.plaso();
    counts.loghub();
    counts.bytes();
    return counts.rows;
  }

  private void pgbadger() throws IOException {
    statements("pgbadger/light.postgres.log.bz2", 629);
    for (var log : List.of("pg_vacuums.log.gz", "pg_vacuums.json.gz")) {
      var form = log.contains("json") ? POSTGRES_JSON : POSTGRES_TEXT;
      count("pgbadger/" + log, form, "automatic analyze of table", 1450);
      count("pgbadger/" + log, form, "automatic vacuum of table", 2094);
    }
  }

  private void statements(String log, long expected) throws IOException {
    var file = root.resolve(log);
    if (!Files.exists(file)) return;
    var found = database(file, POSTGRES_TEXT, line -> line.line().fields().hasDuration());
    rows.add(new CountRow(log + ": statements", expected, found));
  }

  private void count(String log, DatabaseLog form, String text, long expected) throws IOException {
    var file = root.resolve(log);
    if (!Files.exists(file)) return;
    var found = database(file, form, line -> begins(line) && line.line().text().contains(text));
    rows.add(new CountRow(log + ": " + text, expected, found));
  }

  private static boolean begins(LogRecord line) {
    var flags = line.line().flags();
    return !flags.contains(Line.CONTINUATION) && !flags.contains(Line.UNPARSED);
  }

  private static long database(Path file, DatabaseLog form, Predicate<LogRecord> wanted)
      throws IOException {
    return LogText.of(file).database(form, Carried.NOTHING).stream().filter(wanted).count();
  }

  /// The number of statements that pt-query-digest reported of the same log.
  private void percona() throws IOException {
    var reports = root.resolve("percona-toolkit/digest-expected");
    if (!Files.isDirectory(reports)) return;
    for (var report : files(reports)) {
      var name = report.getFileName().toString();
      var log = root.resolve("percona-toolkit/slowlogs/" + name.replace("_report.txt", ".txt"));
      if (!name.endsWith("_report.txt") || !Files.exists(log)) continue;
      long reported =
          COUNT
              .matcher(Files.readString(report))
              .results()
              .mapToLong(r -> number(r.group(1)))
              .sum();
      if (reported == 0) continue;
      var found = database(log, MYSQL_SLOW, line -> line.line().fields().hasDuration());
      rows.add(new CountRow("percona " + log.getFileName() + ": statements", reported, found));
    }
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  private void plaso() throws IOException {
    var file = root.resolve("plaso/expected-from-plaso-tests.json");
    if (!Files.exists(file)) return;
    for (var log : new ObjectMapper().readTree(file.toFile()).properties()) {
      var text = root.resolve("plaso/" + log.getKey());
      if (!Files.isRegularFile(text)) continue;
      long found = LogText.of(text).system().stream().filter(SyslogRecords::dated).count();
      rows.add(
          new CountRow(
              "plaso/" + log.getKey() + ": events", log.getValue().path("events").asLong(), found));
    }
  }

  private void loghub() throws IOException {
    var file = root.resolve("loghub/Thunderbird_2k.log");
    if (!Files.exists(file)) return;
    long found =
        LogText.of(file).system().stream()
            .filter(line -> line.line().text().contains("crond"))
            .filter(SyslogRecords::dated)
            .count();
    rows.add(new CountRow("loghub/Thunderbird_2k.log: crond lines with their time", 62, found));
  }

  /// Each log through the parser that the collector would choose, or that of system logs.
  private void bytes() throws IOException {
    for (var file : files(root)) {
      var path = "/" + root.relativize(file);
      if (NOT_LOGS.matcher(path).matches()) continue;
      var text = LogText.of(file);
      var log = DatabaseLog.ofPath(path.replaceFirst("\\.(gz|bz2)$", ""));
      var records = log.isPresent() ? text.database(log.get(), Carried.NOTHING) : text.system();
      rows.add(new CountRow(path.substring(1) + ": bytes", text.bytes(), text.accounted(records)));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
