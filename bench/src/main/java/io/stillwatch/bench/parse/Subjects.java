// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.parse;

import io.stillwatch.collector.database.DatabaseLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The parsers that are measured, by the names under which the table shows them.
final class Subjects {
  private static final String TAG =
      "%{SYSLOGHOST:host.name} %{PROG:process.name}(?:\\[%{POSINT:process.pid:int}\\])?: ";
  private static final String BSD = "^%{SYSLOGTIMESTAMP:timestamp} " + TAG;
  private static final String ISO = "^%{TIMESTAMP_ISO8601:timestamp} " + TAG;

  private Subjects() {}

  static List<Subject> all() {
    var all = new ArrayList<Subject>();
    all.addAll(system());
    all.addAll(postgres());
    all.addAll(mysql());
    all.addAll(others());
    return all;
  }

  static Subject named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Subject> system() {
    var cron = "\\(%{USER:user.name}\\) %{CRON_ACTION:event.action} \\(%{DATA:message}\\)$";
    return List.of(
        new Subject(
            "cron",
            Optional.empty(),
            List.of(BSD + cron, ISO + cron, BSD + "%{GREEDYDATA:message}"),
            List.of(
                "Nov 2# 0#:##:01 ops-# CRON[1####]: (root) CMD (/usr/local/bin/backup --all >/dev/null 2>&1)",
                "Nov 2# 0#:##:01 ops-# CRON[1####]: (app) CMD (test -x /opt/~~~ && /opt/~~~ --quiet)",
                "2026-11-2#T0#:1#:01.######+00:00 ops-# CRON[1####]: (www-data) CMD (php /srv/~~~~/cron.php)",
                "Nov 2# 0#:##:02 ops-# crond[1###]: (root) CMDEND (run-parts /etc/cron.hourly)")),
        new Subject(
            "logrotate-systemd",
            Optional.empty(),
            List.of(
                BSD + "error: %{UNIXPATH:file.path}:%{INT:line:int} %{GREEDYDATA:message}",
                BSD + "ALERT exited abnormally with \\[%{INT:status}\\]",
                BSD + "(?<action>Starting|Started|Finished|Failed to start) %{GREEDYDATA:message}",
                BSD + "%{GREEDYDATA:message}"),
            List.of(
                "Nov 2# 0#:##:01 ops-# logrotate[1####]: error: /etc/logrotate.d/~~~~:# unknown option 'x' -- ignoring line",
                "Nov 2# 0#:##:01 ops-# logrotate: ALERT exited abnormally with [1]",
                "Nov 2# 0#:##:01 ops-# systemd[1]: Starting Rotate log files...",
                "Nov 2# 0#:##:01 ops-# systemd[1]: logrotate.service: Main process exited, code=exited, status=1/FAILURE",
                "Nov 2# 0#:##:01 ops-# sshd[1####]: Accepted publickey for ~~~~ from 10.0.0.# port 4####")));
  }

  private static List<Subject> postgres() {
    var duration = "(?:duration: %{NUMBER:event.duration:float} ms)?%{GREEDYDATA:message}";
    return List.of(
        new Subject(
            "postgres-text",
            Optional.of(DatabaseLog.POSTGRES_TEXT),
            List.of(
                "^%{TIMESTAMP_ISO8601:timestamp} %{WORD:zone}:(?:%{IPORHOST:client.address}\\(%{INT:client.port:int}\\)|\\[local\\])?:%{DATA:user.name}@%{DATA:database}:\\[%{INT:process.pid:int}\\]:%{WORD:log.level}:\\s+"
                    + duration,
                "^%{GREEDYDATA:message}"),
            List.of(
                "2026-11-2# 1#:##:## UTC::@:[35#]:LOG:  checkpoint starting: time",
                "2026-11-2# 1#:##:## UTC:10.0.0.#(5####):app@orders:[6###]:LOG:  duration: 16#.7## ms  statement: select ~~~~ from orders where id = ####",
                "2026-11-2# 1#:##:## UTC:10.0.0.#(5####):app@orders:[6###]:ERROR:  duplicate key value violates unique constraint \"~~~~_pkey\"",
                "2026-11-2# 1#:##:## UTC:[local]:rdsadmin@rdsadmin:[1####]:LOG:  connection authorized: user=rdsadmin database=rdsadmin")),
        new Subject(
            "postgres-csv",
            Optional.of(DatabaseLog.POSTGRES_CSV),
            List.of(
                "^%{TIMESTAMP_ISO8601:timestamp} %{WORD:zone},(?:\"%{DATA:user.name}\")?,(?:\"%{DATA:database}\")?,%{INT:process.pid:int},(?:\"%{DATA:client.address}:%{INT:client.port:int}\")?,%{DATA:session},%{INT:session_line},(?:\"%{DATA:command}\")?,%{DATA:start},%{DATA:vxid},%{INT:txid},%{WORD:log.level},%{WORD:error.code},\""
                    + duration),
            List.of(
                "2026-11-2# 1#:##:##.### UTC,,,22###,,6b02b1ec.59a#,1,,2026-11-22 09:12:12 UTC,,0,LOG,00000,\"database system is ready to accept connections\",,,,,,,,,\"\",\"postmaster\",,0",
                "2026-11-2# 1#:##:##.### UTC,\"app\",\"orders\",22###,\"10.0.0.#:4####\",6b02b1ed.59b#,3,\"SELECT\",2026-11-22 09:12:13 UTC,3/1,0,LOG,00000,\"duration: #.### ms  statement: select ~~~~ from orders\",,,,,,,,,\"psql\",\"client backend\",,0",
                "2026-11-2# 1#:##:##.### UTC,\"app\",\"orders\",22###,\"10.0.0.#:4####\",6b02b1ed.59b#,3,\"INSERT\",2026-11-22 09:12:13 UTC,3/1,0,ERROR,23505,\"duplicate key value violates unique constraint \"\"~~~~\"\"\",,,,,,,,,\"psql\",\"client backend\",,0")),
        new Subject(
            "postgres-json",
            Optional.of(DatabaseLog.POSTGRES_JSON),
            List.of(
                "^\\{\"timestamp\":\"%{TIMESTAMP_ISO8601:timestamp} %{WORD:zone}\",(?:\"user\":\"%{DATA:user.name}\",\"dbname\":\"%{DATA:database}\",)?\"pid\":%{INT:process.pid:int},(?:\"remote_host\":\"%{DATA:client.address}\",\"remote_port\":%{INT:client.port:int},)?%{DATA}\"error_severity\":\"%{WORD:log.level}\",(?:\"state_code\":\"%{WORD:error.code}\",)?\"message\":\""
                    + duration),
            List.of(
                "{\"timestamp\":\"2026-11-2# 1#:##:##.### UTC\",\"pid\":22###,\"session_id\":\"6b02b1ec.59a#\",\"line_num\":4,\"session_start\":\"2026-11-22 09:12:12 UTC\",\"txid\":0,\"error_severity\":\"LOG\",\"message\":\"database system is ready\",\"backend_type\":\"postmaster\",\"query_id\":0}",
                "{\"timestamp\":\"2026-11-2# 1#:##:##.### UTC\",\"user\":\"app\",\"dbname\":\"orders\",\"pid\":22###,\"remote_host\":\"10.0.0.#\",\"remote_port\":4####,\"session_id\":\"6b02b1ed.59b#\",\"line_num\":3,\"error_severity\":\"ERROR\",\"state_code\":\"42601\",\"message\":\"syntax error at ~~~~\",\"application_name\":\"psql\",\"backend_type\":\"client backend\",\"query_id\":0}")));
  }

  private static List<Subject> mysql() {
    return List.of(
        new Subject(
            "mysql-error",
            Optional.of(DatabaseLog.MYSQL_ERROR),
            List.of(
                "^%{TIMESTAMP_ISO8601:timestamp}\\s+(?:%{INT:process.thread.id:int} )?\\[%{WORD:log.level}\\] (?:\\[%{DATA:error.code}\\] \\[%{DATA:subsystem}\\] )?%{GREEDYDATA:message}",
                "^(?<date>\\d{6}\\s+\\d{1,2}:\\d\\d:\\d\\d)\\s+(?:\\[%{WORD:log.level}\\] )?%{GREEDYDATA:message}",
                "^%{GREEDYDATA:message}"),
            List.of(
                "2026-11-2#T1#:##:##.######Z 1# [Warning] [MY-01###6] [Server] Insecure configuration for --~~~~-file-priv.",
                "2026-11-2#T1#:##:##.######Z 0 [Note] Event Scheduler: ~~~~ loaded # events",
                "2026-11-2# 1#:##:## 1### [ERROR] InnoDB: Unable to lock ./~~~~ error: 11",
                "26112#  9:##:## [Warning] Aborted connection #### to db: 'orders' user: 'app'",
                "InnoDB: ###### pending log flushes")),
        new Subject(
            "mysql-slow",
            Optional.of(DatabaseLog.MYSQL_SLOW),
            List.of(
                "^# Time: %{TIMESTAMP_ISO8601:timestamp}",
                "^# User@Host: %{DATA:user.name}\\[%{DATA}\\] @ (?:%{HOSTNAME:host} )?\\s*\\[(?:%{IP:client.address})?\\]\\s+Id:\\s+%{INT:process.thread.id:int}",
                "^# Query_time: %{NUMBER:event.duration:float}\\s+Lock_time: %{NUMBER:lock}\\s+Rows_sent: %{INT:rows_sent}\\s+Rows_examined: %{INT:rows_examined}",
                "^%{GREEDYDATA:message}"),
            List.of(
                "# Time: 2026-11-2#T1#:##:##.######Z",
                "# User@Host: app[app] @ web# [10.0.0.#]  Id:  1###",
                "# Query_time: #.######  Lock_time: 0.0000## Rows_sent: ##  Rows_examined: 1###",
                "SET timestamp=17953386##;",
                "select ~~~~ from orders where customer = #### order by created desc limit 10;")),
        new Subject(
            "mysql-general",
            Optional.of(DatabaseLog.MYSQL_GENERAL),
            List.of(
                "^(?:%{TIMESTAMP_ISO8601:timestamp})?\\t+\\s*%{INT:process.thread.id:int} (?<command>[A-Z][A-Za-z ]+)(?:\\t%{GREEDYDATA:message})?",
                "^(?<date>\\d{6}\\s+\\d{1,2}:\\d\\d:\\d\\d)\\t+\\s*%{INT:process.thread.id:int} (?<command>[A-Z][A-Za-z ]+)(?:\\t%{GREEDYDATA:message})?",
                "^%{GREEDYDATA:message}"),
            List.of(
                "2026-11-2#T1#:##:##.######Z\t  1### Query\tselect ~~~~ from orders where id = ####",
                "2026-11-2#T1#:##:##.######Z\t  1### Quit\t",
                "26112#  9:##:##\t   ## Query\tselect ~~~~ from orders",
                "\t\t   ## Query\tcommit")),
        new Subject(
            "mysql-audit",
            Optional.of(DatabaseLog.MYSQL_AUDIT),
            List.of(
                "^(?<timestamp>\\d{8} \\d\\d:\\d\\d:\\d\\d),%{DATA:server},%{DATA:user.name},%{DATA:client.address},%{INT:process.thread.id:int},%{INT:query},%{WORD:operation},%{DATA:database},%{GREEDYDATA:object},%{INT:error.code}"),
            List.of(
                "2026112# 1#:##:##,db-1,app,10.0.0.#,1###,4####,QUERY,orders,'select ~~~~ from orders where id = ####',0",
                "2026112# 1#:##:##,db-1,app,10.0.0.#,1###,0,CONNECT,orders,,0",
                "2026112# 1#:##:##,db-1,app,10.0.0.#,1###,0,FAILED_CONNECT,,,1045")));
  }

  private static List<Subject> others() {
    return List.of(
        new Subject(
            "oracle-alert",
            Optional.of(DatabaseLog.ORACLE_ALERT),
            List.of(
                "^%{TIMESTAMP_ISO8601:timestamp}$",
                "^%{DAY} %{MONTH} +%{MONTHDAY} %{TIME} %{YEAR}$",
                "^%{DATA}(?<error.code>ORA-\\d{1,5})%{GREEDYDATA:message}",
                "^%{GREEDYDATA:message}"),
            List.of(
                "2026-11-2#T1#:##:##.######+00:00",
                "Thread 1 advanced to log sequence #### (LGWR switch),  current SCN: 1#######",
                "Errors in file /rdsdbdata/log/trace/ORCL_j00#_1####.trc:",
                "ORA-1#012: error on auto execute of job \"SYS\".\"~~~~\"")),
        new Subject(
            "sqlserver-error",
            Optional.of(DatabaseLog.SQLSERVER_ERROR),
            List.of(
                "^%{TIMESTAMP_ISO8601:timestamp} %{WORD:process}\\s+Error: %{INT:error.code}, Severity: %{INT:severity}, State: %{INT:state}",
                "^%{TIMESTAMP_ISO8601:timestamp} Logon\\s+Login failed for user '%{DATA:user.name}'%{DATA}\\[CLIENT: %{DATA:client.address}\\]",
                "^%{TIMESTAMP_ISO8601:timestamp} %{WORD:process}\\s+%{GREEDYDATA:message}",
                "^%{GREEDYDATA:message}"),
            List.of(
                "2026-11-2# 1#:##:##.## spid5#      Starting up database '~~~~'.",
                "2026-11-2# 1#:##:##.## Logon       Error: 18456, Severity: 14, State: 8.",
                "2026-11-2# 1#:##:##.## Logon       Login failed for user '~~~~'. Reason: Password did not match. [CLIENT: 10.0.0.#]",
                "2026-11-2# 1#:##:##.## Backup      Log was backed up. Database: orders, creation date(time): 2026/01/01(00:00:00)")));
  }

  /// The lines of a subject with their digits and letters drawn; the same ones for the same seed.
  static List<String> drawn(Subject subject, int count, long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var lines = new ArrayList<String>(count);
    for (int i = 0; i < count; i++)
      lines.add(drawn(subject.lines().get(i % subject.lines().size()), random));
    return lines;
  }

  private static String drawn(String template, RandomGenerator random) {
    var line = new StringBuilder(template.length());
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      boolean clock = c == '#' && i > 0 && template.charAt(i - 1) == ':';
      if (c == '#') line.append((char) ('0' + random.nextInt(clock ? 6 : 10)));
      else line.append(c == '~' ? (char) ('a' + random.nextInt(26)) : c);
    }
    return line.toString();
  }
}
