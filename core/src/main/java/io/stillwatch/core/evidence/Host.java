// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import io.stillwatch.core.text.Printable;

/// Where evidence comes from and where jobs run: a server, one RDS instance, or an AWS account.
public record Host(String name, Kind kind) {
  /// What the host is; an RDS instance has log files and an API, but no crontab of its own; an
  /// account in a region has buckets, topics and roles.
  public enum Kind {
    SERVER,
    RDS,
    ACCOUNT
  }

  /// Where jobs are that report by pings: on no host that is known.
  public static final Host HEARTBEATS = new Host("heartbeats", Kind.SERVER);

  /// Where the parts of Stillwatch itself are, whatever machine they run on.
  public static final Host STILLWATCH = new Host("stillwatch", Kind.SERVER);

  private static final String TOLD = " (told)";

  public Host {
    if (name.isBlank()) throw new IllegalArgumentException("A host needs a name.");
  }

  /// Whether the name is one of ours, which no sender may claim.
  public static boolean isReserved(String name) {
    return name.equalsIgnoreCase(HEARTBEATS.name) || name.equalsIgnoreCase(STILLWATCH.name);
  }

  /// A host by a name that a sender gave; a reserved one is marked, and invisible characters are
  /// escaped.
  public static Host told(String name) {
    return server(Printable.line(isReserved(name) ? name + TOLD : name));
  }

  public static Host server(String name) {
    return new Host(name, Kind.SERVER);
  }

  public static Host rds(String instance) {
    return new Host(instance, Kind.RDS);
  }

  public static Host account(String name) {
    return new Host(name, Kind.ACCOUNT);
  }
}
