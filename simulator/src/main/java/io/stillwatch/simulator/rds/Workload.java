// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import io.stillwatch.simulator.chance.Dice;
import java.time.Instant;
import java.util.List;

/// What an engine writes to its log files, and how it rotates and deletes them.
interface Workload {
  /// The files of an instance that has just been started.
  void start(DatabaseInstance database, Instant at);

  /// One minute of log; at each of the `flushes` somebody closes the slow query log.
  void live(DatabaseInstance database, Instant minute, List<Instant> flushes, Dice dice);
}
