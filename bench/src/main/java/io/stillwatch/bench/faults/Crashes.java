// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The process is killed: at random moments, at every named step of the order, inside a commit, and
/// while it recovers.
final class Crashes {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final List<String> STEPS =
      List.of(
          Steps.READ,
          Steps.NORMALISED,
          Steps.APPENDING,
          Steps.APPENDED,
          Steps.COMMITTED,
          Steps.SENDING,
          Steps.SENT);

  static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("B1", "SIGKILL at random moments", 100, Crashes::random),
          new Scenario("B2", "SIGKILL at every named step", 3, Crashes::steps),
          new Scenario("B3", "SIGKILL again and again during recovery", 5, Crashes::recovery),
          new Scenario("B9", "SIGKILL inside a commit, at the system call", 6, Crashes::commit));

  private Crashes() {}

  private static void random(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.traffic().start();
    for (int round = 0; round < rounds; round++) {
      stage.start();
      stage.pause(stage.random().nextLong(1_200));
      stage.kill();
    }
  }

  private static void steps(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.traffic().start();
    int kills = 0;
    for (int round = 0; round < rounds; round++) {
      for (var step : STEPS) {
        var there = stage.settings().with("halt", step).with("haltTimes", 1 + round * 3);
        stage.launch(there, stage.launch()).await("at " + step, PATIENCE);
        stage.kill();
        kills++;
      }
    }
    stage.note(kills + " kills at " + STEPS.size() + " steps");
  }

  private static void recovery(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.traffic().start();
    stage.start();
    stage.pause(500);
    stage.kill();
    for (int round = 0; round < rounds; round++) {
      stage.launch(stage.launch());
      stage.pause(200 + stage.random().nextLong(900));
      stage.kill();
    }
  }

  /// strace sends the signal as the thread enters the call: the data is written and not yet synced,
  /// or half written.
  private static void commit(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.traffic().start();
    for (int round = 0; round < rounds; round++) {
      stage.start();
      stage.pause(stage.random().nextInt(800));
      var call = round % 2 == 0 ? "fdatasync,fsync" : "pwrite64";
      var inject = "inject=" + call + ":signal=SIGKILL:when=1";
      var carrier = stage.carrier();
      var strace = Tools.strace(carrier.pid(), call, inject, stage.folder().resolve("strace.log"));
      if (!carrier.endsWithin(PATIENCE))
        throw new IllegalStateException("The carrier was not killed at " + call + ".");
      strace.waitFor();
    }
  }
}
