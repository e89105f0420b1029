// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import java.util.Comparator;
import java.util.regex.Pattern;

/// The name of a log file taken apart: the log that it belongs to, and what rotation made of it.
///
/// `cron.log.2.gz` and `cron.log-20260101` belong to `cron.log`; `age` orders the files of one log,
/// the oldest first, and is [#ACTIVE] for the file that is written now.
record LogName(String family, long age, boolean compressed, boolean readable) {
  static final long ACTIVE = Long.MAX_VALUE;
  private static final long NUMBERED = -1_000_000L;

  private static final Pattern NAME =
      Pattern.compile(
          "^(.+?)(?:\\.(\\d{1,3})|[.-](\\d{4}-?\\d\\d-?\\d\\d(?:[-.T]\\d{1,10})?))?"
              + "(\\.gz|\\.bz2|\\.xz|\\.zst|\\.Z)?$");

  /// logrotate with `extension .log` puts the number before it: `app.1.log`, `app-20260101.log`.
  private static final Pattern BEFORE_EXTENSION =
      Pattern.compile("^(.+?)[.-](\\d{1,3}|\\d{8})(\\.\\p{Alpha}{2,6})(\\.gz)?$");

  static final Comparator<LogName> OLDEST_FIRST =
      Comparator.comparing(LogName::family).thenComparingLong(LogName::age);

  static LogName of(String name) {
    var matcher = NAME.matcher(name);
    if (!matcher.matches()) return new LogName(name, ACTIVE, false, true);
    var packed = matcher.group(4);
    var rotated = matcher.group(2) != null || matcher.group(3) != null || packed != null;
    var age = ACTIVE;
    if (matcher.group(2) != null) age = NUMBERED - Long.parseLong(matcher.group(2));
    else if (matcher.group(3) != null) age = digits(matcher.group(3));
    else if (rotated) age = NUMBERED;
    return new LogName(
        matcher.group(1), age, packed != null, packed == null || packed.equals(".gz"));
  }

  /// The other way to number; only for a file that no pattern names by itself.
  static LogName ofNumberedBeforeExtension(String name) {
    var matcher = BEFORE_EXTENSION.matcher(name);
    if (!matcher.matches()) return of(name);
    var number = matcher.group(2);
    var age = number.length() == 8 ? Long.parseLong(number) : NUMBERED - Long.parseLong(number);
    return new LogName(matcher.group(1) + matcher.group(3), age, matcher.group(4) != null, true);
  }

  boolean rotated() {
    return age != ACTIVE;
  }

  private static long digits(String date) {
    var plain = date.replaceAll("\\D", "");
    return Long.parseLong(plain.substring(0, Math.min(plain.length(), 18)));
  }
}
