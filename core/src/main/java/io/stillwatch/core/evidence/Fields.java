// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import io.stillwatch.core.secret.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a log line says beside its text: the fields by which people search and count.
///
/// Text that is empty, a process 0 and numbers below 0 are not told. `thread` is what databases
/// call connection, session or spid; `code` is the error in the words of the program (SQLSTATE,
/// ORA-00600, MY-010116); `recordOffset` is where the record begins that the line is part of, so
/// that the lines of one record are found together; `labels` takes what has no field of its own.
public record Fields(
    String level,
    long pid,
    long thread,
    Session session,
    String code,
    long durationNanos,
    long recordOffset,
    Map<String, String> labels) {
  private static final long UNKNOWN = -1;

  public static final Fields NONE =
      new Fields("", 0, UNKNOWN, Session.NONE, "", UNKNOWN, UNKNOWN, Map.of());

  /// Who talked to the database, from where; port 0 is not told.
  public record Session(String user, String database, String address, int port) {
    public static final Session NONE = new Session("", "", "", 0);
  }

  public Fields {
    if (!labels.isEmpty()) labels = withoutSecrets(labels);
  }

  private static Map<String, String> withoutSecrets(Map<String, String> labels) {
    var clean = new LinkedHashMap<String, String>();
    for (var label : labels.entrySet()) {
      // A name such as `token` tells what its value is.
      var prefix = label.getKey() + "=";
      var both = Secrets.redacted(prefix + label.getValue());
      clean.put(
          label.getKey(),
          both.startsWith(prefix)
              ? both.substring(prefix.length())
              : Secrets.redacted(label.getValue()));
    }
    return Map.copyOf(clean);
  }

  public boolean hasThread() {
    return thread > UNKNOWN;
  }

  public boolean hasDuration() {
    return durationNanos > UNKNOWN;
  }

  public boolean hasRecord() {
    return recordOffset > UNKNOWN;
  }

  public Fields inRecord(long offset) {
    return new Fields(level, pid, thread, session, code, durationNanos, offset, labels);
  }

  /// What a further line of the same record inherits; sums over durations and counts of errors stay
  /// those of the record.
  public Fields continued() {
    if (code.isEmpty() && durationNanos == UNKNOWN && labels.isEmpty()) return this;
    return new Fields(level, pid, thread, session, "", UNKNOWN, recordOffset, Map.of());
  }
}
