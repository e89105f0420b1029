// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

/// Where a job is configured; [#LEARNED] for a job that is known only by its habit.
public record Definition(String path, int line, String user, String command) {
  public static final Definition LEARNED = new Definition("", 0, "", "");

  public boolean configured() {
    return !path.isEmpty();
  }
}
