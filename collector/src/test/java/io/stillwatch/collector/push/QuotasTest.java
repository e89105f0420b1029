// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class QuotasTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:30Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir private Path folder;
  private final List<LogRecord> kept = new ArrayList<>();
  private Spool spool;
  private Intake intake;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 8 << 20, CLOCK);
    intake = new Intake(spool, new Seen(), CLOCK, new Intake.Limits(2, 1));
  }

  @AfterEach
  void close() {
    spool.close();
  }

  private final class Seen implements DocumentWriter {
    @Override
    public List<Document> encode(List<? extends Evidence> evidence) {
      for (var one : evidence) if (one instanceof LogRecord line) kept.add(line);
      return evidence.stream()
          .map(one -> new Document("logs", one.id(), new byte[] {'{', '}'}))
          .toList();
    }

    @Override
    public List<BulkItemOutcome> write(List<Document> documents) {
      throw new AssertionError("Nothing is sent in these tests.");
    }
  }

  private void push(String... hosts) throws Exception {
    pushBy("127.0.0.1", hosts);
  }

  private void pushBy(String sender, String... hosts) throws Exception {
    var body = new StringBuilder();
    for (var host : hosts) {
      body.append("{\"create\":{}}\n{\"host\":{\"name\":\"")
          .append(host)
          .append("\"},\"message\":\"Nov 22 02:00:01 ")
          .append(host)
          .append(" CRON[7]: (root) CMD (/usr/bin/true)\"}\n");
    }
    new BulkIntake(intake, ZoneOffset.UTC).take(body.toString().getBytes(UTF_8), "logs", sender);
  }

  @Test
  void lines_of_further_hosts_are_kept_below_one_name_and_not_judged() throws Exception {
    push("a", "b", "c", "a", "d");
    assertThat(kept)
        .extracting(line -> line.host().name() + " " + line.event().kind())
        .containsExactly(
            "a run-start",
            "b run-start",
            Quotas.BEYOND.name() + " other",
            "a run-start",
            Quotas.BEYOND.name() + " other");
    assertThat(kept).extracting(line -> line.line().text()).allMatch(text -> text.contains("CMD"));
  }

  @Test
  void hosts_that_were_known_before_a_restart_go_on() throws Exception {
    push("a", "b");
    intake = new Intake(spool, new Seen(), CLOCK, new Intake.Limits(2, 1));
    kept.clear();
    push("c", "b");
    assertThat(kept)
        .extracting(line -> line.host().name())
        .containsExactly(Quotas.BEYOND.name(), "b");
  }

  private List<String> admitted() {
    return kept.stream()
        .map(line -> line.host().name())
        .filter(name -> !name.equals(Quotas.BEYOND.name()))
        .toList();
  }

  @Test
  void one_sender_leaves_room_for_the_others() throws Exception {
    intake = new Intake(spool, new Seen(), CLOCK, new Intake.Limits(7, 1));
    pushBy("192.0.2.1", "a", "b", "c", "d", "e", "f", "g");
    pushBy("192.0.2.2", "x", "y", "z", "u");
    assertThat(admitted()).containsExactly("a", "b", "c", "d", "x", "y", "z");
  }

  @Test
  void what_speaks_for_all_on_this_machine_has_no_share() throws Exception {
    for (var address : List.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1")) {
      var quotas = new Quotas(spool, new Intake.Limits(4, 1), CLOCK);
      for (var host : List.of("a", "b", "c", "d"))
        assertThat(quotas.admits(host, address)).as(address).isTrue();
      assertThat(quotas.admits("e", address)).as(address).isFalse();
    }
  }

  @Test
  void a_warning_says_whether_a_share_or_all_room_is_used() throws Exception {
    var said = new ListAppender<ILoggingEvent>();
    said.start();
    var log = (Logger) LoggerFactory.getLogger(Quotas.class);
    log.addAppender(said);
    log.setLevel(Level.WARN);
    try {
      intake = new Intake(spool, new Seen(), CLOCK, new Intake.Limits(4, 1));
      pushBy("192.0.2.1", "a", "b", "c", "d");
      assertThat(said.list)
          .singleElement()
          .satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains("share");
            assertThat(event.getKeyValuePairs())
                .extracting(KeyValuePair::toString)
                .containsExactly("sender=\"192.0.2.1\"", "share=\"2\"");
          });
      push("c", "d", "e");
      assertThat(said.list)
          .hasSize(2)
          .last()
          .satisfies(event ->
              assertThat(event.getFormattedMessage()).startsWith("As many hosts as push allows"));
    } finally {
      log.detachAppender(said);
      log.setLevel(null);
    }
  }

  @Test
  void a_share_is_the_same_after_a_restart_and_known_hosts_use_nothing_of_it() throws Exception {
    intake = new Intake(spool, new Seen(), CLOCK, new Intake.Limits(8, 1));
    pushBy("192.0.2.1", "a", "b", "c");
    intake = new Intake(spool, new Seen(), CLOCK, new Intake.Limits(8, 1));
    kept.clear();
    pushBy("192.0.2.1", "a", "b", "c", "d", "e", "f", "g", "h");
    assertThat(admitted()).containsExactly("a", "b", "c", "d", "e", "f", "g");
  }

  @Test
  void a_snapshot_of_a_further_host_is_refused() throws Exception {
    push("a", "b");
    var line =
        "{\"kind\":\"config\",\"@timestamp\":\"2026-11-22T02:00:00Z\",\"host\":{\"name\":\"%s\"},\"tables\":[]}\n";
    var snapshots = new SnapshotIntake(intake, ZoneOffset.UTC);
    assertThat(snapshots.take(line.formatted("b").getBytes(UTF_8), "sender")).isEqualTo(1);
    assertThatThrownBy(() -> snapshots.take(line.formatted("c").getBytes(UTF_8), "sender"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("push.maxHosts");
  }

  @Test
  void a_further_key_has_no_room_and_a_known_one_goes_on() throws StoreException {
    var pings = new Heartbeats(intake);
    assertThat(pings.admits("backup")).isTrue();
    assertThat(pings.admits("made-up")).isFalse();
    assertThat(pings.admits("backup")).isTrue();
  }
}
