// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import static io.stillwatch.collector.database.DatabaseLog.POSTGRES_CSV;
import static io.stillwatch.collector.database.DatabaseLog.POSTGRES_JSON;
import static io.stillwatch.collector.database.DatabaseLog.POSTGRES_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Fields.Session;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresLinesTest {
  @Test
  void the_prefix_of_rds_is_found_out_from_the_first_line() {
    var records =
        Lines.of(
            POSTGRES_TEXT,
            """
            2026-11-20 10:00:00 UTC::@:[355]:LOG:  checkpoint starting: time
            2026-11-20 10:00:01 UTC:10.0.0.9(6461):app@orders:[6144]:LOG:  duration: 167.754 ms
            """);
    assertThat(records.get(0).line().fields().pid()).isEqualTo(355);
    assertThat(records.get(0).line().fields().session()).isEqualTo(Session.NONE);
    var fields = records.get(1).line().fields();
    assertThat(records.get(1).at()).isEqualTo(Instant.parse("2026-11-20T10:00:01Z"));
    assertThat(fields.level()).isEqualTo("LOG");
    assertThat(fields.session()).isEqualTo(new Session("app", "orders", "10.0.0.9", 6461));
    assertThat(fields.durationNanos()).isEqualTo(167_754_000);
  }

  @Test
  void a_statement_of_several_lines_stays_in_its_record() {
    var records =
        Lines.of(
            POSTGRES_TEXT,
            """
            2026-11-20 10:00:00.500 UTC [7] app@orders ERROR:  syntax error at or near "ORDER"
            2026-11-20 10:00:00.500 UTC [7] app@orders STATEMENT:  SELECT 1
            \tFROM t
            ORDER LOG: BY;

            2026-11-20 10:00:01.000 UTC [8] LOG:  other
            """);
    assertThat(records)
        .extracting(r -> r.line().fields().recordOffset())
        .startsWith(0L, 0L, 0L, 0L, 0L);
    assertThat(records.get(5).line().fields().recordOffset())
        .isEqualTo(records.get(5).position().offset());
    assertThat(records)
        .extracting(r -> r.line().flags().contains(Line.CONTINUATION))
        .containsExactly(false, true, true, true, true, false);
    assertThat(records.get(3).at()).isEqualTo(Instant.parse("2026-11-20T10:00:00.500Z"));
    assertThat(records.get(3).line().text()).isEqualTo("ORDER LOG: BY;");
    assertThat(records.get(3).line().fields().session().user()).isEqualTo("app");
  }

  @Test
  void what_comes_before_the_first_record_is_kept_and_tagged() {
    var record = Lines.of(POSTGRES_TEXT, "pg_ctl: could not start server\n").getFirst();
    assertThat(record.event()).isInstanceOf(LogEvent.Unparsed.class);
    assertThat(record.line().flags()).contains(Line.UNPARSED);
    assertThat(record.at()).isEqualTo(Lines.FALLBACK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%m [%p] %q[user=%u,db=%d,app=%a] | 2026-11-20 06:57:02.779 UTC [94] [user=app,db=orders,app=queue [0 of 50]] LOG:  x | 94 | app | orders",
        "%t [%p]: [%l-1] user=%u,db=%d - PG-%e | 2026-11-20 07:39:48 CET [347]: [3-1] user=app,db=orders - PG-57014 ERROR:  x | 347 | app | orders",
        "[%p]: [%l-1] db=%d,user=%u | [1127]: [8-1] db=orders,user=app LOG:  x | 1127 | app | orders",
        "%p-%s-%c-%l-%h-%u-%d-%m | 51-2026-11-17 19:11:13 UTC-619553d1.33-2-10.0.0.9-app-orders-2026-11-17 19:11:13.562 UTC LOG:  x | 51 | app | orders",
        "%m %r %u %a [%c] [%p] | 2026-11-20 17:54:35.256 UTC 10.0.0.9(56402) app [unknown] [5ec6c05b.22] [34] LOG:  x | 34 | app | ''",
        "%n <%5p> %q%-8u/%d> | 1795338606.123 <   34> app     /orders> LOG:  x | 34 | app | orders",
      })
  void any_prefix_is_read(String format, String line, long pid, String user, String database) {
    // the CSV source takes the blank at the end of a prefix away
    var record =
        Lines.of(POSTGRES_TEXT, line, Carried.ofPrefix(format + " ")).getFirst().line().fields();
    assertThat(record.pid()).isEqualTo(pid);
    assertThat(record.session().user()).isEqualTo(user);
    assertThat(record.session().database()).isEqualTo(database);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2026-11-20 10:00:00 CET [30291]: db=orders,user=app,app=psql,client=[local] LOG:  x;30291;app;orders",
        "2026-11-20 10:00:00 UTC [36]: [121-1] user=app,db=orders,app=pgbench,client=10.0.0.9 LOG:  x;36;app;orders",
        "2026-11-20 10:00:00.5 UTC [691] [queryid=10812] app@orders LOG:  x;691;app;orders",
        "2026-11-20 10:00:00 CET [1300]: [247-1] [0] usr=app,db=orders,appli=x LOG:  x;1300;app;orders",
      })
  void a_prefix_that_nobody_named_is_found_out(
      String line, long pid, String user, String database) {
    var fields = Lines.of(POSTGRES_TEXT, line).getFirst().line().fields();
    assertThat(fields.pid()).isEqualTo(pid);
    assertThat(fields.session().user()).isEqualTo(user);
    assertThat(fields.session().database()).isEqualTo(database);
  }

  @Test
  void rows_of_csvlog_go_on_until_their_quote_is_closed() {
    var records =
        Lines.of(
            POSTGRES_CSV,
            """
            2026-11-20 10:00:00.973 UTC,"app","orders",22950,"10.0.0.9:4711",6b02.59,1,"idle",2026-11-20 09:12:12 UTC,3/1,0,ERROR,42601,"syntax error at ""x""
            second line, with "" quotes
            third",,,,,,"select
            1",,,"psql","client backend",,0
            2026-11-20 10:00:01.000 UTC,,,1,,6b.1,1,,2026-11-20 09:12:12 UTC,,0,LOG,00000,"duration: 1.5 ms",,,,,,,,,"","x",,0
            """);
    assertThat(records)
        .extracting(r -> r.line().flags().contains(Line.CONTINUATION))
        .containsExactly(false, true, true, true, false);
    var fields = records.getFirst().line().fields();
    assertThat(fields.code()).isEqualTo("42601");
    assertThat(fields.session()).isEqualTo(new Session("app", "orders", "10.0.0.9", 4711));
    assertThat(records.getLast().line().fields().durationNanos()).isEqualTo(1_500_000);
    assertThat(records.getLast().line().fields().code()).isEmpty();
  }

  @Test
  void an_object_of_jsonlog_is_a_record() {
    var record =
        Lines.of(
                POSTGRES_JSON,
                """
                {"timestamp":"2026-11-20 10:00:00.973 UTC","user":"app","dbname":"orders","pid":7,"remote_host":"10.0.0.9","remote_port":4711,"error_severity":"FATAL","state_code":"28P01","message":"no"}
                {"timestamp":"2026-11-20
                """)
            .getFirst();
    assertThat(record.at()).isEqualTo(Instant.parse("2026-11-20T10:00:00.973Z"));
    assertThat(record.line().fields().level()).isEqualTo("FATAL");
    assertThat(record.line().fields().code()).isEqualTo("28P01");
    assertThat(record.line().fields().session())
        .isEqualTo(new Session("app", "orders", "10.0.0.9", 4711));
  }

  @Test
  void the_form_is_seen_although_the_path_does_not_tell_it() {
    var record =
        Lines.of(
                POSTGRES_TEXT,
                "2026-11-20 10:00:01.000 UTC,,,1,,6b.1,1,,2026-11-20 09:12:12 UTC,,0,LOG,00000,\"x\",,\n")
            .getFirst();
    assertThat(record.line().fields().level()).isEqualTo("LOG");
  }

  @Test
  void zones_are_read_by_their_abbreviation() {
    var text = "2026-06-27 00:00:07 CEST [58151]: [1-1] user=,db=,host=,app= LOG:  x\n";
    assertThat(Lines.of(POSTGRES_TEXT, text).getFirst().at())
        .isEqualTo(Instant.parse("2026-06-26T22:00:07Z"));
    var offset = "2026-06-27 00:00:07.862 -03 [790081] LOG: x\n";
    assertThat(Lines.of(POSTGRES_TEXT, offset).getFirst().at())
        .isEqualTo(Instant.parse("2026-06-27T03:00:07.862Z"));
  }
}
