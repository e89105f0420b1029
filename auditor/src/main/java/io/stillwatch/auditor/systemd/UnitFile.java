// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import io.stillwatch.auditor.systemd.UnitLine.Setting;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A unit file or a drop-in, line by line.
public record UnitFile(String path, List<UnitLine> lines) {
  public UnitFile {
    lines = List.copyOf(lines);
  }

  /// Reads a text; never fails, since what is wrong is a [UnitLine.Faulty].
  public static UnitFile read(String path, String text) {
    return new UnitFile(path, new UnitParser(text).lines());
  }

  /// The text that was read.
  public String print() {
    return lines.stream().map(UnitLine::text).collect(Collectors.joining());
  }

  public Stream<Setting> settings(String section) {
    return lines.stream()
        .filter(Setting.class::isInstance)
        .map(Setting.class::cast)
        .filter(s -> s.section().equals(section));
  }
}
