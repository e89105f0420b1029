// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import java.util.Optional;

/// One line of a crontab. `number` counts from 1; `text` is without the newline.
public sealed interface CrontabLine {
  int number();

  String text();

  record Blank(int number, String text) implements CrontabLine {}

  record Comment(int number, String text) implements CrontabLine {}

  /// `NAME=value`, in force for the lines below it.
  record Assignment(int number, String text, String name, String value) implements CrontabLine {}

  /// A job that the daemon's parser accepts; `user` is empty in a user's own table.
  record Entry(int number, String text, Timing timing, User user, CommandText command)
      implements CrontabLine {}

  /// A line that the parser refuses at `column`.
  ///
  /// `meant` is the job or part of one that can still be read from it; its timing may be unknown.
  record Faulty(int number, String text, CronFault fault, int column, Optional<Entry> meant)
      implements CrontabLine {}

  /// The user column.
  record User(String name, int column) {
    public static final User NONE = new User("", 0);
  }

  /// The job on this line, accepted or meant.
  default Optional<Entry> entry() {
    return switch (this) {
      case Entry entry -> Optional.of(entry);
      case Faulty faulty -> faulty.meant();
      case Blank _, Comment _, Assignment _ -> Optional.empty();
    };
  }
}
