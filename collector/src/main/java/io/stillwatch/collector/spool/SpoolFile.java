// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Opens the database of a spool: verified, or else moved to `quarantine/` and begun afresh with
/// what can still be read of it.
final class SpoolFile {
  private static final Logger log = LoggerFactory.getLogger(SpoolFile.class);
  private static final String FILE = "spool.db";
  private static final int FORM = 2;
  private static final long QUICK_BYTES = 256L << 20;

  private final Path folder;
  private final Path file;
  private final InstantSource clock;

  SpoolFile(Path folder, InstantSource clock) {
    this.folder = folder;
    this.file = folder.resolve(FILE);
    this.clock = clock;
  }

  SpoolDatabase open() throws StoreException {
    try {
      return connected();
    } catch (SQLException e) {
      if (Damage.of(e) != Damage.CORRUPT && !(e instanceof OldFormException))
        throw new StoreException("The spool " + file + " cannot be opened: " + e, e);
      return afresh(e);
    }
  }

  private SpoolDatabase afresh(SQLException why) throws StoreException {
    var moved = quarantine();
    try {
      var fresh = connected();
      int kept = new SpoolRecovery(moved.resolve(FILE), fresh).run();
      log.atError()
          .addKeyValue("file", file)
          .addKeyValue("movedTo", moved)
          .addKeyValue("documentsKept", kept)
          .setCause(why)
          .log("The spool is damaged and was moved away. Sources are read again from their start.");
      return fresh;
    } catch (SQLException e) {
      throw new StoreException("A fresh spool " + file + " cannot be opened: " + e, e);
    }
  }

  private Path quarantine() throws StoreException {
    var away = folder.resolve("quarantine").resolve(clock.instant().toString().replace(':', '-'));
    try {
      Private.folder(away);
      for (var name : List.of(FILE, FILE + "-wal", FILE + "-shm")) move(away, name);
      return away;
    } catch (IOException e) {
      throw new StoreException("The damaged spool in " + folder + " cannot be moved: " + e, e);
    }
  }

  private void move(Path to, String name) throws IOException {
    try {
      Files.move(folder.resolve(name), to.resolve(name));
    } catch (NoSuchFileException e) {
      // journals exist only while the spool was in use
    }
  }

  private SpoolDatabase connected() throws SQLException, StoreException {
    try {
      Private.file(file);
    } catch (IOException e) {
      throw new StoreException("The spool " + file + " cannot be made private: " + e, e);
    }
    var connection = connect(file);
    try {
      connection.setAutoCommit(false);
      verify(connection);
      return new SpoolDatabase(file, connection, clock);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  static Connection connect(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /// A large spool must not hold up the start; its rows have checksums of their own.
  private void verify(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      if (file.toFile().length() < QUICK_BYTES) {
        try (var result = statement.executeQuery("pragma quick_check(1)")) {
          if (result.next() && !result.getString(1).equals("ok"))
            throw new org.sqlite.SQLiteException(
                result.getString(1), org.sqlite.SQLiteErrorCode.SQLITE_CORRUPT);
        }
      }
      int form = number(statement, "pragma user_version");
      if (form == 0) {
        if (number(statement, "select count(*) from sqlite_master where name = 'outbox'") > 0)
          throw new OldFormException();
        for (var table : SpoolDatabase.SCHEMA) statement.execute(table);
        statement.execute("pragma user_version = " + FORM);
      }
      connection.commit();
    }
    settleJournal(connection);
  }

  /// Moves the journal into the file and syncs both: what a failed sync left in doubt is written
  /// once more.
  private void settleJournal(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("pragma wal_checkpoint(truncate)");
    } catch (SQLException e) {
      if (Damage.of(e) != Damage.FULL) throw e;
      log.atWarn().addKeyValue("file", file).log("The disk is full; the journal stays as it is.");
    } finally {
      connection.setAutoCommit(false);
    }
  }

  private static int number(java.sql.Statement statement, String sql) throws SQLException {
    try (var result = statement.executeQuery(sql)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  /// Written by an earlier Stillwatch.
  private static final class OldFormException extends SQLException {
    private static final long serialVersionUID = 1L;

    OldFormException() {
      super("The spool has the form of an earlier version.");
    }
  }
}
