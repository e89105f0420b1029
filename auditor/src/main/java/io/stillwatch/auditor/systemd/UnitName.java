// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which unit a file belongs to, and how much its folder counts.
public record UnitName(String unit, int rank, boolean dropIn) {
  private static final List<String> FOLDERS =
      List.of("/lib/", "/usr/lib/", "/usr/local/lib/", "/run/", "/etc/");
  private static final Pattern FILE =
      Pattern.compile(
          "(/lib/|/usr/lib/|/usr/local/lib/|/run/|/etc/)systemd/system/"
              + "([^/]+\\.(?:timer|service))(?:\\.d/[^/]+\\.conf)?");

  public static Optional<UnitName> of(String path) {
    var m = FILE.matcher(path);
    if (!m.matches()) return Optional.empty();
    return Optional.of(
        new UnitName(m.group(2), FOLDERS.indexOf(m.group(1)), path.endsWith(".conf")));
  }

  public boolean timer() {
    return unit.endsWith(".timer");
  }

  /// Whether somebody of this host wrote the file, not a package.
  public boolean local() {
    return rank == FOLDERS.size() - 1;
  }
}
