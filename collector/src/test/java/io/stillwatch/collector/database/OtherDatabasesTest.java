// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import static io.stillwatch.collector.database.DatabaseLog.MYSQL_AUDIT;
import static io.stillwatch.collector.database.DatabaseLog.MYSQL_ERROR;
import static io.stillwatch.collector.database.DatabaseLog.MYSQL_GENERAL;
import static io.stillwatch.collector.database.DatabaseLog.MYSQL_SLOW;
import static io.stillwatch.collector.database.DatabaseLog.ORACLE_ALERT;
import static io.stillwatch.collector.database.DatabaseLog.SQLSERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Fields.Session;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherDatabasesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-20T14:25:02.835618Z 8 [ERROR] [MY-010259] [Server] x | 2026-11-20T14:25:02.835618Z | 8 | ERROR | MY-010259",
        "2026-11-20T16:25:02.835618+02:00 0 [Note] x | 2026-11-20T14:25:02.835618Z | 0 | Note | ''",
        "2026-11-20  9:09:59 140371 [Warning] x | 2026-11-20T09:09:59Z | 140371 | Warning | ''",
        "261120  9:09:59 [ERROR] Slave SQL: x Error_code: 1032 | 2026-11-20T09:09:59Z | -1 | ERROR | 1032",
        "261120 09:09:59  mysqld started | 2026-11-20T09:09:59Z | -1 | '' | ''",
        "261120 19:09:59 - mysqld got signal 6 ; | 2026-11-20T19:09:59Z | -1 | '' | ''",
      })
  void error_logs_of_all_ages_are_read(
      String line, Instant at, long thread, String level, String code) {
    var record = Lines.of(MYSQL_ERROR, line).getFirst();
    assertThat(record.at()).isEqualTo(at);
    assertThat(record.line().fields().thread()).isEqualTo(thread);
    assertThat(record.line().fields().level()).isEqualTo(level);
    assertThat(record.line().fields().code()).isEqualTo(code);
  }

  @Test
  void a_slow_statement_knows_who_ran_it_and_a_heading_ends_it() {
    var records =
        Lines.of(
            MYSQL_SLOW,
            """
            /usr/sbin/mysqld, Version: 8.0.32 (Source distribution). started with:
            Tcp port: 3306  Unix socket: /tmp/mysql.sock
            Time                 Id Command    Argument
            # Time: 2026-11-20T08:00:06.278162Z
            # User@Host: app[app] @ web1 [10.0.0.9]  Id:     7
            # Query_time: 2.5  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 20
            use orders;
            SET timestamp=1795338606;
            select sleep(2);
            # User@Host: rdsadmin[rdsadmin] @ localhost []  Id:     8
            # Query_time: 0.002968  Lock_time: 0.000000 Rows_sent: 0  Rows_examined: 0
            FLUSH SLOW LOGS;
            /usr/sbin/mysqld, Version: 8.0.32 (Source distribution). started with:
            """);
    var figures = records.get(5).line().fields();
    assertThat(figures.durationNanos()).isEqualTo(2_500_000_000L);
    assertThat(figures.labels()).containsEntry("rows_examined", "20");
    var statement = records.get(8).line();
    assertThat(statement.fields().session()).isEqualTo(new Session("app", "orders", "10.0.0.9", 0));
    assertThat(statement.fields().thread()).isEqualTo(7);
    assertThat(statement.fields().recordOffset()).isEqualTo(records.get(3).position().offset());
    assertThat(statement.flags()).containsExactly(Line.CONTINUATION);
    assertThat(records.get(9).line().flags()).isEmpty();
    assertThat(records.get(9).at()).isEqualTo(Instant.parse("2026-11-20T08:00:06.278162Z"));
    assertThat(records.get(11).event()).isEqualTo(new LogEvent.Rotated("FLUSH SLOW LOGS"));
    assertThat(records.get(12).line().fields().hasRecord()).isFalse();
  }

  @Test
  void commands_of_the_general_log_carry_time_and_connection() {
    var records =
        Lines.of(
            MYSQL_GENERAL,
            """
            261120  9:10:06\t     3 Connect\tapp@10.0.0.9 on orders using TCP/IP
            \t\t     3 Query\tselect 1
            from dual
            2026-11-20T09:10:07.278162Z\t   12 Init DB\torders
            """);
    assertThat(records.get(0).line().fields().session())
        .isEqualTo(new Session("app", "orders", "10.0.0.9", 0));
    assertThat(records.get(1).at()).isEqualTo(Instant.parse("2026-11-20T09:10:06Z"));
    assertThat(records.get(1).line().fields().labels()).containsEntry("command", "Query");
    assertThat(records.get(2).line().flags()).contains(Line.CONTINUATION);
    assertThat(records.get(3).line().fields().thread()).isEqualTo(12);
  }

  @Test
  void audits_tell_who_did_what_to_which_database() {
    var records =
        Lines.of(
            MYSQL_AUDIT,
            """
            20261120 09:10:06,db-1,app,10.0.0.9,7,42,QUERY,orders,'select \\'a\\', 2',1064
            1795338606000123,db-1,app,10.0.0.9,7,42,CONNECT,orders,,0,
            """);
    var fields = records.getFirst().line().fields();
    assertThat(fields.session()).isEqualTo(new Session("app", "orders", "10.0.0.9", 0));
    assertThat(fields.code()).isEqualTo("1064");
    assertThat(fields.labels()).containsEntry("operation", "QUERY");
    assertThat(records.get(1).at()).isEqualTo(Instant.ofEpochSecond(1795338606, 123_000));
    assertThat(records.get(1).line().fields().code()).isEmpty();
  }

  @Test
  void lines_of_an_alert_log_take_the_time_above_them() {
    var records =
        Lines.of(
            ORACLE_ALERT,
            """
            2026-11-20T09:10:06.123456+01:00
            Errors in file /rdsdbdata/log/trace/ORCL_j000_1.trc:
            ORA-12012: error on auto execute of job
            Fri Nov 20 09:10:07 2026
            Thread 1 advanced to log sequence 5
            """);
    assertThat(records.get(2).at()).isEqualTo(Instant.parse("2026-11-20T08:10:06.123456Z"));
    assertThat(records.get(2).line().fields().code()).isEqualTo("ORA-12012");
    assertThat(records.get(4).at()).isEqualTo(Instant.parse("2026-11-20T09:10:07Z"));
    assertThat(records.get(4).line().fields().recordOffset())
        .isEqualTo(records.get(3).position().offset());
  }

  @Test
  void sql_server_names_process_error_and_client() {
    var records =
        Lines.of(
            SQLSERVER_ERROR,
            """
            2026-11-20 09:10:06.12 Logon       Error: 18456, Severity: 14, State: 8.
            2026-11-20 09:10:06.12 Logon       Login failed for user 'sa'. Reason: x. [CLIENT: 10.0.0.9]
            2026-11-20 09:10:06.13 spid51s     Starting up database 'orders'.
            \tfurther text
            2026-11-20 09:10:07 - ! [298] SQLServer Error: 229
            """);
    assertThat(records.get(0).line().fields().code()).isEqualTo("18456");
    assertThat(records.get(0).line().fields().labels()).containsEntry("severity", "14");
    assertThat(records.get(1).line().fields().session())
        .isEqualTo(new Session("sa", "", "10.0.0.9", 0));
    assertThat(records.get(2).line().fields().thread()).isEqualTo(51);
    assertThat(records.get(3).line().flags()).contains(Line.CONTINUATION);
    assertThat(records.get(4).line().fields().level()).isEqualTo("ERROR");
  }

  @ParameterizedTest
  @CsvSource({
    "error/postgresql.log.2026-11-20-10, POSTGRES_TEXT",
    "/var/log/postgresql/postgresql-15-main.csv, POSTGRES_CSV",
    "/var/log/postgresql/postgresql-15-main.json, POSTGRES_JSON",
    "slowquery/mysql-slowquery.log, MYSQL_SLOW",
    "general/mysql-general.log, MYSQL_GENERAL",
    "audit/server_audit.log, MYSQL_AUDIT",
    "error/mysql-error-running.log, MYSQL_ERROR",
    "/var/log/mysql/error.log, MYSQL_ERROR",
    "/var/log/mysql/mariadb-slow.log, MYSQL_SLOW",
    "alert/alert_ORCL.log, ORACLE_ALERT",
    "log/ERROR, SQLSERVER_ERROR",
    "/var/opt/mssql/log/errorlog.1, SQLSERVER_ERROR"
  })
  void the_path_tells_the_form(String path, DatabaseLog log) {
    assertThat(DatabaseLog.ofPath(path)).contains(log);
  }

  @ParameterizedTest
  @CsvSource({
    "/var/log/syslog",
    "/var/log/cron.log",
    "/var/log/nginx/error.log",
    "/srv/orders-mysql/cron.log",
    "/var/log/mysql-backup.log"
  })
  void other_logs_are_left_to_others(String path) {
    assertThat(DatabaseLog.ofPath(path)).isEmpty();
  }

  @Test
  void a_date_inside_a_statement_is_no_time_of_a_line() {
    var records =
        Lines.of(MYSQL_ERROR, "2026-11-20T09:10:06Z 0 [Note] x\n1999-01-01 00:00:00 history\n");
    assertThat(records.get(1).at()).isEqualTo(records.get(0).at());
  }
}
