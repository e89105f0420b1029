// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What must be closed at the end, in the reverse order of its start.
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> kept = new ArrayDeque<>();

  <T extends AutoCloseable> T keep(T part) {
    kept.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!kept.isEmpty()) ClosingLoop.close(kept.pop(), log);
  }
}
