// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import io.stillwatch.core.evidence.LogEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message of the kernel: its first one names its version.
final class KernelLine {
  /// rsyslog keeps the seconds since the boot, journald takes them off.
  private static final Pattern FIRST =
      Pattern.compile("^(?:\\[ *\\d{1,9}\\.\\d{1,9}] )?(Linux version \\S+)");

  private KernelLine() {}

  static Optional<LogEvent> read(String message) {
    if (!message.contains("Linux version ")) return Optional.empty();
    var first = FIRST.matcher(message);
    return first.lookingAt()
        ? Optional.of(new LogEvent.HostBooted(first.group(1)))
        : Optional.empty();
  }
}
