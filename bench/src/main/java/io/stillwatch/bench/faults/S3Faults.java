// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.simulator.net.FaultProxy;
import io.stillwatch.simulator.net.NetFault;
import io.stillwatch.simulator.s3.S3Proxy;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/// A bucket refuses, answers break off, and objects change while they are listed and read.
final class S3Faults {
  /// Pauses between listings are a minute, which nobody wants to wait for.
  private static final int SPEED = 120;

  private static final NetFault SLOW_DOWN =
      new NetFault.Answer(
          503,
          "application/xml",
          "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>");

  static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("D12a", "S3: 503 SlowDown, objects cut and reset", 5, S3Faults::failing),
          new Scenario("D12b", "S3: written and rewritten while listed", 5, S3Faults::rewritten),
          new Scenario("D12c", "S3: gzip with a broken tail, then a good one", 3, S3Faults::broken),
          new Scenario("D12d", "S3: all of this, and SIGKILL", 5, S3Faults::killed));

  private S3Faults() {}

  /// A bucket on a real server behind a proxy, whose lines are those of the oracle.
  private record Bucket(Stage stage, S3Proxy server, FaultProxy proxy) {
    static Bucket on(Stage stage) throws IOException {
      var server = S3Proxy.open(stage.world().s3proxy(), stage.folder());
      stage.atEnd(server::close);
      var proxy = FaultProxy.before(URI.create(server.endpoint()));
      stage.atEnd(proxy::close);
      stage.set("s3", proxy.uri());
      stage.set("speed", SPEED);
      stage.set("files", "");
      return new Bucket(stage, server, proxy);
    }

    /// Over the one that may be there.
    void put(String key, byte[] bytes) throws IOException, InterruptedException {
      server.put(stage.oracle().host() + "/" + key, bytes);
    }

    /// Strikes so many requests, those for objects or all.
    void play(NetFault fault, int strikes, boolean objectsOnly) {
      var objects = "GET /" + S3Proxy.BUCKET + "/" + stage.oracle().host();
      proxy.play(fault, strikes, line -> !objectsOnly || line.startsWith(objects));
    }
  }

  /// Each fault strikes once more often than the SDK itself tries, and then at random.
  private static void failing(Stage stage, int rounds) throws IOException, InterruptedException {
    var bucket = Bucket.on(stage);
    stage.start();
    var faults =
        List.of(
            SLOW_DOWN,
            new NetFault.CutAnswer(),
            new NetFault.ResetAnswer(),
            new NetFault.SwallowAnswer(),
            new NetFault.Refuse());
    for (int round = 0; round < rounds; round++) {
      var fault = faults.get(round % faults.size());
      for (int key = 0; key < 4; key++) bucket.put(round + "-" + key, stage.oracle().lines(400));
      bucket.play(fault, 4 + stage.random().nextInt(4), round % 2 == 1);
      stage.pause(2_000);
      bucket.put(round + "-late.gz", Gzip.packed(stage.oracle().lines(400)));
      stage.pause(2_000);
      if (fault instanceof NetFault.Refuse) bucket.proxy().heal();
      stage.await();
    }
    stage.note(bucket.proxy().struck() + " requests struck");
    last(stage, bucket);
  }

  /// Objects appear in no order while they are listed, grow by being written again, and give their
  /// key to others.
  private static void rewritten(Stage stage, int rounds) throws IOException, InterruptedException {
    var bucket = Bucket.on(stage);
    stage.start();
    for (int round = 0; round < rounds; round++) {
      rewrite(stage, bucket, round);
      stage.await(); // what is written over unread is gone: the next content waits
      bucket.put(key(stage, round, 0), stage.oracle().lines(100));
    }
    last(stage, bucket);
  }

  /// Each object grows six times.
  private static void rewrite(Stage stage, Bucket bucket, int round)
      throws IOException, InterruptedException {
    var grown = new byte[10][0];
    for (int turn = 0; turn < 60; turn++) {
      int key = turn % grown.length;
      grown[key] = joined(grown[key], stage.oracle().lines(10));
      bucket.put(key(stage, round, key), grown[key]);
      stage.pause(20 + stage.random().nextInt(60));
    }
  }

  /// Keys that do not sort by time.
  private static String key(Stage stage, int round, int number) {
    return Integer.toHexString((round * 31 + number) * 0x9e3779b1) + "-" + stage.oracle().host();
  }

  /// What an interrupted upload or a full disk left behind is read as far as it goes; whoever
  /// writes it mends it later.
  private static void broken(Stage stage, int rounds) throws IOException, InterruptedException {
    var bucket = Bucket.on(stage);
    stage.start();
    for (int round = 0; round < rounds; round++) {
      var packed = Gzip.packed(stage.oracle().lines(2_000));
      int gaps = stage.gaps();
      bucket.put(round + ".gz", Arrays.copyOf(packed, packed.length / 2));
      stage.expect("a gap that is told", () -> stage.gaps() > gaps);
      bucket.put(round + ".gz", Arrays.copyOf(packed, packed.length - 1 - round % 8));
      stage.expect("another gap", () -> stage.gaps() > gaps + 1);
      bucket.put(round + ".gz", packed);
      stage.await();
    }
    stage.note(stage.gaps() + " gaps told, and filled");
    last(stage, bucket);
  }

  private static void killed(Stage stage, int rounds) throws IOException, InterruptedException {
    var bucket = Bucket.on(stage);
    for (int round = 0; round < rounds; round++) {
      stage.launch(stage.launch());
      bucket.play(new NetFault.CutAnswer(), 3, true);
      rewrite(stage, bucket, round);
      bucket.put(round + "-large.gz", Gzip.packed(stage.oracle().lines(6_000)));
      stage.pause(stage.random().nextInt(1_500));
      stage.kill();
    }
    last(stage, bucket);
  }

  private static void last(Stage stage, Bucket bucket) {
    stage.fresh(() -> bucket.put("last", stage.oracle().lines(1)));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
