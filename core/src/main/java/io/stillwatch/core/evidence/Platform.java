// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which cron runs on a host, in which time zone, and what else a snapshot tells of the host.
///
/// `facts` are single words by name, so that a snapshot may tell more without a new type:
/// `unit:cron.service` is `active,enabled`, `fs:/var` is `61 20` (percent of space and of inodes),
/// `logrotate.runner` is `daily`. A fact that is not there is unknown.
public record Platform(
    Dialect dialect, ZoneId zone, String description, Map<String, String> facts) {
  public Platform {
    facts = Map.copyOf(facts);
  }

  public Platform(Dialect dialect, ZoneId zone, String description) {
    this(dialect, zone, description, Map.of());
  }

  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /// The two daemons read the same file differently (collect.md 2.4): both are emulated.
  public enum Dialect {
    DEBIAN,
    CRONIE;

    private static final List<String> OF_CRONIE =
        List.of("cronie", "crond", "rhel", "fedora", "suse");

    /// Of a daemon, or of a distribution by the ID and ID_LIKE of its os-release.
    public static Dialect of(String name) {
      var lower = name.toLowerCase(Locale.ROOT);
      return OF_CRONIE.stream().anyMatch(lower::contains) ? CRONIE : DEBIAN;
    }
  }
}
