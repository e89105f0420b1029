// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

/// The state of one path: `type` is `f`, `d` or `-` for absent; `shebang` is empty for what is not
/// a script.
record PathState(String type, String mode, int uid, int gid, String shebang) {
  static final PathState ABSENT = new PathState("-", "", -1, -1, "");

  static PathState script(String mode, int uid, String shebang) {
    return new PathState("f", mode, uid, uid, shebang);
  }

  static PathState file(String mode, int uid, int gid) {
    return new PathState("f", mode, uid, gid, "");
  }

  static PathState directory(String mode, int uid, int gid) {
    return new PathState("d", mode, uid, gid, "");
  }

  PathState withMode(String other) {
    return new PathState(type, other, uid, gid, shebang);
  }

  /// Whether the kernel would run it for the user; root needs any of the three bits.
  boolean runnableBy(Account user) {
    if (!type.equals("f")) return false;
    var bits = Integer.parseInt(mode, 8);
    if (user.uid() == 0) return (bits & 0111) != 0;
    if (user.uid() == uid) return (bits & 0100) != 0;
    return (bits & (user.gids().contains(gid) ? 0010 : 0001)) != 0;
  }
}
