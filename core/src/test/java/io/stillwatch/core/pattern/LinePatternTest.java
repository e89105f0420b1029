// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinePatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Nov 30 03:10:01 ops-1 CRON[4711]: (root) CMD (/usr/sbin/logrotate /etc/logrotate.d/rds) | CRON: (root) CMD (/usr/sbin/logrotate /etc/logrotate.d/rds)
          Nov  3 03:10:01 ops-1 cron[812]: (*system*rds) ERROR (Syntax error, this crontab file will be ignored) | cron: (*system*rds) ERROR (Syntax error, this crontab file will be ignored)
          2026-11-30T03:10:01.123456+01:00 ops-1 CROND[31]: (app) CMDOUT (rotate.sh: line 3: /usr/bin/find: Permission denied) | CROND: (app) CMDOUT (rotate.sh: line <*>: /usr/bin/find: Permission denied)
          <78>1 2026-11-30T03:10:01.123Z ops-1 crond 811 - - (root) CMD (run-parts /etc/cron.hourly) | crond: (root) CMD (run-parts /etc/cron.hourly)
          <86>Nov 30 03:10:02 ops-1 sshd[811]: Accepted publickey for ann from 10.0.0.7 port 51022 ssh2: RSA SHA256:Zx9f3kT | sshd: Accepted publickey for ann from <*> port <*> ssh<*>: RSA SHA<*>
          Nov 30 03:10:02 ops-1 logrotate[99]: error: skipping "/var/log/rds/slow.log" because parent directory has insecure permissions | logrotate: error: skipping "<*>" because parent directory has insecure permissions
          Nov 30 03:10:02 ops-1 systemd[1]: logrotate.service: Main process exited, code=exited, status=1/FAILURE | systemd: logrotate.service: Main process exited, code=exited, status=<*>/FAILURE
          Nov 30 03:10:02 ops-1 systemd[1]: Started session-1204.scope - Session 1204 of User root. | systemd: Started session-<*>.scope - Session <*> of User <*>
          Nov 30 03:10:02 ops-1 kernel: [1234567.891011] eth0: renamed from veth3f9c2a1 | kernel: [<*>] eth<*>: renamed from <*>
          Nov 30 02:05:41 ops-1 pg_dump[5]: finished in 41.7 s, 1,234,567 rows to /backup/2026/11/30/orders.dump | pg_dump: finished in <*> s, <*> rows to /backup/<*>/orders.dump
          2026-11-30 03:24:12.123 UTC:10.0.0.1(42318):app@orders:[2211]:ERROR:  relation "audit_log" does not exist at character 15 | <*> <*> UTC:<*>(<*>):app@orders:[<*>]:ERROR: relation "<*>" does not exist at character <*>
          2026-11-30T03:24:12.123456Z 14 [ERROR] [MY-010131] [Server] TCP/IP, --ssl or failed: Can't create IP socket | <*> <*> [ERROR] [MY-<*>] [Server] TCP/IP, --ssl or failed: Can't create IP socket
          2026-11-30 03:24:12 0 [Note] InnoDB: Buffer pool(s) load completed at 261130  3:24:12 | <*> <*> <*> [Note] InnoDB: Buffer pool(s) load completed at <*> <*>
          Nov 30 03:10:02 ops-1 app[3]: request 550e8400-e29b-41d4-a716-446655440000 of fe80::aede:48ff:fe00:1122 took 12ms | app: request <*> of <*> took <*>
          Nov 30 03:10:02 ops-1 app[3]: user's file 'it's here' isn't there | app: user's file '<*>' isn't there
          Nov 30 03:10:02 ops-1 app[3]: a   b\tc | app: a b c
          """)
  void keeps_what_a_program_always_writes(String line, String pattern) {
    assertThat(pattern(line)).isEqualTo(pattern);
    assertThat(Masking.masked(pattern)).as("the pattern of a pattern").isEqualTo(pattern);
  }

  @Test
  void a_program_that_the_line_does_not_name_is_taken_from_the_record() {
    var record = record("finished in 3 s", new LogEvent.Other("pg_dump"));
    assertThat(LinePattern.of(record)).contains("pg_dump: finished in <*> s");
    assertThat(LinePattern.program("pg_dump: finished in <*> s")).isEqualTo("pg_dump");
    assertThat(LinePattern.program("<*> [Note] InnoDB: loaded")).isEmpty();
  }

  @Test
  void further_lines_of_a_record_and_lines_without_a_layout_have_none() {
    var other = new LogEvent.Other("");
    var further = record("WHERE id = 3", other);
    assertThat(LinePattern.of(further.withLine(further.line().flagged(Line.CONTINUATION))))
        .isEmpty();
    assertThat(LinePattern.of(record("\u0000\u0001", new LogEvent.Unparsed("no time")))).isEmpty();
    assertThat(LinePattern.of(record("   ", other))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysqldump -u root -pHunter orders",
        "backup.sh --password Hunter --host db",
        "curl -u ann:Hunter https://example.org",
        "connecting to postgres://app:Hunter@db/orders",
        "PGPASSWORD=Hunter pg_dump",
        "token: Hunter"
      })
  void no_secret_is_left_in_what_is_shown_of_a_pattern(String text) {
    var shown = LinePattern.ofMessage(text);
    assertThat(shown).doesNotContain("Hunter").contains(Secrets.REDACTED);
  }

  /// Words, numbers and punctuation in every order, with other digits in the second line.
  @Test
  void lines_that_differ_in_numbers_only_have_one_pattern_and_a_pattern_is_its_own() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      var one = new StringBuilder();
      var other = new StringBuilder();
      for (int i = 0, parts = 1 + random.nextInt(30); i < parts; i++) {
        var part = PARTS.get(random.nextInt(PARTS.size()));
        one.append(part.isEmpty() ? number(random) : part);
        other.append(part.isEmpty() ? number(random) : part);
      }
      var pattern = Masking.masked(one.toString());
      assertThat(Masking.masked(other.toString())).as(one.toString()).isEqualTo(pattern);
      assertThat(Masking.masked(pattern)).as(one.toString()).isEqualTo(pattern);
      assertThat(pattern.length()).isLessThanOrEqualTo(200);
    }
  }

  /// The empty one stands for a number.
  private static final List<String> PARTS =
      List.of(
          "",
          "",
          "",
          "a",
          "ab",
          "face",
          "dead",
          "x",
          "eth",
          "word",
          "ä",
          " ",
          " ",
          "  ",
          "\t",
          ".",
          ":",
          "-",
          "_",
          "/",
          ",",
          "=",
          "\"",
          "'",
          "<",
          ">",
          "<*>",
          "*",
          "[",
          "]",
          "@",
          "+",
          "%",
          "(",
          "a longer part of a line that soon fills the room there is",
          ";");

  private static String number(Random random) {
    return Long.toString(random.nextLong(1L << random.nextInt(1, 50)));
  }

  private static String pattern(String line) {
    return LinePattern.of(record(line, new LogEvent.Other(""))).orElseThrow();
  }

  private static LogRecord record(String text, LogEvent event) {
    return new LogRecord(
        text,
        new SourceId("file:ops-1"),
        "cron.syslog",
        Host.server("ops-1"),
        Instant.EPOCH,
        new Position("/var/log/syslog", "g", 0),
        Line.of(text),
        event);
  }
}
