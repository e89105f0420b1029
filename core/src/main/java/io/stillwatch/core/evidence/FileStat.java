// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

/// The state of one path: type (`f`, `d`, `l`, or `-` for absent), mode, owner, first line of a
/// script.
public record FileStat(String type, String mode, int uid, int gid, boolean acl, String shebang) {
  public static final FileStat ABSENT = new FileStat("-", "", -1, -1, false, "");

  /// The `shebang` of a text that was read and whose first line names no interpreter; an empty one
  /// is not known.
  public static final String NO_SHEBANG = "-";

  public boolean namesInterpreter() {
    return !shebang.isEmpty() && !lacksInterpreter();
  }

  public boolean lacksInterpreter() {
    return shebang.equals(NO_SHEBANG);
  }

  public boolean exists() {
    return !type.equals("-");
  }
}
