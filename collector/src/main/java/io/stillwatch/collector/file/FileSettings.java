// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import java.time.ZoneId;
import java.util.List;

/// Which files to follow, and what their lines do not say.
///
/// A pattern is a path or a glob (`/var/log/cron.log`, `/var/log/*.log`); rotated and compressed
/// files of a log belong to it without being named. `host` and `zone` count where a line tells
/// none.
public record FileSettings(SourceId id, Host host, ZoneId zone, List<String> patterns) {
  public FileSettings {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty())
      throw new IllegalArgumentException(id + " follows no file. Name at least one path or glob.");
  }
}
