// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.simulator.net.NetFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Log files are rotated, truncated, replaced, forbidden; and the clock jumps.
final class FileFaults {
  static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("D1", "renamed, then compressed, while written", 5, FileFaults::renamed),
          new Scenario("D2", "copied and truncated while written", 5, FileFaults::copied),
          new Scenario("D2b", "the same, copies deleted unread: gaps tell", 4, FileFaults::unread),
          new Scenario("D3", "a new file with the inode of the old one", 3, FileFaults::inode),
          new Scenario("D4", "truncated while stopped", 3, FileFaults::truncated),
          new Scenario("D5", "half a line, SIGKILL, the other half", 5, FileFaults::half),
          new Scenario("D6", "deleted while stopped: the gap is told", 2, FileFaults::deleted),
          new Scenario("D9", "not readable, and readable later", 2, FileFaults::forbidden),
          new Scenario("D10", "clock jumps, DST both ways, leap second", 2, FileFaults::clock),
          new Scenario("D11", "a source falls silent: we are blind", 2, FileFaults::silent));

  private FileFaults() {}

  private static void renamed(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    stage.traffic().start();
    for (int round = 0; round < rounds; round++) {
      stage.pause(700);
      var older = stage.rotated(".2.gz");
      var old = stage.rotated(".1");
      Files.deleteIfExists(older);
      if (Files.exists(stage.rotated(".1.gz"))) Files.move(stage.rotated(".1.gz"), older);
      try (var open = Files.newOutputStream(stage.log(), StandardOpenOption.APPEND)) {
        Files.move(stage.log(), old);
        var late = stage.oracle().line(); // the program has the old file open still
        open.write((late + "\n").getBytes(StandardCharsets.UTF_8));
        stage.oracle().acknowledge(List.of(late));
      }
      stage.pause(2_000);
      Files.write(stage.rotated(".1.gz"), Gzip.packed(Files.readAllBytes(old)));
      Files.delete(old);
    }
  }

  private static void copied(Stage stage, int rounds) throws IOException, InterruptedException {
    var log = CutLog.begun(stage);
    for (int round = 0; round < rounds; round++) {
      stage.pause(1_500);
      log.rotate(100L * round);
    }
    tell(stage, log);
  }

  /// Elasticsearch is away for longer than a copy is kept.
  private static void unread(Stage stage, int rounds) throws IOException, InterruptedException {
    var log = CutLog.begun(stage);
    for (int round = 0; round < rounds; round++) {
      stage.pause(stage.random().nextLong(1_500));
      stage.proxy().play(new NetFault.Refuse());
      for (int copies = 0; copies < 3 + round % 2; copies++) {
        stage.pause(stage.random().nextLong(1_500));
        log.rotate(0);
      }
      stage.proxy().heal();
      stage.pause(4_000);
      log.rotate(0);
    }
    if (tell(stage, log) == 0) throw new IllegalStateException("No copy was deleted unread.");
  }

  private static int tell(Stage stage, CutLog log) throws IOException, InterruptedException {
    stage.note(stage.oracle().destroyed() + " lines stood between copy and cut");
    stage.quiet();
    int unread = log.settle();
    if (unread > 0) stage.note(stage.note() + ", " + unread + " in deleted copies: gaps are told");
    return unread;
  }

  private static void inode(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      stage.traffic().write(40);
      stage.await();
      var inode = Files.getAttribute(stage.log(), "unix:ino");
      var others = Files.createDirectories(stage.folder().resolve("others-" + round));
      Files.delete(stage.log());
      boolean again = false;
      for (int i = 0; i < 5_000 && !again; i++) {
        Files.createFile(stage.log());
        again = Files.getAttribute(stage.log(), "unix:ino").equals(inode);
        if (!again) Files.move(stage.log(), others.resolve(Integer.toString(i))); // keeps its inode
      }
      stage.note(again ? "the same inode" : "the file system gave no inode twice");
      stage.traffic().write(60);
      stage.await();
    }
  }

  private static void truncated(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      stage.traffic().write(100);
      stage.await();
      stage.kill();
      Files.writeString(stage.log(), "", StandardOpenOption.TRUNCATE_EXISTING);
      stage.traffic().write(20);
      stage.start();
      stage.await();
      stage.kill();
      stage.start();
    }
  }

  private static void half(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      var line = stage.oracle().line() + "\n";
      int middle = line.length() / 2;
      stage.traffic().append(line.substring(0, middle));
      stage.pause(600);
      stage.kill();
      stage.start();
      stage.pause(400);
      stage.traffic().append(line.substring(middle));
      stage.oracle().acknowledge(List.of(line));
      stage.await();
    }
  }

  private static void deleted(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      stage.traffic().write(50);
      stage.await();
      stage.kill();
      int before = stage.gaps();
      var text = new java.util.ArrayList<String>();
      for (int i = 0; i < 50; i++) text.add(stage.oracle().line());
      stage.traffic().append(String.join("\n", text) + "\n");
      stage.oracle().acknowledge(text);
      stage.oracle().destroy(text);
      Files.delete(stage.log());
      stage.traffic().write(20);
      stage.start();
      stage.await();
      stage.expect("a gap that is told", () -> stage.gaps() > before);
    }
    stage.note(stage.gaps() + " gaps told");
  }

  /// Root without its power over permissions.
  private static void forbidden(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.launch(
        stage
            .launch()
            .under("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"));
    stage.carrier().await("ready", Stage.READY);
    for (int round = 0; round < rounds; round++) {
      stage.traffic().write(30);
      stage.await();
      mode(stage, "---------");
      stage.traffic().write(30);
      stage.expect("a finding that names the file", () -> stage.openFindings() > 0);
      mode(stage, "rw-r--r--");
      stage.await();
      stage.expect("that the finding is fixed", () -> stage.openFindings() == 0);
    }
  }

  private static void mode(Stage stage, String mode) throws IOException {
    Files.setPosixFilePermissions(
        stage.log(), java.nio.file.attribute.PosixFilePermissions.fromString(mode));
  }

  private static void clock(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.set("zone", "Europe/Berlin");
    stage.start();
    stage.traffic().start();
    for (int round = 0; round < rounds; round++) {
      for (var at :
          List.of(
              "Mar 29 01:59:59",
              "Mar 29 02:30:00",
              "Mar 29 03:00:00",
              "Oct 25 02:30:00",
              "Oct 25 02:30:00",
              "Oct 25 03:00:00",
              "Dec 31 23:59:60",
              "Feb 29 12:00:00")) {
        var line = new Line(stage.oracle());
        line.write(stage, at + " " + stage.oracle().host() + " cron[1]: " + line.mark() + "x");
      }
      for (var shift : List.of("-3600", "86400", "-86400", "0")) {
        stage.carrier().order("clock " + shift, "clock");
        stage.pause(700);
      }
    }
  }

  private static void silent(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.set("quiet", 2_000);
    stage.set("files", ""); // a log that does not exist would make us blind too
    stage.start();
    for (int round = 0; round < rounds; round++) {
      stage.traffic().push(10);
      stage.await();
      long began = System.nanoTime();
      stage.expect("that the silent host makes us blind", () -> stage.blind() > 0);
      stage.note("told after %.1f s of 2.0".formatted((System.nanoTime() - began) / 1e9));
      stage.expect(
          "that it is seen again",
          () -> {
            stage.traffic().push(1);
            return stage.blind() == 0;
          });
    }
  }
}
