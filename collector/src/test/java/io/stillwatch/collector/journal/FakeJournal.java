// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.journal;

import io.stillwatch.core.evidence.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/// A folder with a script that answers as journalctl does, and the entries that it tells.
final class FakeJournal {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final long MICROS =
      Instant.parse("2026-11-22T09:00:00Z").getEpochSecond() * 1_000_000;
  private static final String SCRIPT =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      if [ -f stderr ]; then cat stderr >&2; exit "$(cat status)"; fi
      after=
      for argument; do
        case $argument in --after-cursor=*) after=${argument#--after-cursor=} ;; esac
      done
      if [ -n "$after" ] && ! grep -q "\\"$after\\"" entries; then
        echo 'Failed to seek to cursor: Invalid argument' >&2
        exit 1
      fi
      awk -v "cursor=\\"$after\\"" -v "after=$after" \\
        'after == "" || seen { print } index($0, cursor) { seen = 1 }' entries
      """;

  private final Path folder;
  private int entries;

  FakeJournal(Path folder) throws IOException {
    this.folder = folder;
    var script = folder.resolve("journalctl");
    Files.writeString(script, SCRIPT);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve("entries"), "");
  }

  void add(String message) throws IOException {
    int number = entries++;
    Files.writeString(
        folder.resolve("entries"),
        """
        {"__CURSOR":"s=1;i=%d","__REALTIME_TIMESTAMP":"%d","_HOSTNAME":"web-1","SYSLOG_IDENTIFIER":"CRON","_PID":"%d","MESSAGE":"%s"}
        """
            .formatted(number, MICROS + number * 1_000_000L, 100 + number, message),
        StandardOpenOption.APPEND);
  }

  void says(String stderr, int status) throws IOException {
    Files.writeString(folder.resolve("stderr"), stderr);
    Files.writeString(folder.resolve("status"), Integer.toString(status));
  }

  void replace() throws IOException {
    Files.writeString(folder.resolve("entries"), "");
    entries = 1_000;
  }

  JournalSource source() {
    var command = List.of(folder.resolve("journalctl").toString());
    return new JournalSource(
        Host.server("web-1"), ZoneOffset.UTC, command, InstantSource.fixed(NOW));
  }
}
