// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.app.config.Config.RetentionConfig;
import io.stillwatch.collector.loop.Collector;
import io.stillwatch.collector.loop.CollectorStores;
import io.stillwatch.collector.loop.Pace;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.PushedSources;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.WatchSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Retention on a virtual clock, with a real spool, collector and watch behind its heartbeats.
class RetentionRunTest {
  private static final RetentionConfig RETENTION =
      new RetentionConfig(30, 90, 0, 400, 400, 400, 90, 400);
  private static final String FAILURE = "stillwatch-retention: failure, deletion failed";

  @TempDir private Path folder;
  private final InMemoryStores stores = InMemoryStores.empty();
  private final Writer writer = new Writer(stores.evidence());
  private final Map<String, Instant> deletions = new HashMap<>();
  private Instant now = Instant.parse("2026-09-01T12:00:00Z");
  private boolean failing;
  private boolean running = true;
  private Spool spool;
  private Collector collector;
  private RetentionRun retention;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 1 << 24, () -> now);
    collector =
        new Collector(
            List.of(new PushedSources(spool, Duration.ofHours(1), () -> now)),
            new CollectorStores(stores.evidence(), writer, stores.sources(), stores.findings()),
            spool,
            Pace.USUAL,
            () -> now);
    retention = retentionRun();
  }

  @AfterEach
  void close() {
    collector.close();
    spool.close();
  }

  private RetentionRun retentionRun() {
    var heartbeats = new Heartbeats(new Intake(spool, writer, () -> now));
    return new RetentionRun(RETENTION, this::deleteBefore, spool, heartbeats, () -> now);
  }

  private List<String> deleteBefore(String family, Instant keepFrom) throws StoreException {
    if (failing) throw new StoreException("Elasticsearch does not respond.");
    deletions.put(family, keepFrom);
    return family.equals("logs") ? List.of("stillwatch-logs-cron.syslog-2026.08.01") : List.of();
  }

  /// The first lines of the heartbeats so far.
  private List<String> heartbeats() throws Exception {
    collector.round();
    return writer.texts().stream().map(text -> text.lines().findFirst().orElse("")).toList();
  }

  @Test
  void each_family_is_deleted_after_its_own_time_and_zero_keeps_it() throws Exception {
    retention.turn();
    assertThat(deletions)
        .hasSize(7)
        .containsEntry("series", now.minus(Duration.ofDays(90)))
        .containsEntry("logs", now.minus(Duration.ofDays(30)))
        .containsEntry("snapshots", now.minus(Duration.ofDays(90)))
        .doesNotContainKey("runs");
    assertThat(heartbeats())
        .containsExactly("stillwatch-retention: start", "stillwatch-retention: success");
    assertThat(writer.texts().getLast()).contains("stillwatch-logs-cron.syslog-2026.08.01");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-02T03:00:00Z, 2026-09-02T03:00:01Z, false",
    "2026-09-02T03:00:00Z, 2026-09-03T02:59:59Z, false",
    "2026-09-02T03:00:00Z, 2026-09-03T03:00:00Z, true",
    "2026-09-02T02:59:59Z, 2026-09-02T03:00:00Z, true",
    "2026-09-01T12:00:00Z, 2026-09-02T02:00:00Z, false",
    "2026-08-01T03:00:00Z, 2026-09-02T02:00:00Z, true",
  })
  void a_run_is_due_once_a_day_at_three(Instant last, Instant now, boolean due) {
    assertThat(RetentionRun.due(last, now)).isEqualTo(due);
  }

  @Test
  void a_restart_makes_up_for_a_missed_run_and_repeats_none() throws Exception {
    retention.turn();
    retention = retentionRun();
    retention.turn();
    assertThat(heartbeats()).hasSize(2);
    now = now.plus(Duration.ofDays(3));
    retention.turn();
    assertThat(heartbeats()).hasSize(4);
  }

  @Test
  void a_failed_run_is_reported_and_repeated_after_an_hour() throws Exception {
    failing = true;
    retention.turn();
    now = now.plus(Duration.ofMinutes(59));
    retention.turn();
    assertThat(heartbeats()).containsExactly("stillwatch-retention: start", FAILURE);
    assertThat(writer.texts().getLast()).contains("Elasticsearch does not respond.");
    failing = false;
    now = now.plus(Duration.ofMinutes(1));
    retention.turn();
    assertThat(heartbeats()).hasSize(4).last().isEqualTo("stillwatch-retention: success");
  }

  @Test
  void retention_that_keeps_failing_raises_an_alert_like_any_other_job() throws Exception {
    var detection = detection();
    live(detection, Duration.ofDays(30));
    assertThat(stores.alerts().open()).isEmpty();
    failing = true;
    live(detection, Duration.ofDays(3));
    assertAlerted();
  }

  @Test
  void retention_that_does_not_run_any_more_raises_an_alert_like_any_other_job() throws Exception {
    var detection = detection();
    live(detection, Duration.ofDays(30));
    assertThat(stores.alerts().open()).isEmpty();
    running = false;
    live(detection, Duration.ofDays(3));
    assertAlerted();
  }

  private void assertAlerted() throws Exception {
    assertThat(stores.alerts().open())
        .anySatisfy(alert ->
            assertThat(alert.value().first().job().name()).contains("stillwatch-retention"));
  }

  private void live(Detection detection, Duration time) throws Exception {
    var end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(Duration.ofMinutes(30));
      if (running) retention.turn();
      collector.round();
      detection.tick(now);
    }
  }

  private Detection detection() {
    return Detection.of(
        stores.watched(),
        stores.alerts(),
        Detector.none(),
        AlertSettings.DEFAULT,
        WatchSettings.DEFAULTS);
  }

  /// Documents that become evidence in memory once they are sent.
  private static final class Writer implements DocumentWriter {
    private final EvidenceStore store;
    private final Map<String, Evidence> encoded = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    Writer(EvidenceStore store) {
      this.store = store;
    }

    List<String> texts() {
      return texts;
    }

    @Override
    public List<Document> encode(List<? extends Evidence> evidence) {
      return evidence.stream()
          .map(one -> {
            encoded.put(one.id(), one);
            return new Document("logs", one.id(), one.id().getBytes(StandardCharsets.UTF_8));
          })
          .toList();
    }

    @Override
    public List<BulkItemOutcome> write(List<Document> documents) throws StoreException {
      for (var document : documents) {
        var evidence = encoded.get(document.id());
        store.append(List.of(evidence));
        if (evidence instanceof LogRecord line) texts.add(line.line().text());
      }
      return documents.stream()
          .map(_ -> new BulkItemOutcome(BulkItemOutcome.Kind.STORED, ""))
          .toList();
    }
  }
}
