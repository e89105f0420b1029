// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.Fate;
import io.stillwatch.core.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Documents that wait for the index, how far every source has been read, and what the index
/// refused for good: one SQLite file, one writer.
///
/// A crash at any point repeats at most the last batch, which the ids absorb (reliability.md 2.2).
public final class Spool implements DeadLetters, AutoCloseable {
  /// A document that waits, with its place in the queue.
  public record Row(long sequence, Document document) {}

  /// A document that the index refused, and why.
  public record DeadLetter(long sequence, Document document, String reason) {}

  private static final double PRESSED = 0.8;

  private final FolderLock lock;
  private final SpoolDatabase database;
  private final long capBytes;

  private Spool(FolderLock lock, SpoolDatabase database, long capBytes) {
    this.lock = lock;
    this.database = database;
    this.capBytes = capBytes;
  }

  /// Opens the spool of a folder, which no other process may have open.
  ///
  /// A damaged file is moved to `quarantine/` and a fresh one begun: sources are then read again
  /// from their beginning, and what the index has is absorbed.
  public static Spool open(Path folder, long capBytes, InstantSource clock) throws StoreException {
    var lock = FolderLock.of(folder);
    try {
      return new Spool(lock, SpoolDatabase.open(folder, clock), capBytes);
    } catch (StoreException e) {
      lock.close();
      throw e;
    }
  }

  /// How far a source has been read; [Checkpoint#START] for one that is not known.
  public synchronized Checkpoint checkpoint(SourceId source) throws StoreException {
    return run("read a checkpoint", () -> database.checkpoint(source.value()));
  }

  /// Keeps documents and the checkpoint behind them, both or neither.
  public synchronized void put(SourceId source, List<Document> documents, Checkpoint next)
      throws StoreException {
    transaction(
        "keep a batch",
        () -> {
          database.insert(documents);
          database.checkpoint(source.value(), next);
        });
  }

  /// Keeps what several sources pushed at once, with a checkpoint for each, all or nothing.
  public synchronized void put(List<Document> documents, Map<SourceId, Checkpoint> next)
      throws StoreException {
    transaction(
        "keep what was pushed",
        () -> {
          database.insert(documents);
          for (var one : next.entrySet()) database.checkpoint(one.getKey().value(), one.getValue());
        });
  }

  /// The checkpoints of all sources whose id begins like this.
  public synchronized Map<SourceId, Checkpoint> checkpoints(String prefix) throws StoreException {
    return run("read the checkpoints", () -> database.checkpoints(prefix));
  }

  /// Moves the checkpoint of a source whose evidence is stored already.
  public synchronized void commit(SourceId source, Checkpoint next) throws StoreException {
    transaction("move a checkpoint", () -> database.checkpoint(source.value(), next));
  }

  /// What waits longest, up to both limits but at least one; damaged rows are set aside and told.
  public synchronized List<Row> oldest(int maxRows, long maxBytes) throws StoreException {
    return run("read the oldest rows", () -> database.oldest(maxRows, maxBytes));
  }

  /// Takes out what was delivered, sets aside what was refused, keeps the rest.
  public synchronized void settle(List<Row> rows, List<Fate> fates) throws StoreException {
    if (rows.size() != fates.size())
      throw new IllegalArgumentException(rows.size() + " rows, " + fates.size() + " fates");
    transaction(
        "settle a batch",
        () -> {
          for (int i = 0; i < rows.size(); i++) settle(rows.get(i), fates.get(i));
        });
  }

  private void settle(Row row, Fate fate) throws SQLException {
    switch (fate.kind()) {
      case STORED, DUPLICATE -> database.delete(row.sequence());
      case REJECTED -> {
        database.bury(row.document(), fate.reason());
        database.delete(row.sequence());
      }
      case RETRY -> {} // it stays where it is
    }
  }

  @Override
  public synchronized void keep(Document document, String reason) throws StoreException {
    transaction("keep a dead letter", () -> database.bury(document, reason));
  }

  /// The dead letters, the oldest first.
  public synchronized List<DeadLetter> deadLetters(int max) throws StoreException {
    return run("read the dead letters", () -> database.deadLetters(max));
  }

  /// Sends the dead letters once more, after whatever made the index refuse them was mended.
  public synchronized int replay() throws StoreException {
    var replayed = new ArrayList<DeadLetter>();
    transaction(
        "replay the dead letters",
        () -> {
          replayed.addAll(database.deadLetters(Integer.MAX_VALUE));
          database.insert(replayed.stream().map(DeadLetter::document).toList());
          for (var letter : replayed) database.unbury(letter.sequence());
        });
    return replayed.size();
  }

  public synchronized long rows() throws StoreException {
    return run("count the rows", database::rows);
  }

  public synchronized long deadLetterCount() throws StoreException {
    return run("count the dead letters", database::deadLetterCount);
  }

  /// At 80 % of its cap: sources pause, and nothing is thrown away.
  public synchronized boolean pressed() throws StoreException {
    return run("measure the spool", () -> database.usedBytes() >= PRESSED * capBytes);
  }

  @Override
  public synchronized void close() {
    database.close();
    lock.close();
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private interface Change {
    void make() throws SQLException;
  }

  private <T> T run(String what, Question<T> question) throws StoreException {
    try {
      var answer = question.ask();
      database.commit(); // reading opens a transaction, which would keep the journal from shrinking
      return answer;
    } catch (SQLException e) {
      throw failed(what, e);
    }
  }

  private void transaction(String what, Change change) throws StoreException {
    try {
      change.make();
      database.commit();
    } catch (SQLException e) {
      database.rollback();
      throw failed(what, e);
    }
  }

  private StoreException failed(String what, SQLException e) {
    return new StoreException(
        "The spool " + database + " could not " + what + ": " + e.getMessage(), e);
  }
}
