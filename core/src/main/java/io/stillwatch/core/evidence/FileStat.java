// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

/// The state of one path: type (`f`, `d`, `l`, or `-` for absent), mode, owner, first line of a
/// script.
public record FileStat(String type, String mode, int uid, int gid, boolean acl, String shebang) {
  public static final FileStat ABSENT = new FileStat("-", "", -1, -1, false, "");

  public boolean exists() {
    return !type.equals("-");
  }
}
