// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import io.stillwatch.core.evidence.LogEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message of run-parts: a script of /etc/cron.daily and the like began or ended.
///
/// Old releases name the folder in the tag, new ones in the message.
final class RunPartsLine {
  private static final Pattern MESSAGE =
      Pattern.compile("^(?:\\((\\S+)\\) )?(starting|finished) (\\S+)\\s*$");
  private static final Pattern FAILED =
      Pattern.compile(
          "^(?:run-parts: )?(\\S+) exited with (?:return )?(?:code|status) (\\d+)\\s*$");

  private RunPartsLine() {}

  static Optional<LogEvent> read(String program, long pid, String message) {
    var failed = FAILED.matcher(message);
    if (failed.matches())
      return Optional.of(
          new LogEvent.RunFailed(failed.group(1), "exit status " + failed.group(2), pid));
    var matcher = MESSAGE.matcher(message);
    if (!matcher.matches()) return Optional.empty();
    var folder = matcher.group(1) == null ? folderOf(program) : matcher.group(1);
    var script = folder.isEmpty() ? matcher.group(3) : folder + "/" + matcher.group(3);
    return Optional.of(
        matcher.group(2).equals("starting")
            ? new LogEvent.RunStarted("root", script, pid)
            : new LogEvent.RunEnded("root", script, pid));
  }

  private static String folderOf(String program) {
    var from = program.indexOf('(');
    var to = program.lastIndexOf(')');
    return from >= 0 && to > from ? program.substring(from + 1, to) : "";
  }
}
