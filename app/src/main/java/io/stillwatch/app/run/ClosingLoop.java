// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.LastResort;
import org.slf4j.Logger;

/// Closes one part; what goes wrong there must not keep the others from being closed.
final class ClosingLoop {
  private ClosingLoop() {}

  @LastResort("one part that fails to close must not keep the others open")
  static void close(AutoCloseable part, Logger log) {
    try {
      part.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.atWarn()
          .addKeyValue("part", part.getClass().getSimpleName())
          .setCause(e)
          .log("Not closed.");
    }
  }
}
