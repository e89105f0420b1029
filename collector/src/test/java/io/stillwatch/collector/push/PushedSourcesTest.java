// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.collector.Watched;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushedSourcesTest {
  private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
  private static final Duration QUIET = Duration.ofMinutes(90);

  @TempDir private Path folder;
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private Spool spool;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 1 << 20, clock);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void each_host_is_known_up_to_its_newest_line_and_no_further() throws Exception {
    push("a", START.minusSeconds(60));
    push("b", START.minusSeconds(300));
    push("a", START.minusSeconds(90));
    now = START.plusSeconds(600);
    assertThat(sources())
        .extracting(one -> one.host().name() + " " + completeUntil(one))
        .containsExactly("a " + START.minusSeconds(60), "b " + START.minusSeconds(300));
  }

  @Test
  void a_clock_that_is_ahead_does_not_make_us_see_the_future() throws Exception {
    push("a", START.plusSeconds(3600));
    assertThat(completeUntil(sources().getFirst())).isEqualTo(START);
  }

  @Test
  void a_host_that_pushes_nothing_for_too_long_is_unseen_and_not_calm() throws Exception {
    push("a", START);
    push("b", START);
    now = START.plus(QUIET);
    push("b", now);
    now = now.plusSeconds(1);
    var sources = sources();
    assertThatThrownBy(() -> poll(sources.get(0)))
        .isInstanceOf(SourceException.Retryable.class)
        .hasMessageContaining("a has pushed nothing since " + START);
    assertThat(completeUntil(sources.get(1))).isEqualTo(START.plus(QUIET));
  }

  @Test
  void a_restart_forgets_no_host() throws Exception {
    push("a", START);
    spool.close();
    open();
    assertThat(sources()).extracting(one -> one.host().name()).containsExactly("a");
  }

  @Test
  void heartbeats_are_known_up_to_now_for_they_come_to_us_directly() throws Exception {
    assertThat(sources()).isEmpty();
    var heartbeats = new Heartbeats(new Intake(spool, new TextWriter(), clock));
    heartbeats.ping("backup", new Heartbeats.Signal.Success(), "");
    now = START.plus(Duration.ofDays(2));
    assertThat(completeUntil(sources().getFirst())).isEqualTo(now);
  }

  @Test
  void the_newest_record_is_that_of_the_sender_and_not_the_time_of_the_poll() throws Exception {
    push("a", START.minusSeconds(60));
    push("a", START.minusSeconds(90));
    new Heartbeats(new Intake(spool, new TextWriter(), clock))
        .ping("backup", new Heartbeats.Signal.Success(), "");
    now = START.plusSeconds(600);
    assertThat(sources())
        .extracting(one -> one.source().poll(spool.checkpoint(one.source().id())).newestPushed())
        .containsExactly(START.minusSeconds(60), START);
  }

  private void push(String host, Instant at) throws Exception {
    var body =
        "{\"create\":{}}\n{\"@timestamp\":\"%s\",\"host\":\"%s\",\"message\":\"x: y\"}\n"
            .formatted(at, host);
    new BulkIntake(new Intake(spool, new TextWriter(), clock), ZoneOffset.UTC)
        .take(body.getBytes(StandardCharsets.UTF_8), "logs", "127.0.0.1");
  }

  private List<Watched> sources() throws Exception {
    return new PushedSources(spool, QUIET, clock).watched();
  }

  private Instant completeUntil(Watched watched) {
    try {
      return poll(watched);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Instant poll(Watched watched) throws Exception {
    var from = spool.checkpoint(watched.source().id());
    var batch = watched.source().poll(from);
    assertThat(batch.next()).isEqualTo(from);
    return batch.completeUntil();
  }

  private static final class TextWriter implements DocumentWriter {
    @Override
    public List<Document> encode(List<? extends Evidence> evidence) {
      return evidence.stream().map(one -> new Document("x", one.id(), new byte[] {1})).toList();
    }

    @Override
    public List<BulkItemOutcome> write(List<Document> documents) {
      throw new AssertionError("Nothing is sent here.");
    }
  }
}
