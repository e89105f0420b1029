// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import java.nio.charset.StandardCharsets;

/// The lines of a bulk body, one after the other, without copying it.
final class BulkLines {
  private final byte[] body;
  private int at;

  BulkLines(byte[] body) throws RefusedException {
    if (body.length == 0) throw new RefusedException("request body is required");
    if (body[body.length - 1] != '\n')
      throw new RefusedException("The bulk request must be terminated by a newline [\\n]");
    this.body = body;
  }

  boolean more() {
    while (at < body.length && (body[at] == '\n' || body[at] == '\r')) at++;
    return at < body.length;
  }

  /// The next line; empty at the end.
  String next() {
    if (at >= body.length) return "";
    int from = at;
    while (body[at] != '\n') at++;
    return new String(body, from, at++ - from, StandardCharsets.UTF_8);
  }
}
