// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Documents that wait for the index, how far every source has been read, and what the index
/// refused for good: one SQLite file, one writer.
///
/// A crash at any point repeats at most the last batch, which the ids absorb (reliability.md 2.2).
public final class Spool implements DeadLetters, AutoCloseable {
  /// A document that waits, with its place in the queue.
  public record Row(long sequence, Document document) {}

  /// A document that the index refused: why and when, and whether it is still as it was written.
  public record DeadLetter(
      long sequence, Document document, String reason, Instant at, boolean intact) {}

  /// A dead letter without its document.
  public record Refusal(long sequence, String index, String reason, Instant at) {}

  /// What was a dead letter, and is nowhere any more.
  public record Discarded(long sequence, String index, String id) {}

  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final SourceId IDENTITY = new SourceId("collector");
  private static final double PRESSED = 0.8;

  private static final int REPLAYED_AT_ONCE = 500;

  private final FolderLock lock;
  private final SpoolFile file;
  private final Disk disk;
  private final long capBytes;
  private SpoolDatabase database;
  private boolean closed;
  private boolean ended;

  private Spool(FolderLock lock, SpoolFile file, Disk disk, long capBytes) throws StoreException {
    this.lock = lock;
    this.file = file;
    this.disk = disk;
    this.capBytes = capBytes;
    this.database = file.open();
  }

  /// A spool that looks at its own size alone, not at the disk.
  public static Spool open(Path folder, long capBytes, InstantSource clock) throws StoreException {
    return open(folder, SpoolLimits.ofBytes(capBytes), clock);
  }

  /// Opens the spool of a folder, which no other process may have open.
  ///
  /// A damaged file is moved to `quarantine/` and a fresh one begun with what can be read of it:
  /// sources are then read again from their beginning, and what the index has is absorbed.
  public static Spool open(Path folder, SpoolLimits limits, InstantSource clock)
      throws StoreException {
    var lock = FolderLock.of(folder);
    try {
      var disk = new Disk(folder, limits);
      disk.scarce(); // puts the ballast in its place
      return new Spool(lock, new SpoolFile(folder, clock), disk, limits.capBytes());
    } catch (StoreException e) {
      lock.close();
      throw e;
    }
  }

  /// Identifies this spool, from its first use on: whose sources are whose where several collectors
  /// share a cluster. A spool that lost its content to a damaged disk gets a new id.
  public synchronized String id() throws StoreException {
    var known = checkpoint(IDENTITY);
    if (!known.equals(Checkpoint.START)) return known.value();
    var id = UUID.randomUUID().toString();
    commit(IDENTITY, new Checkpoint(id));
    return id;
  }

  /// How far a source has been read; [Checkpoint#START] for one that is not known.
  public synchronized Checkpoint checkpoint(SourceId source) throws StoreException {
    return run("read a checkpoint", () -> database.checkpoint(source.value()));
  }

  /// Keeps documents and the checkpoint behind them, both or neither.
  public synchronized void put(SourceId source, List<Document> documents, Checkpoint next)
      throws StoreException {
    put(documents, Map.of(source, next));
  }

  /// Keeps what several sources pushed at once, with a checkpoint for each, all or nothing.
  public synchronized void put(List<Document> documents, Map<SourceId, Checkpoint> next)
      throws StoreException {
    transaction(
        "keep a batch",
        () -> {
          if (!documents.isEmpty() && database.usedBytes() >= capBytes) throw new FullException();
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
    vital("move a checkpoint", () -> database.checkpoint(source.value(), next));
  }

  /// What waits longest behind a row (0 for none), up to both limits but at least one, without what
  /// is for indices that take nothing at the moment; damaged rows are set aside and told.
  public synchronized List<Row> oldest(
      long after, int maxRows, long maxBytes, Set<String> heldIndices) throws StoreException {
    return run(
        "read the oldest rows", () -> database.oldest(after, maxRows, maxBytes, heldIndices));
  }

  /// Takes out what was delivered, sets aside what was refused, keeps the rest. The rows are in the
  /// order of [#oldest].
  public synchronized void settle(List<Row> rows, List<BulkItemOutcome> fates)
      throws StoreException {
    if (rows.size() != fates.size())
      throw new IllegalArgumentException(rows.size() + " rows, " + fates.size() + " fates");
    vital(
        "settle a batch",
        () -> {
          if (areNeighbours(rows) && fates.stream().allMatch(BulkItemOutcome::delivered)) {
            database.delete(rows.getFirst().sequence(), rows.getLast().sequence());
            return;
          }
          for (int i = 0; i < rows.size(); i++) settle(rows.get(i), fates.get(i));
        });
  }

  private static boolean areNeighbours(List<Row> rows) {
    return rows.getLast().sequence() - rows.getFirst().sequence() == rows.size() - 1;
  }

  private void settle(Row row, BulkItemOutcome fate) throws SQLException {
    switch (fate.kind()) {
      case STORED, DUPLICATE -> database.delete(row.sequence(), row.sequence());
      case REJECTED -> {
        database.bury(row.document(), fate.reason());
        database.delete(row.sequence(), row.sequence());
      }
      case RETRY -> {} // it stays where it is
    }
  }

  @Override
  public synchronized void keep(Document document, String reason) throws StoreException {
    vital("keep a dead letter", () -> database.bury(document, reason));
  }

  /// The dead letters, the oldest first.
  public synchronized List<DeadLetter> deadLetters(int max) throws StoreException {
    return deadLetters(0, max);
  }

  /// The dead letters that come after a number, the oldest first.
  public synchronized List<DeadLetter> deadLetters(long after, int max) throws StoreException {
    return run("read the dead letters", () -> database.deadLetters(after, max));
  }

  /// A page of the dead letters, the oldest first.
  public synchronized List<DeadLetter> deadLetterPage(int offset, int limit) throws StoreException {
    return run("read the dead letters", () -> database.deadLetterPage(offset, limit));
  }

  /// The newest dead letters, the newest first.
  public synchronized List<Refusal> newestRefusals(int max) throws StoreException {
    return run("read the dead letters", () -> database.newestRefusals(max));
  }

  public synchronized Optional<DeadLetter> deadLetter(long sequence) throws StoreException {
    return deadLetters(sequence - 1, 1).stream()
        .filter(letter -> letter.sequence() == sequence)
        .findFirst();
  }

  /// Sends all dead letters once more, after whatever made the index refuse them was mended; those
  /// that were damaged on disk stay.
  public int replay() throws StoreException {
    int replayed = 0;
    long after = 0;
    while (true) { // in pieces, so that they need not fit into memory, nor others wait
      var letters = deadLetters(after, REPLAYED_AT_ONCE);
      if (letters.isEmpty()) return replayed;
      replayed += replay(letters);
      after = letters.getLast().sequence();
    }
  }

  /// Sends one dead letter once more; false where there is no such letter, or it was damaged.
  public boolean replay(long sequence) throws StoreException {
    var letter = deadLetter(sequence);
    return letter.isPresent() && replay(List.of(letter.get())) == 1;
  }

  private synchronized int replay(List<DeadLetter> letters) throws StoreException {
    var moved = new ArrayList<Document>();
    vital(
        "replay dead letters",
        () -> {
          moved.clear();
          for (var letter : letters) {
            if (letter.intact() && database.unbury(letter.sequence())) moved.add(letter.document());
          }
          database.insert(moved);
        });
    return moved.size();
  }

  /// Throws one dead letter away, damaged or not; empty where there is no such letter.
  public Optional<Discarded> discard(long sequence) throws StoreException {
    return discarded(sequence, sequence, 1).stream().findFirst();
  }

  /// Throws away the oldest dead letters up to a number, at most so many. Callers go on in pieces:
  /// on a full disk the journal of a large deletion would find no room.
  public List<Discarded> discardOldest(long through, int max) throws StoreException {
    return discarded(0, through, max);
  }

  private synchronized List<Discarded> discarded(long first, long through, int max)
      throws StoreException {
    var gone = new ArrayList<Discarded>();
    vital(
        "discard dead letters",
        () -> {
          gone.clear();
          gone.addAll(database.discard(first, through, max));
        });
    if (!gone.isEmpty())
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("discarded", gone.size())
          .addKeyValue("first", gone.getFirst().sequence())
          .addKeyValue("last", gone.getLast().sequence())
          .log("Dead letters were discarded, as somebody ordered.");
    return gone;
  }

  /// The number of the dead letter that came last; 0 where there is none.
  public synchronized long newestDeadLetter() throws StoreException {
    return run("read the dead letters", database::newestDeadLetter);
  }

  /// How many documents wait; more than there are while an index that takes nothing holds up some
  /// of them, for it is the distance from the oldest to the newest.
  public synchronized long rows() throws StoreException {
    return run("count the rows", database::rows);
  }

  public synchronized long deadLetterCount() throws StoreException {
    return run("count the dead letters", database::deadLetterCount);
  }

  /// Whether sources pause, see [#pressure].
  public boolean pressed() throws StoreException {
    return !pressure().isEmpty();
  }

  /// Why sources that go through the spool pause: at 80 % of its cap, or on a disk that is nearly
  /// full. Empty while they need not. Nothing is thrown away.
  public synchronized String pressure() throws StoreException {
    if (disk.scarce()) return "The disk of the spool is nearly full: free some space.";
    boolean full = run("measure the spool", () -> database.usedBytes() >= PRESSED * capBytes);
    return full ? "The spool is nearly full." : "";
  }

  @Override
  public synchronized void close() {
    if (!closed) database.close();
    closed = true;
    ended = true;
    lock.close();
  }

  private interface Operation<T> {
    T ask() throws SQLException;
  }

  private interface Change {
    void make() throws SQLException;
  }

  private <T> T run(String what, Operation<T> operation) throws StoreException {
    opened();
    try {
      var answer = operation.ask();
      database.commit(); // reading opens a transaction, which would keep the journal from shrinking
      return answer;
    } catch (SQLException e) {
      database.rollback();
      throw failed(what, e);
    }
  }

  private void transaction(String what, Change change) throws StoreException {
    run(
        what,
        () -> {
          change.make();
          return true;
        });
  }

  /// What makes room, or must not be forgotten: on a full disk the ballast is given up for it.
  private void vital(String what, Change change) throws StoreException {
    opened();
    try {
      change.make();
      database.commit();
    } catch (SQLException e) {
      database.rollback();
      if (Damage.of(e) != Damage.FULL || !disk.release()) throw failed(what, e);
      transaction(what, change);
    }
  }

  /// A handle that failed is not used again: the file is closed, opened and verified, and whoever
  /// failed repeats.
  private StoreException failed(String what, SQLException e) {
    var damage = Damage.of(e);
    if (damage == Damage.FULL) disk.release();
    if (damage == Damage.UNSURE || damage == Damage.CORRUPT) {
      database.close();
      closed = true;
      log.atError()
          .addKeyValue("file", file)
          .setCause(e)
          .log("The disk failed the spool; it is opened again, and nothing was acknowledged.");
    }
    return new StoreException(
        "The spool " + file + " could not " + what + ": " + e.getMessage(), e);
  }

  private void opened() throws StoreException {
    if (ended) throw new StoreException("The spool " + file + " is closed.");
    if (!closed) return;
    database = file.open();
    closed = false;
  }

  /// Nothing is thrown away, so nothing more is taken.
  private static final class FullException extends SQLException {
    private static final long serialVersionUID = 1L;

    FullException() {
      super("it is full. Elasticsearch takes nothing, or too little; see the log");
    }
  }
}
