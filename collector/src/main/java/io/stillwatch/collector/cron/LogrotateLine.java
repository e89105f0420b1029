// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import io.stillwatch.core.evidence.LogEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message of logrotate, or of the script that runs it and logs in its name.
///
/// The wrapper's `ALERT exited abnormally with [1]` is often all there is: older releases send the
/// rest to /dev/null.
final class LogrotateLine {
  /// Its messages do not say what started it; where systemd did, this is the run that failed.
  private static final String UNIT = "logrotate.service";

  private static final Pattern ABNORMAL =
      Pattern.compile("^ALERT exited abnormally with \\[(\\d+)]\\s*$");
  private static final Pattern ERROR = Pattern.compile("^error: (.*)$", Pattern.DOTALL);
  private static final Pattern AT_LINE =
      Pattern.compile("^(/[^\\s:]+):(\\d+),? (.*)$", Pattern.DOTALL);
  private static final Pattern REJECTED =
      Pattern.compile("^(?:found error in file (\\S+), skipping|Ignoring (\\S+) because (.*))$");

  private LogrotateLine() {}

  static Optional<LogEvent> read(long pid, String message) {
    if (message.startsWith("ALERT")) return abnormal(pid, message);
    if (!message.contains("error: ")) return Optional.empty();
    var error = ERROR.matcher(message.strip());
    if (!error.matches()) return Optional.empty();
    var text = error.group(1);
    var atLine = AT_LINE.matcher(text);
    if (text.startsWith("/") && atLine.matches())
      return Optional.of(
          new LogEvent.ConfigError(
              atLine.group(1), "line " + atLine.group(2) + ": " + atLine.group(3)));
    var rejected = REJECTED.matcher(text);
    if (rejected.matches())
      return Optional.of(
          rejected.group(1) != null
              ? new LogEvent.ConfigRejected(rejected.group(1), "found error, skipping")
              : new LogEvent.ConfigRejected(rejected.group(2), rejected.group(3)));
    return Optional.of(new LogEvent.RunFailed(UNIT, text, pid));
  }

  private static Optional<LogEvent> abnormal(long pid, String message) {
    var abnormal = ABNORMAL.matcher(message);
    return abnormal.matches()
        ? Optional.of(new LogEvent.RunFailed(UNIT, "exit status " + abnormal.group(1), pid))
        : Optional.empty();
  }
}
