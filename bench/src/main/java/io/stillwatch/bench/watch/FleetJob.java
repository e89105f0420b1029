// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.core.evidence.Host;

/// One job of the fleet: a command that cron starts, or a log that is rotated.
///
/// `subject` is the command, the path of the log, or the family of RDS log files.
record FleetJob(Host host, int index, Kind kind, Cadence cadence, int phase, String subject) {
  enum Kind {
    COMMAND,
    /// A run of logrotate, which rotates the logs of the host.
    LOGROTATE,
    LOG,
    RDS_FAMILY
  }

  String id() {
    return host.name() + "/" + index;
  }
}
