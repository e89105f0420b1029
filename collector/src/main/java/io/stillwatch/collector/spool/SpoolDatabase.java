// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.collector.spool.Spool.DeadLetter;
import io.stillwatch.collector.spool.Spool.Row;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// The tables of the spool, in SQLite's write-ahead mode with a full sync of every commit.
///
/// Bodies carry a CRC of their own: SQLite does not notice a flipped byte in a value (measured,
/// reliability.md 2.1).
final class SpoolDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpoolDatabase.class);
  private static final String FILE = "spool.db";

  private static final long QUICK_BYTES = 256L << 20;

  private static final List<String> SCHEMA =
      List.of(
          "create table if not exists outbox (seq integer primary key autoincrement,"
              + " id text not null, target text not null, crc integer not null, body blob not null)",
          "create table if not exists cursors (source text primary key, value text not null)",
          "create table if not exists dead_letters (seq integer primary key autoincrement,"
              + " id text not null, target text not null, body blob not null, reason text not null)");

  private final Path file;
  private final Connection connection;

  private SpoolDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  static SpoolDatabase open(Path folder, InstantSource clock) throws StoreException {
    var file = folder.resolve(FILE);
    try {
      return connected(file);
    } catch (SQLException e) {
      if (!isDamage(e))
        throw new StoreException("The spool " + file + " cannot be opened: " + e, e);
      var moved = quarantine(folder, clock);
      log.atError()
          .addKeyValue("file", file)
          .addKeyValue("movedTo", moved)
          .setCause(e)
          .log("The spool is damaged and was moved away. Sources are read again from their start.");
    }
    try {
      return connected(file);
    } catch (SQLException e) {
      throw new StoreException("A fresh spool " + file + " cannot be opened: " + e, e);
    }
  }

  private static boolean isDamage(SQLException e) {
    var text = String.valueOf(e.getMessage());
    return text.contains("SQLITE_CORRUPT") || text.contains("SQLITE_NOTADB");
  }

  private static Path quarantine(Path folder, InstantSource clock) throws StoreException {
    var away = folder.resolve("quarantine").resolve(clock.instant().toString().replace(':', '-'));
    try {
      FolderLock.Private.folder(away);
      for (var name : List.of(FILE, FILE + "-wal", FILE + "-shm")) move(folder, away, name);
      return away;
    } catch (IOException e) {
      throw new StoreException("The damaged spool in " + folder + " cannot be moved: " + e, e);
    }
  }

  private static void move(Path from, Path to, String name) throws IOException {
    try {
      Files.move(from.resolve(name), to.resolve(name));
    } catch (NoSuchFileException e) {
      // journals exist only while the spool was in use
    }
  }

  private static SpoolDatabase connected(Path file) throws SQLException, StoreException {
    try {
      FolderLock.Private.file(file);
    } catch (IOException e) {
      throw new StoreException("The spool " + file + " cannot be made private: " + e, e);
    }
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    var connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        for (var table : SCHEMA) statement.execute(table);
        if (isQuicklyChecked(file)) check(statement.executeQuery("pragma quick_check(1)"));
      }
      connection.commit();
      return new SpoolDatabase(file, connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// A large spool must not hold up the start; its rows have checksums of their own.
  private static boolean isQuicklyChecked(Path file) {
    return file.toFile().length() < QUICK_BYTES;
  }

  private static void check(ResultSet result) throws SQLException {
    try (result) {
      if (result.next() && !result.getString(1).equals("ok"))
        throw new SQLException("SQLITE_CORRUPT: " + result.getString(1));
    }
  }

  Checkpoint checkpoint(String source) throws SQLException {
    try (var statement = prepared("select value from cursors where source = ?")) {
      statement.setString(1, source);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? new Checkpoint(rows.getString(1)) : Checkpoint.START;
      }
    }
  }

  Map<SourceId, Checkpoint> checkpoints(String prefix) throws SQLException {
    var found = new LinkedHashMap<SourceId, Checkpoint>();
    try (var statement =
        prepared(
            "select source, value from cursors where substr(source, 1, length(?1)) = ?1"
                + " order by source")) {
      statement.setString(1, prefix);
      try (var rows = statement.executeQuery()) {
        while (rows.next())
          found.put(new SourceId(rows.getString(1)), new Checkpoint(rows.getString(2)));
      }
    }
    return found;
  }

  void checkpoint(String source, Checkpoint next) throws SQLException {
    try (var statement =
        prepared(
            "insert into cursors (source, value) values (?, ?)"
                + " on conflict (source) do update set value = excluded.value")) {
      statement.setString(1, source);
      statement.setString(2, next.value());
      statement.executeUpdate();
    }
  }

  void insert(List<Document> documents) throws SQLException {
    try (var statement =
        prepared("insert into outbox (id, target, crc, body) values (?, ?, ?, ?)")) {
      for (var document : documents) {
        statement.setString(1, document.id());
        statement.setString(2, document.index());
        statement.setLong(3, crc(document.json()));
        statement.setBytes(4, document.json());
        statement.executeUpdate();
      }
    }
  }

  List<Row> oldest(int maxRows, long maxBytes) throws SQLException {
    var rows = new ArrayList<Row>();
    var damaged = new ArrayList<Row>();
    long bytes = 0;
    try (var statement =
        prepared("select seq, id, target, body, crc from outbox order by seq limit ?")) {
      statement.setInt(1, maxRows);
      try (var result = statement.executeQuery()) {
        while (result.next() && (rows.isEmpty() || bytes < maxBytes)) {
          var row = new Row(result.getLong(1), document(result));
          bytes += row.document().json().length;
          (crc(row.document().json()) == result.getLong(5) ? rows : damaged).add(row);
        }
      }
    }
    if (!damaged.isEmpty()) setAside(damaged);
    return rows;
  }

  private void setAside(List<Row> damaged) throws SQLException {
    for (var row : damaged) {
      bury(row.document(), "The body was damaged on disk: its checksum does not fit.");
      delete(row.sequence());
      log.atError()
          .addKeyValue("file", file)
          .addKeyValue("document", row.document())
          .log("A document was damaged on disk and moved to the dead letters. Check the disk.");
    }
    commit();
  }

  void delete(long sequence) throws SQLException {
    update("delete from outbox where seq = ?", sequence);
  }

  void bury(Document document, String reason) throws SQLException {
    try (var statement =
        prepared("insert into dead_letters (id, target, body, reason) values (?, ?, ?, ?)")) {
      statement.setString(1, document.id());
      statement.setString(2, document.index());
      statement.setBytes(3, document.json());
      statement.setString(4, reason);
      statement.executeUpdate();
    }
  }

  void unbury(long sequence) throws SQLException {
    update("delete from dead_letters where seq = ?", sequence);
  }

  List<DeadLetter> deadLetters(int max) throws SQLException {
    var letters = new ArrayList<DeadLetter>();
    try (var statement =
        prepared("select seq, id, target, body, reason from dead_letters order by seq limit ?")) {
      statement.setInt(1, max);
      try (var result = statement.executeQuery()) {
        while (result.next())
          letters.add(new DeadLetter(result.getLong(1), document(result), result.getString(5)));
      }
    }
    return letters;
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

  private void update(String sql, long sequence) throws SQLException {
    try (var statement = prepared(sql)) {
      statement.setLong(1, sequence);
      statement.executeUpdate();
    }
  }

  private long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static long crc(byte[] body) {
    var crc = new CRC32C();
    crc.update(body);
    return crc.getValue();
  }
}
