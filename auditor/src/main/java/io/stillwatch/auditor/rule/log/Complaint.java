// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a daemon can say of a table, and the rule that it stands for.
enum Complaint {
  BAD_TIME("bad (?:minute|hour|day-of-month|month|day-of-week)", "CL01", true),
  BAD_NICKNAME("bad time specifier", "CL11", true),
  BAD_COMMAND("bad command", "CL14", true),
  BAD_USER("bad username", "CL16", true),
  BAD_OPTION("bad option", "CL14", true),
  TOO_LONG("command too long", "CF09", true),
  NO_NEWLINE("(?i)missing newline before EOF.*", "CF01", true),
  TOO_MANY_LINES("crontab must not be longer.*", "CF09", true),
  MODE("(?:INSECURE MODE|BAD FILE MODE).*", "CF05", false),
  OWNER("WRONG FILE OWNER.*", "CF06", false),
  LINKS(
      "(?:NUMBER OF HARD LINKS|BAD LINK COUNT|WRONG SYMLINK OWNER|CAN'T OPEN|NOT A? ?REGULAR).*",
      "CF07",
      false),
  ORPHAN("ORPHAN.*", "CF08", false),
  UNKNOWN_OPTION("line \\d+: unknown option.*", "LC01", true),
  LOGROTATE_IGNORES(".*writable by group or others.*", "LC25", false),
  LOGROTATE_ERROR("line \\d+: .*", "LC27", true),
  /// The general sentence that follows a specific one.
  SYNTAX("(?i)syntax error.*|found error, skipping", "CL04", true);

  private final Pattern pattern;
  private final String rule;
  private final boolean aboutText;

  @SuppressWarnings("ImmutableEnumChecker") // Pattern is immutable, though not annotated so
  Complaint(String pattern, String rule, boolean aboutText) {
    this.pattern = Pattern.compile(pattern);
    this.rule = rule;
    this.aboutText = aboutText;
  }

  static Optional<Complaint> of(String reason) {
    return Arrays.stream(values())
        .filter(c -> c.pattern.matcher(reason.strip()).matches())
        .findFirst();
  }

  String rule() {
    return rule;
  }

  /// Whether reading the text would show the same fault.
  boolean aboutText() {
    return aboutText;
  }
}
