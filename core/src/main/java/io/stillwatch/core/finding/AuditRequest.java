// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import io.stillwatch.core.evidence.DiskLookup;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that an audit of one host may look at.
///
/// `faults` are the lines in which a daemon complained about tables; `commands` is what cron was
/// seen to start, oldest first; `disk` answers for what the configuration does not hold.
public record AuditRequest(
    HostConfig config,
    Optional<HostConfig> before,
    List<LogRecord> faults,
    List<ObservedCommand> commands,
    Instant at,
    DiskLookup disk) {
  public AuditRequest {
    faults = List.copyOf(faults);
    commands = List.copyOf(commands);
  }

  /// Of a host whose disk is not at hand.
  public AuditRequest(
      HostConfig config,
      Optional<HostConfig> before,
      List<LogRecord> faults,
      List<ObservedCommand> commands,
      Instant at) {
    this(config, before, faults, commands, at, DiskLookup.NONE);
  }

  /// Without an earlier configuration to compare with.
  public AuditRequest(
      HostConfig config, List<LogRecord> faults, List<ObservedCommand> commands, Instant at) {
    this(config, Optional.empty(), faults, commands, at);
  }
}
