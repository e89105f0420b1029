// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
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
          new Scenario("B1b", "SIGKILL of serve itself, the log rotated", 20, Crashes::served),
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

  /// The product as people run it; every fourth time it is killed while it starts.
  private static void served(Stage stage, int rounds) throws IOException, InterruptedException {
    var serve = Serve.of(stage);
    stage.play(serve);
    stage.traffic().start();
    for (int round = 0; round < rounds; round++) {
      if (round % 4 == 3) {
        stage.launch(stage.launch());
        stage.pause(stage.random().nextLong(4_000));
      } else {
        stage.start();
        stage.pause(stage.random().nextLong(700));
        rotate(stage);
        stage.pause(stage.random().nextLong(1_800));
      }
      stage.kill();
      rotate(stage);
    }
  }

  /// As logrotate does with `delaycompress`; no file is deleted, for all may be unread.
  private static void rotate(Stage stage) throws IOException {
    int last = 1;
    while (Files.exists(stage.rotated("." + (last + 1) + ".gz"))) last++;
    for (int number = last; number > 1; number--)
      Files.move(stage.rotated("." + number + ".gz"), stage.rotated("." + (number + 1) + ".gz"));
    var first = stage.rotated(".1");
    if (Files.exists(first)) {
      Files.write(stage.rotated(".2.gz"), Gzip.packed(Files.readAllBytes(first)));
      Files.delete(first);
    }
    if (Files.exists(stage.log())) Files.move(stage.log(), first);
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
