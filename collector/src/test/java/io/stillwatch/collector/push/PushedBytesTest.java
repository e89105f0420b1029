// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushedBytesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z"));

  @TempDir private Path folder;
  private final SeenRecords seen = new SeenRecords();

  private List<LogRecord> taken(byte[]... messages) throws Exception {
    try (var spool = Spool.open(folder, 1 << 20, CLOCK)) {
      var intake = new SyslogIntake(new Intake(spool, seen, CLOCK), ZoneOffset.UTC);
      var list = new ArrayList<SyslogIntake.Message>();
      for (var bytes : messages) list.add(new SyslogIntake.Message(list.size(), bytes));
      intake.take(new SyslogIntake.Origin("10.0.0.1", "tcp", "stream-1"), list);
    }
    return seen.records();
  }

  @Test
  void a_message_that_is_no_utf8_keeps_its_bytes_as_they_came() throws Exception {
    var dated = "<13>Nov 22 01:59:59 web-1 app: caf\u00e9".getBytes(ISO_8859_1);
    var undated = "<13>app: \u00fcber".getBytes(ISO_8859_1);
    var records = taken(dated, undated);
    assertThat(records)
        .extracting(one -> Base64.getDecoder().decode(one.line().original()))
        .containsExactly(dated, undated);
    assertThat(records).allMatch(one -> one.line().flags().contains(Line.LOSSY));
    assertThat(records.getFirst().line().text()).endsWith("app: caf\ufffd");
    assertThat(records.getLast().line().text()).endsWith("app: \ufffdber");
  }

  @Test
  void a_message_of_another_year_keeps_them_too() throws Exception {
    var bytes = "<13>1 1999-01-01T00:00:00Z web-1 app - - - \u00e9".getBytes(ISO_8859_1);
    var line = taken(bytes).getFirst().line();
    assertThat(line.flags()).contains(Line.LOSSY, "clamped");
    assertThat(Base64.getDecoder().decode(line.original())).isEqualTo(bytes);
  }

  @Test
  void a_message_in_utf8_is_told_by_its_text_alone() throws Exception {
    var line = taken("<13>Nov 22 01:59:59 web-1 app: \u00e9 \ufffd".getBytes(UTF_8)).getFirst();
    assertThat(line.line().original()).isEmpty();
    assertThat(line.line().flags()).doesNotContain(Line.LOSSY);
  }
}
