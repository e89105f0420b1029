// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.core.LastResort;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays one fault after the other; one that goes wrong is told, and the next one begins.
final class FaultLoop {
  private static final Logger log = LoggerFactory.getLogger(FaultLoop.class);

  private final World world;
  private final long seed;

  FaultLoop(World world, long seed) {
    this.world = world;
    this.seed = seed;
  }

  /// The first carrier ends in good order and leaves an archive of its classes behind, so that the
  /// many that follow start in half the time.
  void warm() throws IOException, InterruptedException {
    try (var stage = new Stage(world, "warm", seed)) {
      stage.start();
      stage.carrier().end();
    }
  }

  @LastResort("a scenario that breaks is a row of the result")
  FaultRow play(Scenario scenario, int rounds) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (var stage = new Stage(world, scenario.id(), seed)) {
      var problem = "";
      try {
        scenario.play().on(stage, rounds);
      } catch (RuntimeException e) {
        log.atDebug().setCause(e).log("A fault went wrong.");
        problem = String.valueOf(e.getMessage());
      }
      Tally tally;
      try {
        tally = stage.settle();
      } catch (RuntimeException e) {
        problem = (problem + " " + e.getMessage()).strip();
        var found = world.stored().read(stage.oracle());
        tally = stage.oracle().tally(found.times(), found.unknown().size());
      }
      var seconds = (System.nanoTime() - began) / 1e9;
      return new FaultRow(
          scenario.id(), scenario.what(), rounds, tally, seconds, stage.note(), problem);
    }
  }

  static Tally sum(List<FaultRow> rows) {
    int issued = 0;
    int acknowledged = 0;
    int stored = 0;
    int missing = 0;
    int duplicates = 0;
    int corrupted = 0;
    for (var row : rows) {
      var tally = row.tally();
      issued += tally.issued();
      acknowledged += tally.acknowledged();
      stored += tally.stored();
      missing += tally.missing();
      duplicates += tally.duplicates();
      corrupted += tally.corrupted();
    }
    return new Tally(issued, acknowledged, stored, missing, duplicates, corrupted);
  }
}
