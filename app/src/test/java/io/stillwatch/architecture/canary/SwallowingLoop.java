// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.architecture.canary;

import io.stillwatch.core.LastResort;

/// A name alone allows nothing; only the method that is marked may catch everything.
final class SwallowingLoop {
  void swallow(Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException _) {
      // on purpose
    }
  }

  @LastResort("nothing, it is an example")
  void lastResort(Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException _) {
      // on purpose
    }
  }
}
