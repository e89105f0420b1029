// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stillwatch.auditor.crontab.CrontabLine.Assignment;
import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrontabTest {
  private static final TablePlace SYSTEM = TablePlace.of("/etc/cron.d/x").orElseThrow();
  private static final TablePlace USER =
      TablePlace.of("/var/spool/cron/crontabs/ops").orElseThrow();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Crontab debian(String text) {
    return Crontab.read(SYSTEM, Dialect.DEBIAN, text);
  }

  private static Crontab cronie(String text) {
    return Crontab.read(SYSTEM, Dialect.CRONIE, text);
  }

  private static Entry only(String line) {
    return debian(line + "\n").entries().getFirst();
  }

  @Test
  void classifies_every_line_and_loses_none() {
    var text = "# c\n\nPATH=/bin\n5 1 * * * root a\n61 1 * * * root b\n\t# d";
    var table = debian(text);
    assertThat(table.lines())
        .extracting(l -> l.getClass().getSimpleName())
        .containsExactly("Comment", "Blank", "Assignment", "Entry", "Faulty", "Comment");
    assertThat(String.join("\n", table.lines().stream().map(CrontabLine::text).toList()))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          22-4 1 * * * root x | true  | true
          */90 1 * * * root x | true  | true
          0~59 1 * * * root x | true  | true
          0#1 1 * * * root x  | true  | false
          */10/2 1 * * * root x | true | false
          ** 1 * * * root x   | true  | false
          *.5 1 * * * root x  | true  | false
          5/10 1 * * * root x | false | false
          */0 1 * * * root x  | false | false
          1, 2 1 * * * root x | false | false
          L 1 * * * root x    | false | false
          @Daily root x       | false | false
          @midnight root x    | true  | true
          0 1 * jan-mar mon,wed root x | true | true
          0 1 * * Sunday root x | false | false
          60 1 * * * root x   | false | false
          0 1 * * 007 root x  | true  | true
          FOO=                | false | true
          FOO=\"\"            | true  | true
          A = \"b\"           | true  | true
          export X=1          | false | false
          -0 3 * * * root x   | false | true
          0 3 * * * root -n x | true  | true
          0 3 * * * root -x y | true  | false
          '0 3 * * * root '   | true  | false
          '@reboot root  '    | true  | false
          0 3 * * * root -n   | true  | false
          '0 3 * * * root -n ' | true | false
          // comment          | false | false
          ' \tA=1'             | true  | true
          ␍A=1                | false | false
          ␍=1                 | true  | true
          A␍=1                | true  | true
          """)
  void each_daemon_accepts_its_own(String line, boolean debian, boolean cronie) {
    var text = line.replace("\\\"", "\"").replace('␍', '\r') + "\n";
    assertThat(debian(text).faults().isEmpty()).isEqualTo(debian);
    assertThat(cronie(text).faults().isEmpty()).isEqualTo(cronie);
  }

  @Test
  void one_bad_line_costs_debian_the_table_and_cronie_the_line() {
    var text = "5 1 * * * root a\n61 1 * * * root b\n";
    assertThat(debian(text).droppedWhole()).isTrue();
    assertThat(cronie(text).droppedWhole()).isFalse();
    assertThat(cronie(text).entries()).hasSize(1);
  }

  @Test
  void a_last_line_without_newline_is_a_fault_unless_it_is_a_comment() {
    assertThat(debian("5 1 * * * root a").faults())
        .extracting(CrontabLine.Faulty::fault)
        .containsExactly(CronFault.MISSING_NEWLINE);
    assertThat(debian("5 1 * * * root a\n# end").faults()).isEmpty();
  }

  @Test
  void a_last_line_without_newline_keeps_its_other_fault() {
    assertThat(debian("5 1 * * * root a\n5 30 * * * root b").faultsOfLines())
        .extracting(CrontabLine.Faulty::fault, CrontabLine.Faulty::number)
        .containsExactly(tuple(CronFault.BAD_HOUR, 2));
    assertThat(debian("5 1 * * * root a").faultsOfLines()).isEmpty();
  }

  @Test
  void a_percent_sign_cuts_the_command_that_is_run_and_logged() {
    var cut = only("0 1 * * * root echo \"$(date +%F)\" x").command();
    assertThat(cut.run()).isEqualTo("echo \"$(date +");
    assertThat(only("0 1 * * * root date +\\%F").command().run()).isEqualTo("date +%F");
    assertThat(only("0 1 * * * root /bin/true\r").command().logged()).isEqualTo("/bin/true^M");
    assertThat(only("0 1 * * * root echo caf\u00e9\tx").command().logged())
        .isEqualTo("echo caf\\303\\251^Ix");
  }

  @Test
  void debian_logs_the_blanks_before_a_command_and_cronie_does_not() {
    var line = "17 * * * * root    cd / && x\n";
    assertThat(debian(line).entries().getFirst().command().logged()).isEqualTo("   cd / && x");
    assertThat(cronie(line).entries().getFirst().command().logged()).isEqualTo("cd / && x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */10 * * * *   | PT10M
          0 2 * * *      | PT24H
          0 2 * * 1-5    | PT24H
          0 9,17 * * *   | PT16H
          0 8-18 * * *   | PT1H
          5 4 * * sun    | PT168H
          0 0 1 * *      | PT744H
          0 0 1 1 *      | PT8760H
          0 0 29 2 *     | PT35064H
          * * * * *      | PT1M
          """)
  void the_period_is_the_typical_distance_of_due_times(String expression, Duration period) {
    var timing = only(expression + " root x").timing();
    assertThat(timing.period()).contains(period);
  }

  @Test
  void what_never_comes_has_a_schedule_that_says_so() {
    for (var line : List.of("@reboot root x", "0 1 30 2 * root x", "22-4 1 * * * root x")) {
      assertThat(only(line).timing().schedule(BERLIN)).as(line).isInstanceOf(Schedule.Never.class);
    }
    var orWeekday = only("0 1 30 2 1 root x").timing().schedule(BERLIN);
    assertThat(orWeekday).isInstanceOf(Schedule.Cron.class);
  }

  @Test
  void due_times_are_those_of_the_zone() {
    var schedule = only("30 2 * * * root x").timing().schedule(BERLIN);
    var next = schedule.nextAfter(Instant.parse("2026-01-05T12:00:00Z"), Instant.EPOCH);
    assertThat(next).contains(Instant.parse("2026-01-06T01:30:00Z"));
    assertThat(schedule.inWords()).isEqualTo("daily at 02:30 Europe/Berlin");
  }

  @Test
  void a_faulty_line_still_tells_what_was_meant() {
    var faulty =
        debian("@dayly root a b\n53 23 * * root c\n0 * * * root\n* * * * * /opt/x.sh\n").faults();
    assertThat(faulty)
        .extracting(f ->
            f.meant()
                .map(e -> e.timing().expression() + " " + e.user().name() + " " + e.command().raw())
                .orElse(""))
        .containsExactly(
            "0 0 * * * root a b", "53 23 * * * root c", "0 * * *  root", "* * * * *  /opt/x.sh");
  }

  @Test
  void values_may_be_quoted_as_a_whole_only() {
    var lines = debian("A=\"b\" \n'C' = d e \nE=\"f\" g\n").lines();
    assertThat(((Assignment) lines.get(0)).value()).isEqualTo("b");
    assertThat(((Assignment) lines.get(1)).value()).isEqualTo("d e");
    assertThat(lines.get(2)).isInstanceOf(CrontabLine.Faulty.class);
  }

  @Test
  void spool_tables_belong_to_the_user_they_are_named_after() {
    assertThat(USER.owner()).isEqualTo("ops");
    assertThat(TablePlace.of("/var/spool/cron/ops").orElseThrow().owner()).isEqualTo("ops");
    assertThat(TablePlace.of("/etc/cron.daily/x")).isEmpty();
  }
}
