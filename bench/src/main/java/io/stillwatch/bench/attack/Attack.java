// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// One attack: `action` carries it out and says what went wrong, or nothing.
record Attack(String name, String what, Action action) {
  interface Action {
    String against(Target target) throws IOException, InterruptedException;
  }

  /// The same on a product that was ended and started again.
  Attack again() {
    return new Attack(name + "-again", what, action);
  }

  /// Those that need no flood, to be played again.
  static List<Attack> cheap() {
    return Stream.of(ClaimAttacks.all(), BodyAttacks.all(), SlowAttacks.all(), RequestAttacks.all())
        .flatMap(List::stream)
        .toList();
  }

  /// What takes the names that a sender may make known comes last.
  static List<Attack> all() {
    return Stream.of(
            ClaimAttacks.all(),
            BodyAttacks.all(),
            WorkAttacks.all(),
            SlowAttacks.all(),
            ConnectionAttacks.all(),
            RequestAttacks.all(),
            SecretAttacks.all(),
            FloodAttacks.all())
        .flatMap(List::stream)
        .toList();
  }
}
