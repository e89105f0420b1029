// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.simulator.s3.S3Proxy;
import io.stillwatch.testkit.source.LogSourceContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Each addition is an object of its own.
class S3SourceContractTest extends LogSourceContract {
  /// Objects are never older than this, so none is forgotten.
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T10:30:00Z"));

  @TempDir private static Path folder;
  private static S3Proxy server;
  private static int test;

  private final List<S3Sources> opened = new ArrayList<>();
  private int objects;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.open(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void next() {
    test++;
  }

  @AfterEach
  void close() {
    opened.forEach(S3Sources::close);
  }

  @Override
  protected void add(String... pieces) throws Exception {
    server.put("test-%d/%05d.log".formatted(test, objects++), String.join("\n", pieces) + "\n");
  }

  @Override
  protected LogSource source() {
    var settings =
        new S3Settings(
            S3Server.BUCKET,
            "test-" + test + "/",
            Host.server("web-1"),
            ZoneOffset.UTC,
            new S3Settings.Arrival(true, Duration.ofHours(48), Duration.ofHours(26)),
            S3Settings.Limits.USUAL);
    var sources = new S3Sources("us-east-1", server.endpoint(), List.of(settings), CLOCK);
    opened.add(sources);
    return sources.watched().getFirst().source();
  }

  @Override
  protected Optional<String> piece(Evidence evidence) {
    return Optional.of(((LogRecord) evidence).line().text());
  }

  @Override
  protected String piece(int number) {
    return "Jan 15 10:%02d:%02d web-1 CRON[%d]: (root) CMD (/opt/a.sh)"
        .formatted(number / 60, number % 60, number + 1);
  }
}
