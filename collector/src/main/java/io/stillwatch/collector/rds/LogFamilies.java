// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.core.evidence.LogFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When each log of a listing was written last, over all of its files.
final class LogFamilies {
  private final Map<String, Long> writtenAt = new HashMap<>();

  LogFamilies(List<LogFile> files) {
    for (var file : files) {
      var family = RdsName.of(file.path()).family();
      writtenAt.merge(family, file.modified().toEpochMilli(), Math::max);
    }
  }

  /// Whether a file may still grow: the one of the fixed name, or the latest of the dated ones.
  boolean isWritten(Reading reading) {
    var name = RdsName.of(reading.name());
    if (name.isBase()) return true;
    return writtenAt.getOrDefault(name.family(), Long.MIN_VALUE) <= reading.seen().written();
  }
}
