// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The configuration of a host at an instant: tables, users, executables, file modes.
///
/// What is not in it is unknown, not absent, unless [Platform] says that the list is complete.
public record HostConfig(
    String id,
    SourceId source,
    Host host,
    Instant at,
    Platform platform,
    List<ConfigFile> files,
    Accounts accounts,
    Disk disk)
    implements Evidence {
  public HostConfig {
    files = List.copyOf(files);
  }

  /// Users as getent told them; complete or not.
  public record Accounts(List<Account> users, boolean complete) {
    public Accounts {
      users = List.copyOf(users);
    }
  }

  /// What stands where: executables by directory of a PATH, and the state of single paths.
  public record Disk(
      Map<String, List<Executable>> pathDirs, boolean pathComplete, Map<String, FileStat> stats) {
    public static final Disk UNKNOWN = new Disk(Map.of(), false, Map.of());

    public Disk {
      pathDirs = Map.copyOf(pathDirs);
      stats = Map.copyOf(stats);
    }
  }
}
