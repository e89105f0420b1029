// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.state.CommandLog.CommandKey;
import java.util.regex.Pattern;

/// Matches a configured command whose secrets a snapshot replaced against commands of the log.
///
/// The parts around the replaced words must follow each other in order, found without backtracking,
/// so the time is linear in the length of the command whatever a sender writes.
final class RedactedCommand {
  private static final String WORD = "REDACTED";
  private static final Pattern REDACTED = Pattern.compile(WORD + "\\s*");

  private RedactedCommand() {}

  static boolean is(String command) {
    return command.contains(WORD);
  }

  /// Whether the logged command is the configured one with its secrets.
  static boolean matches(CommandKey configured, CommandKey logged) {
    if (!configured.user().equals(logged.user()) || configured.equals(logged)) return false;
    int beginning = configured.command().indexOf(WORD);
    if (beginning < 0) return false;
    if (!logged.command().regionMatches(0, configured.command(), 0, beginning)) return false;
    var parts = REDACTED.split(configured.command(), -1);
    var text = logged.command();
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      int found = last ? text.length() - parts[i].length() : text.indexOf(parts[i], at + 1);
      if (found < at + 1 || !text.startsWith(parts[i], found)) return false;
      at = found + parts[i].length();
    }
    return true;
  }
}
