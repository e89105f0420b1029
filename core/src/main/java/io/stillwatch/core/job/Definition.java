// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.util.Set;

/// Where a job is configured; [#LEARNED] for a job that is known only by its habit.
///
/// `command` is as cron logs it; for a rotation it is the text of the directives that decide when.
/// `conditions` say when nothing happens on purpose.
public record Definition(
    String path, int line, String user, String command, Set<Condition> conditions) {
  public static final Definition LEARNED = new Definition("", 0, "", "");

  /// When a rotation that is due is rightly left out.
  public enum Condition {
    /// logrotate's `notifempty`: an empty log is not rotated.
    NOT_IF_EMPTY,
    /// logrotate's `missingok`: a log that is not there is no error.
    MISSING_OK
  }

  public Definition {
    conditions = Set.copyOf(conditions);
  }

  public Definition(String path, int line, String user, String command) {
    this(path, line, user, command, Set.of());
  }

  public boolean configured() {
    return !path.isEmpty();
  }

  public boolean has(Condition condition) {
    return conditions.contains(condition);
  }
}
