// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import java.time.Instant;
import java.util.Optional;

/// One log line as a shipper described it.
///
/// `message` is the line itself; what the shipper knew besides may be empty. `identity` is what
/// makes the line the same when it is sent again. `original` is as in
/// [io.stillwatch.core.evidence.Line]: the bytes where they were no UTF-8.
record Pushed(
    String message,
    Optional<Instant> at,
    String host,
    Program program,
    String path,
    String identity,
    String original) {
  Pushed(
      String message,
      Optional<Instant> at,
      String host,
      Program program,
      String path,
      String identity) {
    this(message, at, host, program, path, identity, "");
  }

  /// Who wrote it; an empty name and 0 where the shipper did not tell.
  record Program(String name, long pid) {
    static final Program UNKNOWN_TIME = new Program("", 0);
  }
}
