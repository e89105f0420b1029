// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// What an error of SQLite means for the file.
enum Damage {
  /// The statement failed, the file is well.
  NONE,
  /// There is no room on the disk.
  FULL,
  /// Nobody knows what is on the disk: after a failed sync the system calls pages clean that never
  /// arrived, so a second sync of the same handle would lie (fsyncgate; reliability.md 2.5).
  UNSURE,
  /// The file is not what was written.
  CORRUPT;

  static Damage of(SQLException e) {
    if (!(e instanceof SQLiteException error)) return NONE;
    var name = error.getResultCode().name();
    if (name.startsWith("SQLITE_FULL")) return FULL;
    if (name.startsWith("SQLITE_CORRUPT") || name.equals("SQLITE_NOTADB")) return CORRUPT;
    return name.startsWith("SQLITE_IOERR") || name.startsWith("SQLITE_CANTOPEN") ? UNSURE : NONE;
  }
}
