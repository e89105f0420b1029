// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// To which log a file belongs by its name: `syslog.2.gz` is a rotated file of `syslog`.
///
/// `rotation` is what the name adds to the family (`2`, `2026-01-05-13`), empty for the active
/// file; `namedAt` is the instant in the name, in UTC as RDS names its files (User Guide, "RDS for
/// PostgreSQL database log files").
record LogFamily(String family, String rotation, Optional<Instant> namedAt) {
  private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|bz2|xz|zst|zip)$");
  private static final Pattern DATED =
      Pattern.compile(
          "(?<base>.+?)[.-](?<year>\\d{4})-?(?<month>\\d{2})-?(?<day>\\d{2})"
              + "(?:[-.T_]?(?<hour>\\d{2}))?(?<extension>\\.(?:log|csv|json))?");
  private static final Pattern NUMBERED = Pattern.compile("(?<base>.+)\\.(?<number>\\d{1,4})");

  static LogFamily of(String path) {
    var name = COMPRESSED.matcher(path).replaceFirst("");
    var dated = DATED.matcher(name);
    if (dated.matches()) {
      var at = instantOf(dated);
      if (at.isPresent()) {
        var base = dated.group("base") + textOf(dated, "extension");
        return new LogFamily(base, name.substring(dated.end("base")), at);
      }
    }
    var numbered = NUMBERED.matcher(name);
    return numbered.matches()
        ? new LogFamily(numbered.group("base"), numbered.group("number"), Optional.empty())
        : new LogFamily(name, "", Optional.empty());
  }

  /// The instant in the name of a closed file, given what it adds to the family.
  static Optional<Instant> namedAt(String rotation) {
    return of("x." + rotation).namedAt();
  }

  boolean active() {
    return rotation.isEmpty();
  }

  private static Optional<Instant> instantOf(Matcher dated) {
    var hour = textOf(dated, "hour");
    try {
      var at =
          LocalDateTime.of(
              Integer.parseInt(dated.group("year")),
              Integer.parseInt(dated.group("month")),
              Integer.parseInt(dated.group("day")),
              hour.isEmpty() ? 0 : Integer.parseInt(hour),
              0);
      return Optional.of(at.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) { // digits that are no date, such as a port or a build number
      return Optional.empty();
    }
  }

  private static String textOf(Matcher matcher, String group) {
    var text = matcher.group(group);
    return text == null ? "" : text;
  }
}
