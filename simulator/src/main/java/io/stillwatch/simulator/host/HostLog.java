// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.Instant;
import java.util.List;

/// A log of a host that logrotate rotates.
interface HostLog {
  String path();

  /// The log and its closed generations.
  List<Entry> files();

  /// Closes the log as `.1`, shifts and compresses the older ones, keeps so many; an empty log
  /// stays as it is (notifempty), which is answered with false.
  boolean rotate(int keep, Instant at);

  record Entry(String path, long sizeBytes, Instant modified) {}
}
