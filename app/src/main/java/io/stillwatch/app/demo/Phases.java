// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What the demo did one after the other, and how long each took by the real clock.
final class Phases {
  record Phase(String name, Duration took) {}

  private final InstantSource clock;
  private final List<Phase> done = new ArrayList<>();
  private String name = "";
  private Instant since;

  Phases(InstantSource clock) {
    this.clock = clock;
    this.since = clock.instant();
  }

  /// Ends the phase before; a name that is already running goes on.
  void begin(String next) {
    if (next.equals(name)) return;
    end();
    name = next;
    since = clock.instant();
  }

  void end() {
    if (!name.isEmpty()) done.add(new Phase(name, Duration.between(since, clock.instant())));
    name = "";
  }

  List<Phase> done() {
    return List.copyOf(done);
  }
}
