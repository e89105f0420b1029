// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

/// Why a daemon refuses a line, in the daemon's words.
public enum CronFault {
  BAD_MINUTE("bad minute"),
  BAD_HOUR("bad hour"),
  BAD_DAY_OF_MONTH("bad day-of-month"),
  BAD_MONTH("bad month"),
  BAD_DAY_OF_WEEK("bad day-of-week"),
  BAD_COMMAND("bad command"),
  BAD_TIME_SPECIFIER("bad time specifier"),
  BAD_USERNAME("bad username"),
  BAD_OPTION("bad option"),
  COMMAND_TOO_LONG("command too long"),
  MISSING_NEWLINE("missing newline before EOF");

  private final String message;

  CronFault(String message) {
    this.message = message;
  }

  public String message() {
    return message;
  }

  /// Whether the fault is in one of the five time fields.
  public boolean inTimeField() {
    return switch (this) {
      case BAD_MINUTE, BAD_HOUR, BAD_DAY_OF_MONTH, BAD_MONTH, BAD_DAY_OF_WEEK -> true;
      case BAD_COMMAND,
          BAD_TIME_SPECIFIER,
          BAD_USERNAME,
          BAD_OPTION,
          COMMAND_TOO_LONG,
          MISSING_NEWLINE ->
          false;
    };
  }
}
