// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.app.export.ExportFolder;
import io.stillwatch.app.replay.EvidenceFeed.Arrivals;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.PeriodClass;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.watch.WatchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a replay of an export ticks, and what each tick sees.
class ExportedFeedTest {
  private static final SourceId SOURCE = new SourceId("file:ops-1");

  @TempDir private Path folder;

  private void export(String... lines) throws IOException {
    Files.writeString(
        folder.resolve("export.json"),
        """
        {"format":1,"documents":1,"train_after_days":21,"retrain_every_hours":24,
         "hosts":[{"name":"ops-1","kind":"SERVER","timezone":"Europe/Berlin"}]}
        """);
    Files.write(folder.resolve("evidence.ndjson"), List.of(lines));
  }

  private static String removed(String ingested) {
    return document("source-removed", ingested);
  }

  private static String state(String ingested) {
    return document("source-state", ingested);
  }

  private static String document(String action, String ingested) {
    return """
    {"_source":{"event":{"action":"%1$s","ingested":"%2$s"},"stillwatch":{"body":{"state":\
    {"source":{"value":"%3$s"},"host":{"name":"ops-1","kind":"SERVER"},"reports":"LOG_LINES",\
    "completeUntil":"%2$s","newestRecord":"%2$s","polledAt":"%2$s","problem":""},\
    "mode":"EXCLUSIVE","reporter":{"collector":"","since":"%2$s","at":"%2$s"}}}}}\
    """
        .formatted(action, ingested, SOURCE);
  }

  private static CollectorState reported(String at) {
    var time = Instant.parse(at);
    return CollectorState.exclusive(
        new SourceState(SOURCE, Host.server("ops-1"), SourceState.Reports.LOG_LINES, time, time, "")
            .withNewestRecord(time));
  }

  private List<Arrivals> arrivals() throws IOException {
    var all = new ArrayList<Arrivals>();
    try (var feed = ExportedFeed.open(ExportFolder.open(folder))) {
      for (var next = feed.next(); next.isPresent(); next = feed.next()) all.add(next.get());
    }
    return all;
  }

  @Test
  void a_tick_follows_what_arrived_and_at_most_one_a_minute() throws Exception {
    export(
        removed("2026-01-01T00:00:00.000Z"),
        removed("2026-01-01T00:00:00.120Z"),
        removed("2026-01-01T00:00:30.000Z"),
        removed("2026-01-01T00:05:00.900Z"));
    assertThat(arrivals())
        .extracting(arrival -> arrival.now() + " " + arrival.removed().size())
        .containsExactly(
            "2026-01-01T00:00:00Z 2", "2026-01-01T00:01:00Z 1", "2026-01-01T00:05:00Z 1");
  }

  @Test
  void the_last_state_of_a_source_before_a_tick_counts() throws Exception {
    export(
        state("2026-01-01T00:00:00.000Z"),
        removed("2026-01-01T00:00:00.100Z"),
        removed("2026-01-01T00:10:00.000Z"),
        state("2026-01-01T00:10:00.100Z"));
    var gone = reported("2026-01-01T00:00:00.100Z");
    var back = reported("2026-01-01T00:10:00.100Z");
    assertThat(arrivals())
        .containsExactly(
            new Arrivals(
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(),
                List.of(),
                List.of(gone),
                List.of()),
            new Arrivals(
                Instant.parse("2026-01-01T00:10:00Z"),
                List.of(),
                List.of(back),
                List.of(),
                List.of()));
  }

  @Test
  void a_label_arrives_when_it_was_put() throws Exception {
    export(
        removed("2026-01-01T00:00:00.000Z"),
        """
        {"_source":{"event":{"action":"label","ingested":"2026-01-02T00:00:00.000Z"},"stillwatch":\
        {"body":{"subject":{"kind":"ALERT","id":"SW-1"},"says":"FALSE_ALARM","by":"ana","note":"",\
        "at":"2026-01-02T00:00:00Z","scored":[{"job":"backup","jobClass":{"kind":\
        "SCHEDULED_COMMAND","period":"DAYS"},"symptom":"VOLUME","score":84.0}]}}}}\
        """);
    var daily = new JobClass(JobKind.SCHEDULED_COMMAND, PeriodClass.DAYS);
    var at = Instant.parse("2026-01-02T00:00:00Z");
    assertThat(arrivals().getLast().labels())
        .containsExactly(
            new Label(
                Label.Subject.alert("SW-1"),
                Label.Says.FALSE_ALARM,
                "ana",
                "",
                at,
                List.of(new Label.Scored("backup", daily, Symptom.VOLUME, 84))));
  }

  @Test
  void the_budget_of_the_product_is_in_the_export_and_an_earlier_one_has_none() throws Exception {
    export();
    assertThat(ExportFolder.open(folder).manifest().alertsPerMonth())
        .isEqualTo(WatchSettings.NO_BUDGET);
    Files.writeString(
        folder.resolve("export.json"), "{\"format\":1,\"hosts\":[],\"alerts_per_month\":5}");
    assertThat(ExportFolder.open(folder).manifest().alertsPerMonth()).isEqualTo(5);
  }

  @Test
  void a_damaged_line_is_named() throws Exception {
    export(removed("2026-01-01T00:00:00.000Z"), "{\"_source\":");
    assertThatThrownBy(this::arrivals)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("evidence.ndjson, line 2: the document is not JSON");
  }

  @Test
  void each_host_has_the_zone_that_the_product_knew() throws Exception {
    export();
    assertThat(ExportFolder.open(folder).manifest().zones())
        .containsEntry(Host.server("ops-1"), ZoneId.of("Europe/Berlin"));
  }

  @Test
  void an_export_of_a_later_format_is_refused() throws Exception {
    export();
    Files.writeString(folder.resolve("export.json"), "{\"format\":2}");
    assertThatThrownBy(() -> ExportFolder.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has format 2");
  }
}
