// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.core.store.Document;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what can be read of a damaged spool: from the front up to the damage, then from the back.
///
/// Checkpoints are left behind on purpose. They would claim that documents are safe which may be
/// among those that cannot be read; without them the sources are read again, and ids absorb the
/// rest.
final class SpoolRecovery {
  private static final Logger log = LoggerFactory.getLogger(SpoolRecovery.class);
  private static final int BATCH = 500;

  private final Path damaged;
  private final SpoolDatabase fresh;
  private final List<Document> batch = new ArrayList<>();
  private long last;
  private int kept;

  SpoolRecovery(Path damaged, SpoolDatabase fresh) {
    this.damaged = damaged;
    this.fresh = fresh;
  }

  /// How many documents were kept.
  int run() throws SQLException {
    try (var connection = SpoolFile.connect(damaged)) {
      var whole = rows(connection, "order by seq", 0);
      if (!whole) rows(connection, "order by seq desc", last);
      letters(connection);
    } catch (SQLException e) {
      log.atWarn().addKeyValue("file", damaged).setCause(e).log("Nothing of it can be read.");
    }
    return kept;
  }

  /// False where reading broke off; stops at what was read already.
  private boolean rows(Connection connection, String order, long until) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select id, target, body, crc, seq from outbox " + order)) {
      while (next(rows)) {
        long seq = rows.getLong(5);
        if (until > 0 && seq <= until) break;
        if (until == 0) last = seq;
        keep(rows);
      }
      flush();
      return true;
    } catch (UnreadableException e) {
      flush();
      return false;
    }
  }

  private void keep(ResultSet row) throws SQLException, UnreadableException {
    Document document;
    long crc;
    try {
      document = new Document(row.getString(2), row.getString(1), row.getBytes(3));
      crc = row.getLong(4);
    } catch (SQLException e) {
      throw new UnreadableException(e);
    }
    if (document.json() == null) return;
    if (crc != Checksum.of(document) && crc != Checksum.ofBody(document)) return;
    batch.add(document);
    if (batch.size() >= BATCH) flush();
  }

  private void flush() throws SQLException {
    fresh.insert(batch);
    fresh.commit();
    kept += batch.size();
    batch.clear();
  }

  private void letters(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select id, target, body, reason from dead_letters")) {
      while (next(rows)) {
        var document = new Document(rows.getString(2), rows.getString(1), rows.getBytes(3));
        fresh.bury(document, rows.getString(4));
      }
      fresh.commit();
    } catch (UnreadableException e) {
      fresh.commit();
    }
  }

  private static boolean next(ResultSet rows) throws UnreadableException {
    try {
      return rows.next();
    } catch (SQLException e) {
      throw new UnreadableException(e);
    }
  }

  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(SQLException cause) {
      super(cause);
    }
  }
}
