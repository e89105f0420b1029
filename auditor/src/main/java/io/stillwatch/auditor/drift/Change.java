// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.drift;

/// One thing that is not as it was: a line of a file, or a fact. `line` is that of the newer file,
/// 0 where there is none; an empty text means that there was, or is, nothing.
public record Change(String path, int line, String what, String before, String after) {
  public boolean removed() {
    return after.isEmpty();
  }

  public boolean added() {
    return before.isEmpty();
  }
}
