// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  @TempDir private Path folder;
  private Path log;
  private Checkpoint checkpoint = Checkpoint.START;
  private final List<Evidence> stored = new ArrayList<>();

  @BeforeEach
  void name_the_log() {
    log = folder.resolve("cron.log");
  }

  private FileSource source() {
    var settings =
        new FileSettings(
            new SourceId("file:ops-1"),
            Host.server("ops-1"),
            ZoneOffset.UTC,
            List.of(log.toString()));
    return new FileSource(settings, InstantSource.fixed(NOW));
  }

  private static String line(int number) {
    return String.format(
        "Jan %2d %02d:%02d:00 ops-1 CRON[%d]: (root) CMD (true)\n",
        1 + number / 1440, number / 60 % 24, number % 60, number);
  }

  private void write(int from, int until) throws IOException {
    var text = new StringBuilder();
    for (int number = from; number < until; number++) text.append(line(number));
    write(text.toString());
  }

  private void write(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rotate() throws IOException {
    for (int number = 9; number >= 1; number--) {
      var from = folder.resolve("cron.log." + number);
      if (Files.exists(from)) Files.move(from, folder.resolve("cron.log." + (number + 1)));
    }
    Files.move(log, folder.resolve("cron.log.1"));
  }

  private void poll() throws Exception {
    var caughtUp = false;
    while (!caughtUp) {
      var batch = source().poll(checkpoint);
      stored.addAll(batch.evidence());
      checkpoint = batch.next();
      caughtUp = batch.caughtUp();
    }
  }

  private void compress(Path file) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
      out.write(Files.readAllBytes(file));
    }
    Files.delete(file);
  }

  private List<String> texts() {
    return stored.stream()
        .filter(LogRecord.class::isInstance)
        .map(one -> ((LogRecord) one).line().text() + "\n")
        .toList();
  }

  private static List<String> lines(int from, int until) {
    var lines = new ArrayList<String>();
    for (int number = from; number < until; number++) lines.add(line(number));
    return lines;
  }

  private void assertReadOnce(int lines) {
    assertThat(texts()).containsExactlyInAnyOrderElementsOf(lines(0, lines));
    assertThat(stored.stream().map(Evidence::id)).doesNotHaveDuplicates();
  }

  @Test
  void finishes_the_tail_of_a_renamed_file_before_the_new_one() throws Exception {
    write(0, 3);
    poll();
    write(3, 5);
    rotate();
    write(5, 7);
    poll();
    assertThat(texts()).containsExactlyElementsOf(lines(0, 7));
    assertReadOnce(7);
  }

  @Test
  void reads_every_generation_that_was_rotated_while_nobody_looked() throws Exception {
    write(0, 3);
    poll();
    for (int generation = 0; generation < 4; generation++) {
      write(3 + generation * 10, 13 + generation * 10);
      rotate();
    }
    write(43, 50);
    poll();
    assertReadOnce(50);
  }

  @Test
  void a_compressed_file_is_known_again_and_its_unread_tail_is_read() throws Exception {
    write(0, 300);
    poll();
    write(300, 400);
    rotate();
    write(400, 410);
    compress(folder.resolve("cron.log.1"));
    poll();
    poll();
    assertReadOnce(410);
  }

  @Test
  void copytruncate_reads_the_tail_from_the_copy() throws Exception {
    write(0, 100);
    poll();
    write(100, 120);
    Files.copy(log, folder.resolve("cron.log.1"));
    Files.write(log, new byte[0]);
    write(120, 125);
    poll();
    assertReadOnce(125);
  }

  @Test
  void a_copy_is_not_read_twice() throws Exception {
    write(0, 200);
    poll();
    Files.copy(log, folder.resolve("cron.log.1"));
    poll();
    write(200, 210);
    poll();
    assertReadOnce(210);
  }

  @Test
  void rotations_as_fast_as_possible_lose_and_repeat_nothing() throws Exception {
    int written = 0;
    for (int round = 0; round < 60; round++) {
      write(written, written += 7);
      if (round % 3 == 1) poll();
      write(written, written += 3);
      if (round % 2 == 0) {
        rotate();
        Files.deleteIfExists(folder.resolve("cron.log.10"));
      }
      if (round % 5 == 0) poll();
    }
    poll();
    assertReadOnce(written);
  }

  @Test
  void a_partial_last_line_waits_and_becomes_one_record() throws Exception {
    write(0, 1);
    write(line(1).substring(0, 20));
    poll();
    assertReadOnce(1);
    write(line(1).substring(20));
    poll();
    assertReadOnce(2);
  }

  @Test
  void an_unfinished_line_of_a_renamed_file_is_kept_once_nobody_finishes_it() throws Exception {
    write(0, 1);
    write("Jan  1 00:01:00 ops-1 CRON[1]: (root) CMD (cut");
    rotate();
    poll();
    poll();
    poll();
    assertThat(texts()).hasSize(2).last().asString().endsWith("(cut\n");
  }

  @Test
  void the_same_file_written_again_after_a_restart_repeats_its_ids() throws Exception {
    write(0, 50);
    poll();
    var ids = new HashSet<>(stored.stream().map(Evidence::id).toList());
    Files.delete(log);
    write(0, 20);
    poll();
    write(20, 80);
    poll();
    ids.addAll(stored.stream().map(Evidence::id).toList());
    assertThat(ids).hasSize(80);
  }

  @Test
  void a_new_file_that_begins_like_the_old_one_has_ids_of_its_own() throws Exception {
    var heading = "# opened\n";
    write(heading + line(0) + line(1));
    poll();
    rotate();
    write(heading + line(2));
    poll();
    assertThat(texts()).hasSize(5);
    assertThat(stored.stream().map(Evidence::id)).doesNotHaveDuplicates();
  }

  @Test
  void a_file_that_vanished_before_its_end_leaves_a_gap() throws Exception {
    write(0, 2);
    write("an unfinished line");
    poll();
    Files.delete(log);
    poll();
    poll();
    assertThat(stored.stream().filter(Gap.class::isInstance).map(Gap.class::cast))
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.bytes()).isEqualTo(18);
          assertThat(gap.at()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
          assertThat(gap.why()).contains("vanished");
        });
  }

  @Test
  void a_fresh_log_that_was_deleted_leaves_a_gap_of_unknown_size_and_an_old_one_none()
      throws Exception {
    write("Jan 31 23:00:00 ops-1 cron[1]: fresh\n");
    poll();
    Files.delete(log);
    poll();
    poll();
    assertThat(stored.stream().filter(Gap.class::isInstance).map(Gap.class::cast))
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.bytes()).isZero();
          assertThat(gap.why()).contains("Nobody knows");
        });
    write("Jan  2 00:00:00 ops-1 cron[1]: of long ago\n");
    poll();
    Files.delete(log);
    poll();
    poll();
    assertThat(stored.stream().filter(Gap.class::isInstance)).hasSize(1);
  }

  @Test
  void a_log_that_was_rotated_more_often_than_it_was_looked_at_leaves_a_gap() throws Exception {
    write(0, 2);
    var copy = folder.resolve("cron.log.1");
    Files.move(log, copy); // and nothing is written yet
    poll();
    Files.writeString(copy, line(9)); // what stood between was copied here, and written over
    write(10, 12);
    poll();
    poll();
    assertThat(stored.stream().filter(Gap.class::isInstance).map(Gap.class::cast))
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.at()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
          assertThat(gap.position().offset()).isEqualTo(2L * line(0).length());
          assertThat(gap.why()).contains("Nobody knows");
        });
    assertThat(texts()).hasSize(5);
  }

  @Test
  void a_rotation_that_was_seen_and_one_while_nothing_was_written_leave_no_gap() throws Exception {
    write(0, 2);
    poll();
    var copy = folder.resolve("cron.log.1");
    Files.move(log, copy);
    poll();
    write(2, 4);
    poll();
    Files.move(log, copy, StandardCopyOption.REPLACE_EXISTING);
    write(4, 6);
    poll();
    poll();
    Files.move(log, copy, StandardCopyOption.REPLACE_EXISTING);
    poll();
    Files.delete(copy);
    poll();
    poll();
    assertThat(stored).hasSize(6).allMatch(LogRecord.class::isInstance);
  }

  @Test
  void a_bomb_is_read_as_far_as_it_is_credible() throws Exception {
    var bomb = folder.resolve("cron.log.1");
    Files.write(bomb, line(0).getBytes(StandardCharsets.UTF_8));
    Files.write(bomb, new byte[64 << 20], StandardOpenOption.APPEND);
    compress(bomb);
    poll();
    poll();
    assertThat(texts()).contains(line(0)).hasSizeLessThan(40);
    assertThat(stored.stream().filter(Gap.class::isInstance).map(Gap.class::cast))
        .singleElement()
        .satisfies(gap -> assertThat(gap.why()).contains("100 times"));
  }

  @Test
  void a_line_beyond_half_a_mebibyte_comes_in_marked_pieces() throws Exception {
    write("x".repeat((2 << 20) + 10) + "\n" + line(0));
    poll();
    assertThat(stored).hasSize(6);
    assertThat(((LogRecord) stored.getFirst()).line().flags()).contains("truncated");
    assertThat(String.join("", texts()).replace("\n", ""))
        .hasSize((2 << 20) + 10 + line(0).length() - 1);
  }

  @Test
  void bytes_that_are_not_utf8_are_marked_and_kept() throws Exception {
    var bytes = "Jan  1 00:00:00 ops-1 x: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(log, bytes);
    poll();
    var line = ((LogRecord) stored.getFirst()).line();
    assertThat(line.text()).endsWith("caf\ufffd");
    assertThat(line.flags()).contains("lossy");
    assertThat(Base64.getDecoder().decode(line.original()))
        .isEqualTo(Arrays.copyOf(bytes, bytes.length - 1));
  }

  @Test
  void a_batch_is_bounded() throws Exception {
    write(0, 12_000);
    var first = source().poll(Checkpoint.START);
    assertThat(first.evidence()).hasSize(2_500);
    assertThat(first.caughtUp()).isFalse();
    assertThat(first.completeUntil()).isEqualTo(Instant.MIN);
    poll();
    assertReadOnce(12_000);
  }

  @Test
  void the_year_follows_the_lines_over_new_year() throws Exception {
    write("Dec 31 23:59:00 ops-1 cron[1]: a\n");
    poll();
    write("Jan  1 00:01:00 ops-1 cron[1]: b\nDec 31 23:59:59 ops-1 cron[1]: c\n");
    poll();
    assertThat(stored.stream().map(Evidence::at))
        .containsExactly(
            Instant.parse("2025-12-31T23:59:00Z"),
            Instant.parse("2026-01-01T00:01:00Z"),
            Instant.parse("2025-12-31T23:59:59Z"));
  }

  @Test
  void a_time_that_cannot_be_is_clamped_and_marked() throws Exception {
    write("2026-01-31T00:00:00Z ops-1 cron[1]: a\n9999-01-01T00:00:00Z ops-1 cron[1]: b\n");
    poll();
    assertThat(stored.getLast().at()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(((LogRecord) stored.getLast()).line().flags()).contains("clamped");
  }

  @Test
  void a_file_that_is_not_there_is_a_problem_and_not_calm() {
    assertThatThrownBy(() -> source().poll(Checkpoint.START))
        .isInstanceOf(SourceException.Retryable.class)
        .hasMessageContaining("cron.log does not exist");
  }

  @Test
  void a_damaged_checkpoint_reads_again_with_the_same_ids() throws Exception {
    write(0, 5);
    poll();
    checkpoint = new Checkpoint("\0\0\0");
    poll();
    assertThat(stored).hasSize(10);
    assertThat(stored.stream().map(Evidence::id).distinct()).hasSize(5);
  }

  @Test
  void a_file_that_did_not_fit_into_a_batch_is_not_forgotten() throws Exception {
    write(0, 10);
    poll();
    write(10, 9_000);
    rotate();
    write(9_000, 12_000);
    rotate();
    write(12_000, 12_010);
    poll();
    poll();
    assertReadOnce(12_010);
  }

  @Test
  void a_compressed_file_that_is_cut_is_read_as_far_as_it_goes() throws Exception {
    write(0, 500);
    rotate();
    compress(folder.resolve("cron.log.1"));
    var packed = folder.resolve("cron.log.1.gz");
    var bytes = Files.readAllBytes(packed);
    Files.write(packed, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Files.write(folder.resolve("cron.log.2.gz"), new byte[] {1, 2, 3});
    write(500, 501);
    poll();
    assertThat(texts()).contains(line(0), line(500)).hasSizeLessThan(501);
  }

  @Test
  void many_files_are_read_at_a_cold_start() throws Exception {
    var many = folder.resolve("many");
    Files.createDirectory(many);
    for (int file = 0; file < 500; file++)
      Files.writeString(many.resolve("app-" + file + "x.log"), line(2 * file) + line(2 * file + 1));
    log = many.resolve("*.log");
    poll();
    assertReadOnce(1_000);
  }
}
