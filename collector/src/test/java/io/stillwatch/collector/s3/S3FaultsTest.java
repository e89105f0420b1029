// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException.Retryable;
import io.stillwatch.simulator.net.FaultProxy;
import io.stillwatch.simulator.net.NetFault;
import io.stillwatch.simulator.s3.S3Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A real S3 server behind a proxy that misbehaves: polls fail or not, every line comes once.
class S3FaultsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T10:30:00Z"));

  @TempDir private static Path folder;
  private static S3Proxy server;
  private static FaultProxy proxy;
  private static int test;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.open(folder);
    proxy = FaultProxy.before(URI.create(server.endpoint()));
  }

  @AfterAll
  static void stop() {
    proxy.close();
    server.close();
  }

  static Stream<NetFault> faults() {
    return Stream.of(
        new NetFault.Refuse(),
        NetFault.unavailable(),
        new NetFault.Answer(
            400,
            "application/xml",
            "<Error><Code>SlowDown</Code><Message>Please reduce your rate</Message></Error>"),
        new NetFault.Answer(500, "application/xml", "<Error><Code>InternalError</Code></Error>"),
        new NetFault.Answer(200, "application/xml", "<ListBucketResult><Na"),
        new NetFault.SwallowAnswer(),
        new NetFault.CutAnswer(),
        new NetFault.ResetAnswer());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void every_line_comes_once_whatever_answers_are_worth(NetFault fault) throws Exception {
    var prefix = "fault-" + ++test + "/";
    for (int key = 0; key < 6; key++) server.put(prefix + key + ".log", lines(key));
    try (var sources =
        new S3Sources("us-east-1", proxy.uri().toString(), List.of(settings(prefix)), CLOCK)) {
      var source = sources.watched().getFirst().source();
      var stored = new LinkedHashMap<String, String>();
      var checkpoint = Checkpoint.START;
      for (int polls = 0; polls < 40; polls++) {
        // struck now and then, so that it strikes listings and objects
        if (polls % 3 == 0 && polls < 12) proxy.play(fault, 4 + polls, _ -> true);
        else proxy.heal();
        try {
          var batch = source.poll(checkpoint);
          batch.evidence().forEach(one -> stored.putIfAbsent(one.id(), text(one)));
          checkpoint = batch.next();
          if (batch.caughtUp() && polls > 12) break;
        } catch (Retryable e) {
          assertThat(e.after()).isPositive();
        }
      }
      var expected = new ArrayList<String>();
      for (int key = 0; key < 6; key++) lines(key).lines().forEach(expected::add);
      assertThat(stored.values()).containsExactlyInAnyOrderElementsOf(expected);
    } finally {
      proxy.heal();
    }
  }

  @Test
  void an_object_that_always_breaks_off_brings_its_whole_lines_once_and_is_told() throws Exception {
    var prefix = "fault-" + ++test + "/";
    var broken = lines(1) + lines(2) + lines(3);
    server.put(prefix + "a.log", broken);
    server.put(prefix + "b.log", lines(4));
    proxy.play(new NetFault.CutAnswer(), 100, line -> line.contains("/a.log"));
    try (var sources =
        new S3Sources("us-east-1", proxy.uri().toString(), List.of(settings(prefix)), CLOCK)) {
      var source = sources.watched().getFirst().source();
      var first = source.poll(Checkpoint.START);
      var texts = first.evidence().stream().map(S3FaultsTest::text).toList();
      assertThat(first.caughtUp()).isFalse();
      assertThat(first.completeUntil()).isEqualTo(Instant.MIN);
      int before = texts.size() - 50;
      assertThat(before).isBetween(30, 90);
      assertThat(broken.lines().limit(before).toList()).isEqualTo(texts.subList(0, before));
      assertThatThrownBy(() -> source.poll(first.next()))
          .isInstanceOf(Retryable.class)
          .hasMessageContaining("a.log");
      proxy.heal();
      var rest = source.poll(first.next());
      assertThat(rest.evidence()).hasSize(150 - before);
      assertThat(rest.caughtUp()).isTrue();
    } finally {
      proxy.heal();
    }
  }

  private static String text(Evidence one) {
    return ((LogRecord) one).line().text();
  }

  private static String lines(int key) {
    var lines = new StringBuilder();
    for (int i = 0; i < 50; i++)
      lines.append("Jan 15 0%d:%02d:00 web-1 app[%d]: %d\n".formatted(key, i, i + 1, key));
    return lines.toString();
  }

  private static S3Settings settings(String prefix) {
    return new S3Settings(
        S3Server.BUCKET,
        prefix,
        Host.server("web-1"),
        ZoneOffset.UTC,
        new S3Settings.Arrival(false, Duration.ofHours(48), Duration.ofHours(26)),
        S3Settings.Limits.USUAL);
  }
}
