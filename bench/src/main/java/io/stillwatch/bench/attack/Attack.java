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

  static List<Attack> all() {
    return Stream.of(
            ClaimAttacks.all(),
            BodyAttacks.all(),
            WorkAttacks.all(),
            ConnectionAttacks.all(),
            RequestAttacks.all(),
            FloodAttacks.all(),
            SecretAttacks.all())
        .flatMap(List::stream)
        .toList();
  }
}
