// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.BULK;
import static io.stillwatch.bench.attack.Pushed.SNAPSHOT;
import static io.stillwatch.bench.attack.Pushed.now;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Bodies that are large once unpacked, deep, or dear to judge.
final class BodyAttacks {
  private static final int TINY_ITEMS = 988_657;
  private static final int COMMAND = 100_000;
  private static final int UIDL_BODY = 9 << 20;
  private static final int DEPTH = 5_000;
  private static final int TICKS_MS = 30_000;

  private BodyAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "long-commands",
            "commands of 100 KB in lines and a crontab",
            BodyAttacks::longCommands),
        new Attack(
            "many-placeholders",
            "REDACTED a dozen times in a configured command",
            BodyAttacks::placeholders),
        new Attack(
            "tiny-items", "988,657 items in 50 KB, three times at once", BodyAttacks::tinyItems),
        new Attack("gzip-bomb", "64 MiB of zeros in a packed body", BodyAttacks::bomb),
        new Attack("ui-bodies", "56 bodies of 9 MiB to the UI, left open", BodyAttacks::uiBodies),
        new Attack("deep-json", "5,000 levels of JSON", BodyAttacks::deep));
  }

  private static String longCommands(Target target) throws InterruptedException {
    var lines = new StringBuilder();
    var table = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      var command = "/opt/" + i + "x".repeat(COMMAND / 2) + " " + "y ".repeat(COMMAND / 4);
      lines.append(Pushed.run("long-1", command, now().minusSeconds(60L * i)));
      table.append("* * * * * root ").append(command.replace('y', 'z')).append('\n');
    }
    target.web().post(SNAPSHOT, Pushed.snapshot("long-1", now(), "/etc/crontab", table.toString()));
    var answer = target.web().post(BULK, lines.toString());
    Thread.sleep(TICKS_MS);
    return answer.status() == 200 ? "" : "answered with " + answer.status();
  }

  private static String placeholders(Target target) throws InterruptedException {
    var command = "* * * * * root /opt/a " + "REDACTED ".repeat(12) + "end\n";
    target.web().post(SNAPSHOT, Pushed.snapshot("long-2", now(), "/etc/crontab", command));
    var answer = target.web().post(BULK, Pushed.run("long-2", "/opt/a " + "b ".repeat(30), now()));
    Thread.sleep(TICKS_MS);
    return answer.status() == 200 ? "" : "answered with " + answer.status();
  }

  private static String tinyItems(Target target) throws InterruptedException {
    var body = "{\"create\":{}}\n{\"a\":1}\n".repeat(TINY_ITEMS).getBytes(StandardCharsets.UTF_8);
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 3; i++)
        answers.add(threads.submit(() -> target.web().postPacked(BULK, body).status()));
    }
    for (var answer : answers)
      if (!List.of(413, 429).contains(answer.resultNow()))
        return "answered with " + answer.resultNow();
    return "";
  }

  private static String bomb(Target target) throws InterruptedException {
    var zeros = new byte[64 << 20];
    Arrays.fill(zeros, (byte) '\n');
    int status = target.web().postPacked(BULK, zeros).status();
    return status == 413 ? "" : "answered with " + status;
  }

  private static String uiBodies(Target target) throws IOException, InterruptedException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 56; i++) {
        var socket =
            target
                .web()
                .raw(
                    "POST /?v-r=uidl&v-uiId=0 HTTP/1.1\r\nHost: 127.0.0.1:"
                        + target.web().port()
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + UIDL_BODY
                        + "\r\n\r\n");
        sockets.add(socket);
        pour(socket);
      }
      Thread.sleep(5_000);
    } finally {
      for (var socket : sockets) socket.close();
    }
    return "";
  }

  /// All but the last byte, or as much as is taken.
  private static void pour(Socket socket) {
    var chunk = new byte[64 << 10];
    try {
      for (int sent = 0; sent < UIDL_BODY - chunk.length; sent += chunk.length)
        socket.getOutputStream().write(chunk);
    } catch (IOException e) {
      // refused, as it should be
    }
  }

  private static String deep(Target target) throws InterruptedException {
    var deep = "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH);
    int bulk = target.web().post(BULK, "{\"create\":{}}\n" + deep + "\n").status();
    int snapshot = target.web().post(SNAPSHOT, deep + "\n").status();
    return bulk < 500 && snapshot == 400 ? "" : "answered with " + bulk + " and " + snapshot;
  }
}
