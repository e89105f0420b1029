// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.secret.Secrets;
import java.util.Optional;

/// The pattern of a log line: the program and its message, with `<*>` for what varies.
///
/// `Nov 30 03:10:02 ops-1 sshd[811]: Accepted publickey for ann from 10.0.0.7 port 51022` has the
/// pattern `sshd: Accepted publickey for ann from <*> port <*>`.
public final class LinePattern {
  private static final String AFTER_PROGRAM = ": ";

  /// What stands for a part that varies.
  public static final String VARIABLE = Masking.VARIABLE;

  private LinePattern() {}

  /// Of a message without an envelope.
  public static String ofMessage(String message) {
    return Masking.masked(Secrets.redacted(message));
  }

  /// Empty for a line that goes on with an earlier record, such as a statement of a slow query log,
  /// and for one that was not understood.
  public static Optional<String> of(LogRecord record) {
    if (record.line().flags().contains(Line.CONTINUATION)) return Optional.empty();
    return switch (record.event()) {
      case LogEvent.Unparsed _ -> Optional.empty();
      case LogEvent.Other(var program) -> pattern(program, record.line().text());
      default -> pattern("", record.line().text());
    };
  }

  private static Optional<String> pattern(String program, String line) {
    var message = Envelope.without(line);
    var named =
        program.isEmpty() || message.startsWith(program)
            ? message
            : program + AFTER_PROGRAM + message;
    var masked = Masking.masked(Secrets.redacted(named));
    return masked.isEmpty() ? Optional.empty() : Optional.of(masked);
  }

  /// What precedes the message, such as `sshd`; empty for a line without the name of a program.
  static String program(String pattern) {
    int end = pattern.indexOf(AFTER_PROGRAM);
    return end < 0 || pattern.lastIndexOf(' ', end) >= 0 ? "" : pattern.substring(0, end);
  }
}
