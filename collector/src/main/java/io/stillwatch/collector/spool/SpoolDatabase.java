// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.collector.spool.Spool.DeadLetter;
import io.stillwatch.collector.spool.Spool.Discarded;
import io.stillwatch.collector.spool.Spool.Refusal;
import io.stillwatch.collector.spool.Spool.Row;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.Document;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tables of the spool, in SQLite's write-ahead mode with a full sync of every commit.
///
/// Every row carries a checksum of its own.
final class SpoolDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpoolDatabase.class);

  static final List<String> SCHEMA =
      List.of(
          "create table if not exists outbox (seq integer primary key autoincrement,"
              + " id text not null, target text not null, crc integer not null, body blob not null)",
          "create table if not exists cursors (source text primary key, value text not null,"
              + " crc integer not null)",
          "create table if not exists dead_letters (seq integer primary key autoincrement,"
              + " id text not null, target text not null, crc integer not null, body blob not null,"
              + " reason text not null, at text not null, unique (target, id))");

  private final Path file;
  private final Connection connection;
  private final InstantSource clock;

  SpoolDatabase(Path file, Connection connection, InstantSource clock) {
    this.file = file;
    this.connection = connection;
    this.clock = clock;
  }

  Checkpoint checkpoint(String source) throws SQLException {
    try (var statement = prepared("select source, value, crc from cursors where source = ?")) {
      statement.setString(1, source);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? checkpoint(rows) : Checkpoint.START;
      }
    }
  }

  Map<SourceId, Checkpoint> checkpoints(String prefix) throws SQLException {
    var found = new LinkedHashMap<SourceId, Checkpoint>();
    try (var statement =
        prepared(
            "select source, value, crc from cursors where substr(source, 1, ?) = ?"
                + " order by source")) {
      statement.setInt(1, prefix.length());
      statement.setString(2, prefix);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) found.put(new SourceId(rows.getString(1)), checkpoint(rows));
      }
    }
    return found;
  }

  /// A damaged checkpoint could skip what was never read; the start repeats, and ids absorb that.
  private Checkpoint checkpoint(ResultSet row) throws SQLException {
    var source = row.getString(1);
    var value = row.getString(2);
    if (Checksum.of(source, value) == row.getLong(3)) return new Checkpoint(value);
    log.atError()
        .addKeyValue("file", file)
        .addKeyValue("source", source)
        .log("A checkpoint was damaged on disk; its source is read again. Check the disk.");
    return Checkpoint.START;
  }

  void checkpoint(String source, Checkpoint next) throws SQLException {
    try (var statement =
        prepared(
            "insert into cursors (source, value, crc) values (?, ?, ?) on conflict (source)"
                + " do update set value = excluded.value, crc = excluded.crc")) {
      statement.setString(1, source);
      statement.setString(2, next.value());
      statement.setLong(3, Checksum.of(source, next.value()));
      statement.executeUpdate();
    }
  }

  void insert(List<Document> documents) throws SQLException {
    try (var statement =
        prepared("insert into outbox (id, target, crc, body) values (?, ?, ?, ?)")) {
      for (var document : documents) {
        statement.setString(1, document.id());
        statement.setString(2, document.index());
        statement.setLong(3, Checksum.of(document));
        statement.setBytes(4, document.json());
        statement.executeUpdate();
      }
    }
  }

  /// Rows behind one, of other indices than the held ones; damaged rows are set aside on the way.
  List<Row> oldest(long after, int maxRows, long maxBytes, Collection<String> held)
      throws SQLException {
    var rows = new ArrayList<Row>();
    var damaged = new ArrayList<Row>();
    long bytes = 0;
    var others = held.isEmpty() ? "" : "and target not in (" + marks(held.size()) + ") ";
    try (var statement =
        prepared(
            "select seq, id, target, body, crc from outbox where seq > ? "
                + others
                + "order by seq limit ?")) {
      int at = 1;
      statement.setLong(at++, after);
      for (var target : held) statement.setString(at++, target);
      statement.setInt(at, maxRows);
      try (var result = statement.executeQuery()) {
        while (result.next() && (rows.isEmpty() || bytes < maxBytes)) {
          var row = new Row(result.getLong(1), document(result));
          bytes += row.document().json().length;
          (Checksum.of(row.document()) == result.getLong(5) ? rows : damaged).add(row);
        }
      }
    }
    if (!damaged.isEmpty()) setAside(damaged);
    return rows;
  }

  private static String marks(int count) {
    return String.join(",", Collections.nCopies(count, "?"));
  }

  private void setAside(List<Row> damaged) throws SQLException {
    for (var row : damaged) {
      var why = "The row was damaged on disk: its checksum does not fit.";
      bury(row.document(), why, ~Checksum.of(row.document())); // so that no replay sends it
      delete(row.sequence(), row.sequence());
      log.atError()
          .addKeyValue("file", file)
          .addKeyValue("document", row.document())
          .log("A document was damaged on disk and moved to the dead letters. Check the disk.");
    }
    commit();
  }

  /// Both ends are taken too.
  void delete(long first, long last) throws SQLException {
    try (var statement = prepared("delete from outbox where seq between ? and ?")) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      statement.executeUpdate();
    }
  }

  /// A document that is refused once more takes the place of its earlier letter.
  void bury(Document document, String reason) throws SQLException {
    bury(document, reason, Checksum.of(document));
  }

  private void bury(Document document, String reason, long crc) throws SQLException {
    try (var statement =
        prepared(
            "insert into dead_letters (id, target, crc, body, reason, at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (target, id) do update set"
                + " crc = excluded.crc, body = excluded.body, reason = excluded.reason,"
                + " at = excluded.at")) {
      statement.setString(1, document.id());
      statement.setString(2, document.index());
      statement.setLong(3, crc);
      statement.setBytes(4, document.json());
      statement.setString(5, reason);
      statement.setString(6, clock.instant().toString());
      statement.executeUpdate();
    }
  }

  boolean unbury(long sequence) throws SQLException {
    return update("delete from dead_letters where seq = ?", sequence) > 0;
  }

  /// Both ends are taken too; the documents themselves are not read.
  List<Discarded> discard(long first, long through, int max) throws SQLException {
    var gone = new ArrayList<Discarded>();
    try (var statement =
        prepared(
            "select seq, target, id from dead_letters where seq between ? and ?"
                + " order by seq limit ?")) {
      statement.setLong(1, first);
      statement.setLong(2, through);
      statement.setInt(3, max);
      try (var rows = statement.executeQuery()) {
        while (rows.next())
          gone.add(new Discarded(rows.getLong(1), rows.getString(2), rows.getString(3)));
      }
    }
    for (var letter : gone) unbury(letter.sequence());
    return gone;
  }

  long newestDeadLetter() throws SQLException {
    return number("select coalesce(max(seq), 0) from dead_letters");
  }

  /// Letters that come after a number, as many as wanted.
  List<DeadLetter> deadLetters(long after, int max) throws SQLException {
    return letters("where seq > ? order by seq limit ?", after, max);
  }

  List<DeadLetter> deadLetterPage(int offset, int limit) throws SQLException {
    return letters("order by seq limit ?2 offset ?1", offset, limit);
  }

  List<Refusal> newestRefusals(int max) throws SQLException {
    var refusals = new ArrayList<Refusal>();
    try (var statement =
        prepared("select seq, target, reason, at from dead_letters order by seq desc limit ?")) {
      statement.setInt(1, max);
      try (var row = statement.executeQuery()) {
        while (row.next())
          refusals.add(
              new Refusal(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  Instant.parse(row.getString(4))));
      }
    }
    return refusals;
  }

  private List<DeadLetter> letters(String which, long first, int second) throws SQLException {
    var letters = new ArrayList<DeadLetter>();
    try (var statement =
        prepared("select seq, id, target, body, reason, at, crc from dead_letters " + which)) {
      statement.setLong(1, first);
      statement.setInt(2, second);
      try (var result = statement.executeQuery()) {
        while (result.next()) letters.add(letter(result));
      }
    }
    return letters;
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    var document = document(row);
    return new DeadLetter(
        row.getLong(1),
        document,
        row.getString(5),
        Instant.parse(row.getString(6)),
        Checksum.of(document) == row.getLong(7));
  }

  /// Exact unless a row in the middle left before its elders; counting would read the whole file.
  long rows() throws SQLException {
    return number("select coalesce(max(seq) - min(seq) + 1, 0) from outbox");
  }

  long deadLetterCount() throws SQLException {
    return number("select count(*) from dead_letters");
  }

  /// Pages that hold something; those of deleted rows are used again.
  long usedBytes() throws SQLException {
    long pages = number("pragma page_count") - number("pragma freelist_count");
    return pages * number("pragma page_size");
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.atWarn()
          .setCause(e)
          .log("A change of the spool could not be taken back; the next one says why.");
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      log.atWarn().addKeyValue("file", file).setCause(e).log("The spool did not close cleanly.");
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static Document document(ResultSet row) throws SQLException {
    return new Document(row.getString(3), row.getString(2), row.getBytes(4));
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  private int update(String sql, long sequence) throws SQLException {
    try (var statement = prepared(sql)) {
      statement.setLong(1, sequence);
      return statement.executeUpdate();
    }
  }

  private long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
