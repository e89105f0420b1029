// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.database.DatabaseRecords;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every byte of a log is in its records, whatever was done to the text.
class OriginalBytesTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final SourceId SOURCE = new SourceId("file:ops-1");
  private static final Host HOST = Host.server("ops-1");

  private final SyslogRecords records = new SyslogRecords(SOURCE, HOST, ZoneOffset.UTC);

  private static List<RawLine> lines(byte[] bytes, int maxBytes) {
    return new LineCutter("cron.log", "g1", Integer.MAX_VALUE, maxBytes)
        .cut(bytes, 0, true)
        .lines();
  }

  private LogRecord record(byte[] bytes) {
    return records.record(lines(bytes, RawLine.MAX_BYTES).getFirst(), Timeline.live(START));
  }

  private static byte[] original(LogRecord record) {
    return Base64.getDecoder().decode(record.line().original());
  }

  @Test
  void a_latin_1_line_that_ends_with_a_return_is_kept_with_it() {
    var bytes = "Nov 22 02:00:00 ops-1 app: caf\u00e9\r".getBytes(ISO_8859_1);
    var record = record(bytes);
    assertThat(record.line().text()).isEqualTo("Nov 22 02:00:00 ops-1 app: caf\ufffd");
    assertThat(record.line().flags()).containsExactly(Line.LOSSY, "no-year");
    assertThat(original(record)).isEqualTo(bytes);
  }

  @Test
  void a_utf_16_line_is_kept_up_to_its_line_feed() {
    var bytes = "\ufeffgr\u00f6\u00dfe".getBytes(UTF_16LE);
    assertThat(original(record(bytes))).isEqualTo(bytes);
  }

  @Test
  void a_nul_byte_and_a_written_replacement_character_are_text() {
    var text = "Nov 22 02:00:00 ops-1 app: \u0000 \ufffd";
    var record = record(text.getBytes(UTF_8));
    assertThat(record.line()).isEqualTo(new Line(text, List.of("no-year")));
  }

  @Test
  void a_time_that_is_not_believed_changes_neither_text_nor_bytes() {
    var record = record("Nov 22 02:00:00 ops-1 app: \u00e9".getBytes(ISO_8859_1));
    var clamped = SyslogRecords.clamped(record, START).line();
    assertThat(clamped.original()).isEqualTo(record.line().original()).isNotEmpty();
    assertThat(clamped.text()).isEqualTo(record.line().text());
    assertThat(clamped.flags()).endsWith("clamped");
  }

  @Test
  void a_line_of_a_database_keeps_its_bytes() {
    var text = "2026-11-22 02:00:00 UTC:10.0.0.1(5432):app@shop:[77]:LOG:  caf\u00e9";
    var origin = new DatabaseRecords.Origin(SOURCE, HOST, DatabaseRecords.DATASET, "");
    var database = new DatabaseRecords(origin, DatabaseLog.POSTGRES_TEXT, ZoneOffset.UTC, START);
    var line = lines(text.getBytes(ISO_8859_1), RawLine.MAX_BYTES).getFirst();
    var record = database.read(line, Carried.NOTHING, START).record();
    assertThat(record.line().fields().pid()).isEqualTo(77);
    assertThat(original(record)).isEqualTo(text.getBytes(ISO_8859_1));
  }

  @Test
  void a_message_of_the_journal_that_is_no_utf8_keeps_its_bytes() {
    var message = "caf\u00e9 \u0007".getBytes(ISO_8859_1);
    var json =
        "{\"__REALTIME_TIMESTAMP\":\"1795312800000000\",\"_HOSTNAME\":\"ops-1\",\"_COMM\":\"app\","
            + "\"MESSAGE\":"
            + numbers(message)
            + "}";
    var record = record(json.getBytes(UTF_8));
    assertThat(record.line().text()).endsWith("ops-1 app: caf\ufffd \u0007");
    assertThat(record.line().flags()).contains(Line.LOSSY);
    assertThat(original(record)).isEqualTo(message);
  }

  private static String numbers(byte[] bytes) {
    return new String(bytes, ISO_8859_1)
        .chars()
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void a_message_of_the_journal_with_a_control_character_is_text() {
    var json = "{\"__REALTIME_TIMESTAMP\":\"1795312800000000\",\"MESSAGE\":[97,7,195,169]}";
    var line = record(json.getBytes(UTF_8)).line();
    assertThat(line.text()).endsWith(": a\u0007\u00e9");
    assertThat(line.original()).isEmpty();
  }

  @Test
  void a_thousand_random_lines_are_put_together_again_byte_for_byte() {
    var random = new SplittableRandom(42);
    var log = new ByteArrayOutputStream();
    for (int i = 0; i < 1_000; i++) {
      var line = new byte[random.nextInt(1, 60)];
      random.nextBytes(line);
      for (int j = 0; j < line.length; j++) if (line[j] == '\n' || line[j] == '\r') line[j] = 'x';
      log.writeBytes(line);
      log.write('\n');
    }
    var again = new ByteArrayOutputStream();
    var timeline = Timeline.live(START);
    for (var raw : lines(log.toByteArray(), RawLine.MAX_BYTES)) {
      var line = records.record(raw, timeline).line();
      again.writeBytes(
          line.original().isEmpty()
              ? line.text().getBytes(UTF_8)
              : Base64.getDecoder().decode(line.original()));
      again.write('\n');
    }
    assertThat(again.toByteArray()).isEqualTo(log.toByteArray());
  }

  @Test
  void the_pieces_of_a_long_line_end_between_characters_and_are_no_less_text() {
    var text = "\u65e5\u672c\ud83d\ude42\u00e9x".repeat(50);
    for (int maxBytes = 4; maxBytes < 40; maxBytes++) {
      var pieces = lines(text.getBytes(UTF_8), maxBytes);
      assertThat(pieces.stream().map(piece -> piece.decoded().text()).collect(Collectors.joining()))
          .isEqualTo(text);
      assertThat(pieces).allMatch(piece -> piece.decoded().original().isEmpty());
      assertThat(pieces).allMatch(piece -> piece.raw().length > 0);
    }
  }

  @Test
  void the_pieces_of_a_long_line_of_anything_lose_no_byte() {
    var bytes = new byte[5_000];
    new SplittableRandom(7).nextBytes(bytes);
    Arrays.fill(bytes, 100, 200, (byte) 0xf0);
    Arrays.fill(bytes, 200, 300, (byte) 0x80);
    for (int i = 0; i < bytes.length; i++) if (bytes[i] == '\n') bytes[i] = 0;
    for (int maxBytes = 1; maxBytes < 20; maxBytes++) {
      var again = new ByteArrayOutputStream();
      for (var piece : lines(bytes, maxBytes)) again.writeBytes(piece.raw());
      assertThat(again.toByteArray()).isEqualTo(bytes);
    }
  }

  @Test
  void a_line_is_cut_at_the_same_places_however_much_of_it_is_there() {
    var bytes = "\u65e5\u672c\u00e9".repeat(40).getBytes(UTF_8);
    var whole = lines(bytes, 16);
    for (int there = 16; there < bytes.length; there++) {
      var cut = new LineCutter("cron.log", "g1", 1, 16).cut(Arrays.copyOf(bytes, there), 0, false);
      assertThat(cut.lines()).containsExactly(whole.getFirst());
    }
  }
}
