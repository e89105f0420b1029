// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The forms of database logs that are understood; which one a log has is told by its path, and
/// where that leaves a choice, by its first lines.
public enum DatabaseLog {
  POSTGRES_TEXT("postgresql"),
  POSTGRES_CSV("postgresql"),
  POSTGRES_JSON("postgresql"),
  MYSQL_ERROR("mysql.error"),
  MYSQL_SLOW("mysql.slowlog"),
  MYSQL_GENERAL("mysql.general"),
  MYSQL_AUDIT("mysql.audit"),
  ORACLE_ALERT("oracle.alert"),
  SQLSERVER_ERROR("sqlserver.error");

  private static final List<String> ERROR_LOGS =
      List.of("error", "mysqld", "mariadbd", "external", ".err");

  private final String program;

  DatabaseLog(String program) {
    this.program = program;
  }

  /// What documents carry as `process.name` where the source has no word of its own.
  public String program() {
    return program;
  }

  /// The parser alone, for one thread; `zone` is that of times without one.
  public LineParser parser(ZoneId zone) {
    return switch (this) {
      case POSTGRES_TEXT -> new PostgresText(zone);
      case POSTGRES_CSV -> new PostgresCsv(zone);
      case POSTGRES_JSON -> new PostgresJson(zone);
      case MYSQL_ERROR -> new MysqlError(zone);
      case MYSQL_SLOW -> new MysqlSlow(zone);
      case MYSQL_GENERAL -> new MysqlGeneral(zone);
      case MYSQL_AUDIT -> new MysqlAudit(zone);
      case ORACLE_ALERT -> new OracleAlert(zone);
      case SQLSERVER_ERROR -> new SqlServerError(zone);
    };
  }

  /// Empty for the path of a log that no database writes. The name of the file decides; its folder
  /// helps only where it is the server's own, because a host may be called after its database.
  public static Optional<DatabaseLog> ofPath(String path) {
    var name = path.toLowerCase(Locale.ROOT);
    int slash = name.lastIndexOf('/');
    var file = name.substring(slash + 1);
    var folder = slash < 0 ? "" : name.substring(name.lastIndexOf('/', slash - 1) + 1, slash);
    if (file.contains("postgres") || folder.equals("postgresql") || folder.equals("pg_log"))
      return Optional.of(postgres(file));
    if (file.startsWith("alert_") || folder.equals("alert")) return Optional.of(ORACLE_ALERT);
    if (file.startsWith("errorlog") || file.startsWith("sqlagent") || name.startsWith("log/error"))
      return Optional.of(SQLSERVER_ERROR);
    return mysql(folder, file);
  }

  private static DatabaseLog postgres(String file) {
    if (file.contains(".csv")) return POSTGRES_CSV;
    return file.contains(".json") ? POSTGRES_JSON : POSTGRES_TEXT;
  }

  private static Optional<DatabaseLog> mysql(String folder, String file) {
    if (file.startsWith("server_audit")) return Optional.of(MYSQL_AUDIT);
    boolean own = folder.equals("mysql") || folder.equals("mariadb");
    if (!own && !file.contains("mysql") && !file.contains("mariadb")) return Optional.empty();
    if (file.contains("slow")) return Optional.of(MYSQL_SLOW);
    if (file.contains("general") || file.contains("query")) return Optional.of(MYSQL_GENERAL);
    if (file.contains("audit")) return Optional.of(MYSQL_AUDIT);
    boolean error =
        ERROR_LOGS.stream().anyMatch(file::contains)
            || file.startsWith("mysql.log")
            || file.startsWith("mariadb.log");
    return error ? Optional.of(MYSQL_ERROR) : Optional.empty();
  }

  /// The form that the line itself shows, where its path promised another form of the same kind:
  /// csvlog may be switched on under any name.
  DatabaseLog shownBy(String line) {
    if (this != POSTGRES_TEXT) return this;
    if (line.startsWith("{\"timestamp\"")) return POSTGRES_JSON;
    var csv = new PostgresCsv(ZoneOffset.UTC).read(line, Carried.NOTHING);
    return csv.role() == LineParser.Role.RECORD ? POSTGRES_CSV : this;
  }
}
