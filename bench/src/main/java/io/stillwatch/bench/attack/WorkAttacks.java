// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.BULK;
import static io.stillwatch.bench.attack.Pushed.OTLP;
import static io.stillwatch.bench.attack.Pushed.SNAPSHOT;
import static io.stillwatch.bench.attack.Pushed.now;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Evidence that is small to send and dear to compare, to match or to keep.
final class WorkAttacks {
  private static final int JOBS = 1_000;
  private static final int COMMAND = 512;
  private static final int BLANKS = 200_000;
  private static final int BODY = 19 << 20;
  private static final int TICKS_MS = 30_000;
  private static final String TYPE = "Content-Type";
  private static final String JSON = "application/json";

  private WorkAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("edited-tables", "1,000 long jobs, all of them edited", WorkAttacks::edited),
        new Attack("runs-of-blanks", "commands of 200,000 blanks", WorkAttacks::blanks),
        new Attack("nested-commands", "a command in a command, 8,000 times", WorkAttacks::nested),
        new Attack("renamed-commands", "1,000 commands beside 1,000", WorkAttacks::renamed),
        new Attack(
            "small-nodes-otlp", "7 million {} in logs, twice at once", WorkAttacks::smallInOtlp),
        new Attack(
            "small-nodes-snapshot",
            "7 million {} in a snapshot, twice at once",
            WorkAttacks::smallInSnapshot));
  }

  private static String edited(Target target) throws InterruptedException {
    for (int seed = 0; seed < 2; seed++) {
      var table =
          commands(seed).stream()
              .map(command -> "0 2 * * * root " + command + "\n")
              .collect(Collectors.joining());
      var at = now().minusSeconds(60 - 30L * seed);
      var answer =
          target.web().post(SNAPSHOT, Pushed.snapshot("work-1", at, "/etc/crontab", table));
      if (answer.status() != 200) return "answered with " + answer.status();
    }
    Thread.sleep(TICKS_MS);
    return "";
  }

  private static List<String> commands(int seed) {
    var random = new Random(seed);
    var commands = new ArrayList<String>();
    for (int i = 0; i < JOBS; i++)
      commands.add(
          "bash "
              + random
                  .ints(COMMAND, 'a', 'z' + 1)
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining()));
    return commands;
  }

  private static String blanks(Target target) throws InterruptedException {
    var lines = new StringBuilder();
    for (int i = 0; i < 50; i++)
      lines.append(Pushed.run("work-2", "/opt/" + i + " ".repeat(BLANKS) + "b", now()));
    var table = "* * * * * root /opt/a" + " ".repeat(BLANKS) + "b\n";
    target.web().post(SNAPSHOT, Pushed.snapshot("work-2", now(), "/etc/crontab", table));
    var answer = target.web().post(BULK, lines.toString());
    Thread.sleep(TICKS_MS);
    return answer.status() == 200 ? "" : "answered with " + answer.status();
  }

  private static String nested(Target target) throws InterruptedException {
    var table = "* * * * * root " + "$(".repeat(8_000) + "\n";
    target.web().post(SNAPSHOT, Pushed.snapshot("work-3", now(), "/etc/crontab", table));
    Thread.sleep(TICKS_MS);
    return "";
  }

  /// Each of the old ones ran at the same hour of several days, and none today.
  private static String renamed(Target target) throws InterruptedException {
    var hour = now().minusSeconds(600);
    for (int day = 6; day >= 0; day--) {
      var lines = new StringBuilder();
      Instant at = hour.minusSeconds(86_400L * day);
      for (var command : commands(2))
        lines.append(Pushed.run("work-4", day == 0 ? command + "x" : command, at));
      int status = target.web().post(BULK, lines.toString()).status();
      if (status != 200) return "answered with " + status;
    }
    Thread.sleep(TICKS_MS);
    return "";
  }

  private static String smallInOtlp(Target target) throws InterruptedException {
    return tooLarge(target, OTLP, "{\"resourceLogs\":[" + small() + "]}");
  }

  private static String smallInSnapshot(Target target) throws InterruptedException {
    var line = Pushed.snapshot("work-5", now(), "/etc/crontab", "").strip();
    return tooLarge(
        target, SNAPSHOT, line.substring(0, line.length() - 1) + ",\"users\":[" + small() + "]}\n");
  }

  private static String small() {
    return "{},".repeat(BODY / 3) + "{}";
  }

  private static String tooLarge(Target target, String path, String body)
      throws InterruptedException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 2; i++)
        answers.add(threads.submit(() -> target.web().post(path, bytes, TYPE, JSON).status()));
    }
    for (var answer : answers)
      if (!List.of(413, 429).contains(answer.resultNow()))
        return "answered with " + answer.resultNow();
    return "";
  }
}
