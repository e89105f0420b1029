// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.Fate;
import io.stillwatch.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

  private static Fate fate(Fate.Kind kind) {
    return new Fate(kind, kind == Fate.Kind.REJECTED ? "mapping conflict" : "");
  }

  @Test
  void what_was_put_is_there_after_a_restart_with_its_checkpoint() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 3), new Checkpoint("three"));
    }
    try (var spool = open()) {
      assertThat(spool.oldest(10, 1 << 20))
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
      var rows = spool.oldest(10, 1 << 20);
      spool.settle(
          rows,
          List.of(
              fate(Fate.Kind.STORED),
              fate(Fate.Kind.REJECTED),
              fate(Fate.Kind.RETRY),
              fate(Fate.Kind.DUPLICATE)));
      assertThat(spool.oldest(10, 1 << 20))
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
      assertThat(spool.oldest(10, 1 << 20))
          .extracting(Spool.Row::document)
          .containsExactly(document(7));
    }
  }

  @Test
  void a_read_is_bounded_but_brings_at_least_one_row() throws Exception {
    try (var spool = open()) {
      spool.put(SOURCE, documents(0, 10), Checkpoint.START);
      assertThat(spool.oldest(4, 1 << 20)).hasSize(4);
      assertThat(spool.oldest(4, 1)).hasSize(1);
    }
  }

  @Test
  void it_feels_pressed_at_four_fifths_of_its_cap_and_relieved_once_drained() throws Exception {
    try (var spool = Spool.open(folder, 1 << 20, CLOCK)) {
      var body = new byte[10_000];
      for (int i = 0; !spool.pressed(); i++)
        spool.put(SOURCE, List.of(new Document("logs", "id" + i, body)), Checkpoint.START);
      assertThat(spool.rows()).isBetween(70L, 85L);
      var rows = spool.oldest(1_000, Long.MAX_VALUE);
      spool.settle(rows, rows.stream().map(_ -> fate(Fate.Kind.STORED)).toList());
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
      assertThat(spool.oldest(10, 1 << 20))
          .extracting(Spool.Row::document)
          .containsExactly(document(0), document(1), document(3), document(4));
      assertThat(spool.deadLetters(10))
          .singleElement()
          .satisfies(letter -> assertThat(letter.reason()).contains("checksum"));
    }
  }
}
