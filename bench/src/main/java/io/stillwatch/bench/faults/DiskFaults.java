// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.simulator.net.NetFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The disk of the spool is full, or fails.
final class DiskFaults {

  static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("B4", "ENOSPC: the spool on a full tmpfs of 16 MiB", 2, DiskFaults::full),
          new Scenario("B5", "EIO from fdatasync, for ever and once", 4, DiskFaults::failing),
          new Scenario("B12", "umask 000: files stay private", 1, DiskFaults::open));

  private DiskFaults() {}

  /// Elasticsearch is away, the disk fills up to its last block, the carrier is killed and starts
  /// while it is full; then Elasticsearch comes back.
  private static void full(Stage stage, int rounds) throws IOException, InterruptedException {
    var disk = Files.createDirectories(stage.folder().resolve("disk"));
    Tools.run(
        "Mounting needs root: run as root, or leave this fault out.",
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=16m,mode=0700",
        "stillwatch-faults",
        disk.toString());
    stage.atEnd(() -> Tools.run("", "umount", "--lazy", disk.toString()));
    stage.set("spool", disk.resolve("spool"));
    stage.set("ballast", 1 << 20);
    stage.start();
    stage.traffic().start();
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      stage.proxy().play(new NetFault.Refuse());
      fill(disk.resolve("filler-" + round));
      stage.pause(6_000);
      refused += stage.traffic().refused();
      if (!stage.carrier().alive())
        throw new IllegalStateException("The carrier ended on the full disk.");
      stage.kill();
      stage.launch(stage.launch());
      stage.pause(3_000);
      if (!stage.carrier().alive())
        throw new IllegalStateException("The carrier does not start on the full disk.");
      stage.proxy().heal();
      stage.pause(4_000);
      delete(disk, "filler-");
      stage.pause(1_000);
    }
    if (refused == 0) throw new IllegalStateException("Nothing was refused: it was never full.");
    stage.note(refused + " requests refused while full");
  }

  /// Writes until there is no room left.
  private static void fill(Path file) {
    try (var out = Files.newOutputStream(file)) {
      var block = new byte[4_096];
      while (true) out.write(block);
    } catch (IOException e) {
      // full
    }
  }

  private static void delete(Path folder, String prefix) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList())
        Files.delete(file);
    }
  }

  /// What was not synced is not acknowledged; a sync that fails once is not believed the second
  /// time.
  private static void failing(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.traffic().start();
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      stage.start();
      stage.pause(500);
      var carrier = stage.carrier();
      var when = round % 2 == 0 ? "1+" : "2";
      var inject = "inject=fdatasync,fsync:error=EIO:when=" + when;
      var log = stage.folder().resolve("strace-" + round + ".log");
      var strace = Tools.strace(carrier.pid(), "fdatasync,fsync", inject, log);
      stage.traffic().refused();
      stage.pause(4_000);
      refused += stage.traffic().refused();
      if (!carrier.alive()) throw new IllegalStateException("The carrier ended.");
      strace.destroy();
      strace.waitFor();
      if (round % 2 == 1) stage.pause(2_000); // it goes on by itself
      stage.kill();
    }
    stage.note(refused + " requests refused while failing");
    if (refused == 0) throw new IllegalStateException("Nothing was refused: no sync failed.");
  }

  private static void open(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.launch(stage.launch().under("sh", "-c", "umask 000; exec \"$@\"", "sh"));
    stage.carrier().await("ready", Stage.READY);
    stage.traffic().push(10);
    try (var files = Files.walk(stage.settings().spool())) {
      for (var file : files.sorted(Comparator.naturalOrder()).toList()) {
        var mode =
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------"))
          throw new IllegalStateException(file.getFileName() + " has mode " + mode + ".");
      }
    }
  }
}
