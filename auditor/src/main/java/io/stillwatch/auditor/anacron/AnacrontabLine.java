// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.anacron;

import java.time.Duration;

/// One line of an anacrontab.
public sealed interface AnacrontabLine {
  int number();

  String text();

  record Blank(int number, String text) implements AnacrontabLine {}

  record Comment(int number, String text) implements AnacrontabLine {}

  record Assignment(int number, String text, String name, String value) implements AnacrontabLine {}

  /// A job: `command` is run through the shell `delay` after anacron saw that `period` has passed.
  record Entry(int number, String text, Times times, String identifier, Command command)
      implements AnacrontabLine {}

  record Times(String written, Duration period, Duration delay) {}

  record Command(String text, int column) {}

  /// A line that anacron leaves out; `what` is the word that it cannot use.
  record Faulty(int number, String text, Fault fault, String what, int column)
      implements AnacrontabLine {}

  /// Why anacron leaves a line out.
  enum Fault {
    /// `Invalid syntax .. skipping this line`.
    SYNTAX,
    /// `number out of range .. skipping`.
    RANGE,
    /// `Unknown named period`: the job is kept and never due.
    PERIOD,
    /// A value of `START_HOURS_RANGE`, `RANDOM_DELAY` or `PREFERRED_HOUR` that says nothing.
    VALUE
  }
}
