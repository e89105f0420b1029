// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.LocalDateTime;
import java.util.List;

/// What somebody changes on a host, and the lines that this leaves in syslog.
///
/// `at` is the host's own time. cron notices a changed table at the next full minute.
public record Change(String host, LocalDateTime at, List<Edit> edits, List<Message> messages) {
  public Change {
    edits = List.copyOf(edits);
    messages = List.copyOf(messages);
  }

  /// One change of the configuration.
  public sealed interface Edit {
    /// Text in a configuration file becomes another text.
    record Replace(String path, String before, String after) implements Edit {}

    /// A path gets another mode.
    record Chmod(String path, String mode) implements Edit {}
  }

  /// A line in syslog, so many seconds after the change.
  public record Message(int afterSeconds, String program, String text) {}
}
