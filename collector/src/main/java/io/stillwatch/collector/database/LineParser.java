// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.core.evidence.Fields;

/// Reads one line of one form of log against what the lines before it left.
///
/// Never throws, and never takes longer than a few passes over the line.
public interface LineParser {
  ParsedLine read(String line, Carried before);

  /// How a line stands to the record around it.
  enum Role {
    /// Begins a record.
    RECORD,
    /// Goes on with the record before.
    CONTINUATION,
    /// Says something about the log itself and ends the record before.
    HEADING,
    /// Nobody knows what it is.
    UNPARSED
  }

  /// What one line says; `state` is for the next line. `micros` is [Carried#NO_TIME] for a line
  /// without a time of its own.
  record ParsedLine(Role role, long micros, Fields fields, String state) {
    /// A further line of the record before, or a line that belongs to nothing.
    static ParsedLine further(Carried before) {
      var role = before.inRecord() ? Role.CONTINUATION : Role.UNPARSED;
      var fields = before.inRecord() ? before.fields().continued() : Fields.NONE;
      return new ParsedLine(role, Carried.NO_TIME, fields, before.state());
    }
  }
}
