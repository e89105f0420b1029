// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.ZoneId;

/// Which cron runs on a host, and in which time zone.
public record Platform(Dialect dialect, ZoneId zone, String description) {
  /// The two daemons read the same file differently (collect.md 2.4): both are emulated.
  public enum Dialect {
    DEBIAN,
    CRONIE
  }
}
