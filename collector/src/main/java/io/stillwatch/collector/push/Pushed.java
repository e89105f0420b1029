// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import java.time.Instant;
import java.util.Optional;

/// One log line as a shipper described it.
///
/// `message` is the line itself; what the shipper knew besides may be empty. `identity` is what
/// makes the line the same when it is sent again.
record Pushed(
    String message,
    Optional<Instant> at,
    String host,
    Program program,
    String path,
    String identity) {
  /// Who wrote it; an empty name and 0 where the shipper did not tell.
  record Program(String name, long pid) {
    static final Program NOT_TOLD = new Program("", 0);
  }
}
