// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import java.util.Set;
import java.util.regex.Pattern;

/// The name of an RDS log file taken apart: the log it belongs to, and what rotation added.
///
/// `error/postgresql.log.2026-01-01-10`, `slowquery/mysql-slowquery.log.2026-01-01.10`,
/// `audit/server_audit.log.3`, `error/mysql-error-running.log.18`: everything behind `.log` is
/// rotation (the names that the user guide and real listings show). Rows of csvlog are a log of
/// their own, `error/postgresql.log.csv`.
record RdsName(String family, String suffix) {
  private static final String LOG = ".log";

  private static final Pattern NAME =
      Pattern.compile("^(.+?)((?:[.-]\\d{4}-\\d\\d-\\d\\d(?:[-.]\\d{1,4})?|\\.\\d{1,4})?)$");

  private static final String CSV = ".csv";

  /// Traces and dumps are no logs of lines.
  private static final Set<String> NOT_TEXT =
      Set.of(".xel", ".trc", ".trm", ".xml", ".mdmp", ".zip", ".gz");

  static RdsName of(String name) {
    if (name.endsWith(CSV)) {
      var text = of(name.substring(0, name.length() - CSV.length()));
      return new RdsName(text.family + CSV, text.suffix);
    }
    var log = name.lastIndexOf(LOG); // nearly all of thousands of names; a pattern is slow
    if (log > 0 && name.indexOf('/', log) < 0)
      return new RdsName(name.substring(0, log + LOG.length()), name.substring(log + LOG.length()));
    var matcher = NAME.matcher(name);
    return matcher.matches()
        ? new RdsName(matcher.group(1), matcher.group(2))
        : new RdsName(name, "");
  }

  static boolean isText(String name) {
    return NOT_TEXT.stream().noneMatch(name::endsWith);
  }

  static boolean isCsv(String name) {
    return name.endsWith(CSV);
  }

  /// The name of the rows that tell the same as a file of text.
  static String csvOf(String text) {
    return text + CSV;
  }

  /// The file that is written now, where the log has one of a fixed name.
  boolean isBase() {
    return suffix.isEmpty();
  }

  /// `.2026-01-01-10` names the file for good; `.3` becomes `.4`.
  boolean isDated() {
    return suffix.length() > 5;
  }
}
