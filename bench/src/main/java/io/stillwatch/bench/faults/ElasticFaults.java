// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.simulator.net.NetFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/// Elasticsearch, or what stands before it, fails.
final class ElasticFaults {

  static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("C1", "one document of a bulk request is bad", 3, ElasticFaults::partial),
          new Scenario(
              "C2", "every request arrives five times", 1, during(new NetFault.Repeat(5), 3)),
          new Scenario("C3", "flood stage: indices are read-only", 2, ElasticFaults::readOnly),
          new Scenario("C4", "indices are closed", 2, ElasticFaults::closed),
          new Scenario("C5", "an _id of 513 bytes spoils the request", 3, ElasticFaults::poison),
          new Scenario("C6a", "requests are cut in mid-line", 3, cut(new NetFault.CutRequest())),
          new Scenario("C6b", "requests lose their last lines", 3, cut(new NetFault.DropLines(2))),
          new Scenario("C6c", "answers break off", 3, cut(new NetFault.CutAnswer())),
          new Scenario(
              "C7", "requests over 8 KiB are too big", 1, during(new NetFault.TooLarge(8_192), 4)),
          new Scenario("C8a", "connections are refused", 2, during(new NetFault.Refuse(), 9)),
          new Scenario("C8b", "503 for everything", 2, during(NetFault.unavailable(), 9)),
          new Scenario("C8c", "requests are never answered", 2, during(new NetFault.Stall(), 9)),
          new Scenario("C8d", "1 KB/s", 2, during(new NetFault.Trickle(1_024), 9)),
          new Scenario("C8e", "reset half way", 2, during(new NetFault.ResetHalfway(), 9)),
          new Scenario(
              "C8f",
              "401: the key was revoked",
              2,
              during(
                  new NetFault.Answer(
                      401,
                      "application/json",
                      "{\"error\":{\"type\":\"security_exception\",\"reason\":\"played\"},\"status\":401}"),
                  9)),
          new Scenario("C9", "answers are lost", 3, cut(new NetFault.SwallowAnswer())),
          new Scenario("C10", "kill -9 of Elasticsearch", 3, ElasticFaults::killed),
          new Scenario("C11", "documents with 100 fields, 25 deep", 1, ElasticFaults::exploding),
          new Scenario("C12", "dead letters, replayed", 1, ElasticFaults::deadLetters));

  private ElasticFaults() {}

  private static boolean isBulk(String requestLine) {
    return requestLine.startsWith("POST /_bulk");
  }

  /// A fault that lasts for so many seconds, then as many without it.
  private static Scenario.Play during(NetFault fault, int seconds) {
    return (stage, rounds) -> {
      stage.start();
      stage.traffic().start();
      long asked = 0;
      for (int round = 0; round < rounds; round++) {
        long before = stage.proxy().requests();
        stage.proxy().play(fault);
        stage.pause(seconds * 1_000L);
        asked += stage.proxy().requests() - before;
        stage.proxy().heal();
        stage.pause(1_500);
      }
      stage.note("%.1f requests/s".formatted((double) asked / (rounds * seconds)));
    };
  }

  /// Strikes some bulk requests of each round; the other way of the same round goes well.
  private static Scenario.Play cut(NetFault fault) {
    return (stage, rounds) -> {
      stage.start();
      stage.traffic().start();
      for (int round = 0; round < rounds; round++) {
        long before = stage.proxy().struck();
        stage.proxy().play(fault, 5, ElasticFaults::isBulk);
        for (int i = 0; i < 100 && stage.proxy().struck() < before + 5; i++) stage.pause(100);
        stage.proxy().heal();
        stage.pause(500);
      }
    };
  }

  private static void readOnly(Stage stage, int rounds) throws IOException, InterruptedException {
    var block = "{\"index.blocks.read_only_allow_delete\":%s}";
    blocked(
        stage,
        rounds,
        () -> stage.world().stored().ask("PUT", LOGS + "/_settings", block.formatted(true)),
        () -> stage.world().stored().ask("PUT", LOGS + "/_settings", block.formatted("null")));
  }

  private static void closed(Stage stage, int rounds) throws IOException, InterruptedException {
    blocked(
        stage,
        rounds,
        () -> stage.world().stored().ask("POST", LOGS + "/_close", ""),
        () -> stage.world().stored().ask("POST", LOGS + "/_open", ""));
  }

  private static final String LOGS = "/stillwatch-logs-*";

  private interface Change {
    void make() throws IOException, InterruptedException;
  }

  private static void blocked(Stage stage, int rounds, Change begin, Change end)
      throws IOException, InterruptedException {
    stage.start();
    stage.traffic().start();
    stage.pause(2_000);
    for (int round = 0; round < rounds; round++) {
      begin.make();
      stage.pause(5_000);
      end.make();
      stage.pause(2_000);
    }
    noDeadLetters(stage);
  }

  private static void noDeadLetters(Stage stage) throws IOException, InterruptedException {
    var status = stage.carrier().order("status", "status").split(" ", -1);
    if (!status[2].equals("0"))
      throw new IllegalStateException(status[2] + " documents went to the dead letters.");
  }

  /// The time of one document becomes nonsense on the way: Elasticsearch itself refuses it.
  private static void partial(Stage stage, int rounds) throws IOException, InterruptedException {
    spoiled(
        stage,
        rounds,
        text -> text.replaceFirst("\"@timestamp\":\"[^\"]*\"", "\"@timestamp\":\"30 February\""));
  }

  private static void poison(Stage stage, int rounds) throws IOException, InterruptedException {
    spoiled(
        stage,
        rounds,
        text -> text.replaceFirst("\"_id\":\"[^\"]*\"", "\"_id\":\"" + "x".repeat(513) + "\""));
  }

  /// Spoils the first document of every request that has one of the numbers, as long as it has it;
  /// afterwards the dead letters are replayed whole.
  private static void spoiled(Stage stage, int rounds, UnaryOperator<String> spoil)
      throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      int victim = stage.oracle().issued() + 77;
      stage.proxy().play(new NetFault.Rewrite(body -> spoiled(body, victim, spoil)));
      stage.traffic().push(200);
      stage.traffic().write(200);
      for (int i = 0; i < 100 && letters(stage) == 0; i++) stage.pause(100);
      if (letters(stage) != 1)
        throw new IllegalStateException(letters(stage) + " dead letters, not 1.");
      stage.proxy().heal();
      stage.carrier().order("replay", "replayed 1");
    }
  }

  private static byte[] spoiled(byte[] body, int victim, UnaryOperator<String> spoil) {
    var lines = new String(body, StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 1; i < lines.length; i += 2) {
      if (Oracle.numberOf(lines[i]) != victim) continue;
      lines[i - 1] = spoil.apply(lines[i - 1]);
      lines[i] = spoil.apply(lines[i]);
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static int letters(Stage stage) throws IOException, InterruptedException {
    return Integer.parseInt(stage.carrier().order("status", "status").split(" ", -1)[2]);
  }

  /// Every document is refused for a while, by Elasticsearch itself.
  private static void deadLetters(Stage stage, int rounds)
      throws IOException, InterruptedException {
    stage.start();
    UnaryOperator<byte[]> spoil =
        body ->
            new String(body, StandardCharsets.UTF_8)
                .replaceAll("\"@timestamp\":\"[^\"]*\"", "\"@timestamp\":\"30 February\"")
                .getBytes(StandardCharsets.UTF_8);
    stage.proxy().play(new NetFault.Rewrite(spoil), Long.MAX_VALUE, ElasticFaults::isBulk);
    int wanted = 0;
    for (int round = 0; round < rounds; round++) {
      stage.traffic().write(1_000);
      stage.traffic().push(1_000);
      wanted += 2_000;
    }
    for (int i = 0; i < 200 && letters(stage) < wanted; i++) stage.pause(100);
    stage.kill();
    stage.proxy().heal();
    stage.start();
    stage.carrier().order("replay", "replayed " + wanted);
    stage.note(wanted + " replayed");
  }

  private static void killed(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    stage.traffic().start();
    for (int round = 0; round < rounds; round++) {
      stage.pause(2_000);
      stage.world().killElasticsearch();
    }
  }

  private static void exploding(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < 50; i++) {
        var line = stage.oracle().line();
        stage.traffic().push(Traffic.action("e" + i) + Inputs.document(stage, line, i) + "\n");
        stage.oracle().acknowledge(List.of(line));
      }
    }
  }
}
