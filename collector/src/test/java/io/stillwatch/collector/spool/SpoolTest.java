// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final SourceId SOURCE = new SourceId("rds:orders");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));

  @TempDir private Path folder;

  private Spool open() throws StoreException {
    return Spool.open(folder.resolve("spool"), 64 << 20, CLOCK);
  }

  private static Document document(int number) {
    return new Document(
        "stillwatch-logs",
        "id-" + number,
        ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static List<Document> documents(int from, int until) {
    return IntStream.range(from, until).mapToObj(SpoolTest::document).toList();
  }

  private static BulkItemOutcome fate(BulkItemOutcome.Kind kind) {
    return new BulkItemOutcome(
        kind, kind == BulkItemOutcome.Kind.REJECTED ? "mapping conflict" : "");
  }

  @Test
  void what_was_put_is_there_after_a_restart_with_its_checkpoint() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 3), new Checkpoint("three"));
    }
    try (var spool = open()) {
      assertThat(spool.oldest(0, 10, 1 << 20, Set.of()))
          .extracting(Spool.Row::document)
          .isEqualTo(documents(0, 3));
      assertThat(spool.checkpoint(SOURCE)).isEqualTo(new Checkpoint("three"));
      assertThat(spool.checkpoint(new SourceId("other"))).isEqualTo(Checkpoint.START);
    }
  }

  @Test
  void every_fate_goes_its_way() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 4), Checkpoint.START);
      var rows = spool.oldest(0, 10, 1 << 20, Set.of());
      spool.settle(
          rows,
          List.of(
              fate(BulkItemOutcome.Kind.STORED),
              fate(BulkItemOutcome.Kind.REJECTED),
              fate(BulkItemOutcome.Kind.RETRY),
              fate(BulkItemOutcome.Kind.DUPLICATE)));
      assertThat(spool.oldest(0, 10, 1 << 20, Set.of()))
          .extracting(Spool.Row::document)
          .containsExactly(document(2));
      assertThat(spool.deadLetters(10))
          .singleElement()
          .satisfies(letter -> {
            assertThat(letter.document()).isEqualTo(document(1));
            assertThat(letter.reason()).isEqualTo("mapping conflict");
          });
    }
  }

  @Test
  void dead_letters_can_be_sent_again() throws Exception {
    try (var spool = open()) {
      spool.keep(document(7), "mapping conflict");
      assertThat(spool.replay()).isOne();
      assertThat(spool.deadLetterCount()).isZero();
      assertThat(spool.oldest(0, 10, 1 << 20, Set.of()))
          .extracting(Spool.Row::document)
          .containsExactly(document(7));
    }
  }

  @Test
  void a_read_is_bounded_but_brings_at_least_one_row() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 10), Checkpoint.START);
      assertThat(spool.oldest(0, 4, 1 << 20, Set.of())).hasSize(4);
      assertThat(spool.oldest(0, 4, 1, Set.of())).hasSize(1);
    }
  }

  @Test
  void it_feels_pressed_at_four_fifths_of_its_cap_and_relieved_once_drained() throws Exception {
    try (var spool = Spool.open(folder, 1 << 20, CLOCK)) {
      var body = new byte[10_000];
      for (int i = 0; !spool.pressed(); i++)
        spool.put(SOURCE, List.of(new Document("logs", "id" + i, body)), Checkpoint.START);
      assertThat(spool.rows()).isBetween(70L, 85L);
      var rows = spool.oldest(0, 1_000, Long.MAX_VALUE, Set.of());
      spool.settle(rows, rows.stream().map(_ -> fate(BulkItemOutcome.Kind.STORED)).toList());
      assertThat(spool.pressed()).isFalse();
    }
  }

  @Test
  void a_second_process_is_refused_and_the_first_unharmed() throws Exception {
    try (var spool = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another Stillwatch");
      spool.put(SOURCE, documents(0, 1), Checkpoint.START);
      assertThat(spool.rows()).isOne();
    }
  }

  @Test
  void nobody_else_can_read_it() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 1), Checkpoint.START);
      try (var files = Files.list(folder.resolve("spool"))) {
        assertThat(files.filter(file -> file.toString().contains("spool.db")))
            .hasSizeGreaterThan(1)
            .allSatisfy(file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void a_damaged_file_goes_to_quarantine_and_a_fresh_one_begins() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 3), new Checkpoint("three"));
    }
    Files.write(
        folder.resolve("spool/spool.db"),
        "this is no database at all. ".repeat(400).getBytes(StandardCharsets.UTF_8));
    try (var spool = open()) {
      assertThat(spool.rows()).isZero();
      assertThat(spool.checkpoint(SOURCE)).isEqualTo(Checkpoint.START);
      spool.put(SOURCE, documents(0, 1), Checkpoint.START);
    }
    assertThat(folder.resolve("spool/quarantine/2026-01-15T10-00-00Z/spool.db")).exists();
  }

  @Test
  void an_emptied_file_begins_afresh() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 3), new Checkpoint("three"));
    }
    Files.write(folder.resolve("spool/spool.db"), new byte[0]);
    try (var spool = open()) {
      assertThat(spool.checkpoint(SOURCE)).isEqualTo(Checkpoint.START);
    }
  }

  @Test
  void a_flipped_byte_in_one_row_is_noticed_and_the_others_go_on() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 5), Checkpoint.START);
    }
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("spool/spool.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("update outbox set body = x'00' where seq = 3");
    }
    try (var spool = open()) {
      assertThat(spool.oldest(0, 10, 1 << 20, Set.of()))
          .extracting(Spool.Row::document)
          .containsExactly(document(0), document(1), document(3), document(4));
      assertThat(spool.deadLetters(10))
          .singleElement()
          .satisfies(letter -> assertThat(letter.reason()).contains("checksum"));
    }
  }

  @Test
  void a_damaged_checkpoint_repeats_rather_than_skips() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 3), new Checkpoint("3"));
    }
    change("update cursors set value = '9'");
    try (var spool = open()) {
      assertThat(spool.checkpoint(SOURCE)).isEqualTo(Checkpoint.START);
    }
  }

  @Test
  void a_flipped_byte_in_an_id_or_an_index_is_noticed_too() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 3), Checkpoint.START);
    }
    change("update outbox set id = 'id-x' where seq = 1");
    change("update outbox set target = 'stillwatch-fogs' where seq = 2");
    try (var spool = open()) {
      assertThat(spool.oldest(0, 10, 1 << 20, Set.of()))
          .extracting(Spool.Row::document)
          .containsExactly(document(2));
      assertThat(spool.deadLetterCount()).isEqualTo(2);
      assertThat(spool.replay()).as("nothing damaged is sent").isZero();
    }
  }

  @Test
  void bytes_flipped_anywhere_in_the_file_never_lose_a_document_silently() throws Exception {
    var random = new java.util.SplittableRandom(11);
    for (int round = 0; round < 25; round++) {
      var home = folder.resolve("flipped-" + round);
      try (var spool = Spool.open(home, 64 << 20, CLOCK)) {
        spool.put(SOURCE, documents(0, 400), new Checkpoint("400"));
      }
      var file = home.resolve("spool.db");
      var bytes = Files.readAllBytes(file);
      bytes[100 + random.nextInt(bytes.length - 100)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, bytes);
      try (var spool = Spool.open(home, 64 << 20, CLOCK)) {
        var kept =
            spool.oldest(0, 1_000, Long.MAX_VALUE, Set.of()).stream()
                .map(Spool.Row::document)
                .toList();
        assertThat(documents(0, 400)).as("none is altered").containsAll(kept);
        boolean told =
            spool.checkpoint(SOURCE).equals(Checkpoint.START) || spool.deadLetterCount() > 0;
        assertThat(kept.size() == 400 || told).as("round " + round + ": " + kept.size()).isTrue();
      }
    }
  }

  @Test
  void what_can_be_read_of_a_damaged_file_is_kept() throws Exception {
    try (var spool = open()) {
      for (int i = 0; i < 40; i++)
        spool.put(SOURCE, documents(i * 100, i * 100 + 100), new Checkpoint("all"));
    }
    var file = folder.resolve("spool/spool.db");
    var bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4096, (byte) 0x5a);
    Files.write(file, bytes);
    try (var spool = open()) {
      assertThat(spool.oldest(0, 10_000, Long.MAX_VALUE, Set.of()).size()).isBetween(3_000, 3_999);
      assertThat(spool.checkpoint(SOURCE))
          .as("so that the rest is read again")
          .isEqualTo(Checkpoint.START);
    }
    assertThat(folder.resolve("spool/quarantine")).isNotEmptyDirectory();
  }

  @Test
  void a_journal_that_was_cut_loses_no_more_than_its_end() throws Exception {
    var home = folder.resolve("spool");
    for (int cut = 1; cut <= 200; cut += 7) {
      var copy = folder.resolve("cut-" + cut);
      Files.createDirectories(copy);
      try (var spool = Spool.open(copy.resolve("source"), 64 << 20, CLOCK)) {
        spool.put(SOURCE, documents(0, 50), new Checkpoint("50"));
        spool.put(SOURCE, documents(50, 60), new Checkpoint("60"));
        Files.createDirectories(copy.resolve("spool"));
        for (var name : List.of("spool.db", "spool.db-wal"))
          Files.copy(copy.resolve("source").resolve(name), copy.resolve("spool").resolve(name));
      }
      try (var wal =
          java.nio.channels.FileChannel.open(
              copy.resolve("spool/spool.db-wal"), java.nio.file.StandardOpenOption.WRITE)) {
        wal.truncate(wal.size() - cut);
      }
      try (var spool = Spool.open(copy.resolve("spool"), 64 << 20, CLOCK)) {
        var rows = spool.oldest(0, 100, Long.MAX_VALUE, Set.of()).size();
        assertThat(rows).isIn(50, 60);
        assertThat(spool.checkpoint(SOURCE)).isEqualTo(new Checkpoint("" + rows));
      }
    }
    assertThat(home).doesNotExist();
  }

  @Test
  void dead_letters_come_in_pages_and_are_replayed_one_by_one_or_all() throws Exception {
    try (var spool = open()) {
      for (int i = 0; i < 1_200; i++) spool.keep(document(i), "mapping conflict");
      spool.keep(document(7), "once more");
      assertThat(spool.deadLetterCount()).as("a repeat takes the place").isEqualTo(1_200);
      var page = spool.deadLetters(0, 10);
      assertThat(page).hasSize(10).allMatch(Spool.DeadLetter::intact);
      assertThat(page.getFirst().at()).isEqualTo(CLOCK.instant());
      var next = spool.deadLetters(page.getLast().sequence(), 10);
      assertThat(next.getFirst().document()).isEqualTo(document(10));
      assertThat(spool.replay(page.getFirst().sequence())).isTrue();
      assertThat(spool.replay(page.getFirst().sequence())).as("it is gone").isFalse();
      assertThat(spool.replay()).isEqualTo(1_199);
      assertThat(spool.rows()).isEqualTo(1_200);
      assertThat(spool.deadLetterCount()).isZero();
    }
  }

  @Test
  void a_discarded_letter_is_gone_after_a_restart_and_the_others_are_there() throws Exception {
    try (var spool = open()) {
      for (int i = 0; i < 4; i++) spool.keep(document(i), "mapping conflict");
      var second = spool.deadLetters(10).get(1);
      assertThat(spool.discard(second.sequence()))
          .contains(new Spool.Discarded(second.sequence(), "stillwatch-logs", "id-1"));
    }
    try (var spool = open()) {
      assertThat(spool.deadLetters(10))
          .extracting(Spool.DeadLetter::document)
          .containsExactly(document(0), document(2), document(3));
      assertThat(spool.rows()).as("it is not sent either").isZero();
      assertThat(spool.replay()).isEqualTo(3);
    }
  }

  @Test
  void a_number_that_does_not_exist_discards_nothing() throws Exception {
    try (var spool = open()) {
      for (int i = 0; i < 3; i++) spool.keep(document(i), "mapping conflict");
      spool.put(SOURCE, documents(10, 12), new Checkpoint("12"));
      var before = spool.deadLetters(10);
      assertThat(spool.discard(spool.newestDeadLetter() + 1)).isEmpty();
      assertThat(spool.discard(0)).isEmpty();
      assertThat(spool.discard(-1)).isEmpty();
      assertThat(spool.deadLetters(10)).usingRecursiveComparison().isEqualTo(before);
      assertThat(spool.rows()).isEqualTo(2);
    }
  }

  @Test
  void the_oldest_letters_are_discarded_up_to_a_number_and_no_more_than_wanted() throws Exception {
    try (var spool = open()) {
      assertThat(spool.newestDeadLetter()).isZero();
      for (int i = 0; i < 5; i++) spool.keep(document(i), "mapping conflict");
      long newest = spool.newestDeadLetter();
      spool.keep(document(5), "refused meanwhile");
      assertThat(spool.discardOldest(newest, 2))
          .extracting(Spool.Discarded::id)
          .containsExactly("id-0", "id-1");
      assertThat(spool.discardOldest(newest, 100))
          .extracting(Spool.Discarded::id)
          .containsExactly("id-2", "id-3", "id-4");
      assertThat(spool.discardOldest(newest, 100)).isEmpty();
      assertThat(spool.deadLetters(10))
          .singleElement()
          .satisfies(letter -> assertThat(letter.document()).isEqualTo(document(5)));
    }
  }

  @Test
  void a_spool_that_dead_letters_fill_has_room_again_once_they_are_discarded() throws Exception {
    try (var spool = Spool.open(folder, 1 << 20, CLOCK)) {
      var body = new byte[10_000];
      for (int i = 0; i < 120; i++)
        spool.keep(new Document("logs", "id" + i, body), "mapping conflict");
      assertThat(spool.pressed()).isTrue();
      assertThatThrownBy(() -> spool.put(SOURCE, documents(0, 1), Checkpoint.START))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("full");
      assertThat(spool.discardOldest(spool.newestDeadLetter(), 1_000)).hasSize(120);
      assertThat(spool.pressed()).isFalse();
      spool.put(SOURCE, documents(0, 1), Checkpoint.START);
      assertThat(spool.rows()).isOne();
    }
  }

  @Test
  void a_damaged_letter_cannot_be_replayed_but_discarded() throws Exception {
    try (var spool = open()) {
      spool.keep(document(0), "mapping conflict");
    }
    change("update dead_letters set body = x'00'");
    try (var spool = open()) {
      assertThat(spool.replay()).isZero();
      assertThat(spool.discard(spool.newestDeadLetter())).isPresent();
      assertThat(spool.deadLetterCount()).isZero();
    }
  }

  @Test
  void at_its_cap_it_takes_nothing_more_and_throws_nothing_away() throws Exception {
    try (var spool = Spool.open(folder, 1 << 20, CLOCK)) {
      var body = new byte[50_000];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++)
                  spool.put(
                      SOURCE, List.of(new Document("logs", "id" + i, body)), Checkpoint.START);
              })
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("full");
      long kept = spool.rows();
      assertThat(kept).isBetween(15L, 22L);
      spool.commit(SOURCE, new Checkpoint("goes on"));
      assertThat(spool.oldest(0, 100, Long.MAX_VALUE, Set.of())).hasSize((int) kept);
    }
  }

  @Test
  void a_disk_without_the_wanted_room_makes_sources_wait() throws Exception {
    var everything = new SpoolLimits(64 << 20, Long.MAX_VALUE / 2, 0);
    try (var spool = Spool.open(folder, everything, CLOCK)) {
      assertThat(spool.pressed()).isTrue();
      spool.put(SOURCE, documents(0, 1), Checkpoint.START);
      assertThat(spool.rows()).as("what is there already is kept").isOne();
    }
  }

  @Test
  void ballast_lies_ready_and_private() throws Exception {
    try (var spool = Spool.open(folder, new SpoolLimits(64 << 20, 0, 3 << 20), CLOCK)) {
      assertThat(spool.pressed()).isFalse();
      assertThat(folder.resolve("ballast")).hasSize(3 << 20);
      try (var files = Files.list(folder)) {
        assertThat(files)
            .allSatisfy(file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void held_indices_do_not_hold_up_the_others() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 500), Checkpoint.START);
      spool.put(SOURCE, List.of(new Document("other", "a", new byte[] {1})), Checkpoint.START);
      assertThat(spool.oldest(0, 10, 1 << 20, Set.of("stillwatch-logs")))
          .extracting(row -> row.document().index())
          .containsExactly("other");
    }
  }

  private void change(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("spool/spool.db"));
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }
}
