// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.ChangedLines.Appeared;
import io.stillwatch.core.alert.ChangedLines.Vanished;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A job that ran each night stops: what the log of its host says about then, through the watch,
/// the decisions of alerting and the messages.
class ChangedLinesTest {
  private static final Host OPS = Host.server("ops-1");
  private static final SourceId SOURCE = new SourceId("file:ops-1:/var/log/syslog");
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final int STOPS = 30;
  private static final Instant MISS = at(STOPS, 2, 0);
  private static final String NEW = "rotate.sh: line <*>: /usr/bin/find: Permission denied";
  private static final String REGULAR = "pg_dump: finished in <*> s";

  private final InMemoryStores stores = InMemoryStores.empty();
  private final Detection detection =
      Detection.of(
          stores.watched(),
          stores.alerts(),
          Detector.none(),
          AlertSettings.DEFAULT,
          WatchSettings.DEFAULTS);
  private final List<Evidence> story = new ArrayList<>();
  private Instant now = START;

  @Test
  void the_first_message_names_lines_that_were_new_and_later_the_alert_those_that_are_gone()
      throws Exception {
    nights();
    until(MISS);
    assertThat(alerts()).isEmpty();
    while (alerts().isEmpty() && now.isBefore(at(STOPS + 4, 0, 0))) until(now.plusSeconds(3_600));
    var opened = alerts().getFirst();
    assertThat(opened.lines().appeared())
        .extracting(Appeared::pattern, Appeared::firstSeen)
        .containsExactly(tuple(NEW, at(STOPS, 2, 1)));
    assertThat(opened.causes()).as("a hint is not a cause").isEmpty();
    var first = opened.notifications().getFirst().message();
    assertThat(first.email()).contains("LOG LINES THAT CHANGED").contains(NEW);
    assertThat(first.json()).contains("\"changed_lines\"").contains(NEW);
    assertThat(Texts.explanation(opened)).contains("a hint, not a known cause");
    until(now.plus(Duration.ofHours(31)));
    var later = alerts().getFirst();
    assertThat(later.lines().vanished())
        .containsExactly(new Vanished(REGULAR, Duration.ofDays(1), at(STOPS - 1, 2, 5)));
    assertThat(later.lines().looks()).isEqualTo(2);
    assertThat(later.notifications())
        .filteredOn(one -> one.madeAt().equals(later.lines().lookedAt()))
        .as("what is found later changes the document and sends nothing")
        .isEmpty();
    var json = PublicJson.alert(later).path("changed_lines");
    assertThat(json.path("appeared").path(0).path("pattern").asText()).isEqualTo(NEW);
    assertThat(json.path("vanished").path(0).path("every_secs").asInt()).isEqualTo(86_400);
  }

  /// The job, its dump and a program that is always new, until the job stops.
  private void nights() {
    for (int day = 0; day < STOPS + 4; day++) {
      if (day < STOPS) {
        line(
            at(day, 2, 0),
            "CRON[7]: (db) CMD (/opt/backup)",
            new LogEvent.RunStarted("db", "/opt/backup", 7));
        line(at(day, 2, 5), "pg_dump[9]: finished in " + day + " s", new LogEvent.Other("pg_dump"));
      } else {
        line(
            at(day, 2, 1),
            "rotate.sh: line 3: /usr/bin/find: Permission denied",
            new LogEvent.Other("rotate.sh"));
      }
      line(
          at(day, 12, 0),
          "app: user " + day + " bought " + "x".repeat(day + 1),
          new LogEvent.Other("app"));
      for (int hour = 0; hour < 24; hour++)
        line(
            at(day, hour, 17),
            "CRON[8]: (root) CMD (run-parts /etc/cron.hourly)",
            new LogEvent.RunStarted("root", "run-parts /etc/cron.hourly", 8));
    }
    story.sort(Comparator.comparing(Evidence::at));
  }

  private void line(Instant at, String text, LogEvent event) {
    story.add(
        new LogRecord(
            at + text,
            SOURCE,
            "cron.syslog",
            OPS,
            at,
            new Position("/var/log/syslog", "g", story.size()),
            Line.of(text),
            event));
  }

  private void until(Instant end) throws Exception {
    while (now.isBefore(end)) {
      now = now.plus(Duration.ofMinutes(15));
      int arrived = 0;
      while (arrived < story.size() && !story.get(arrived).at().isAfter(now)) arrived++;
      var fresh = story.subList(0, arrived);
      stores.evidence().append(List.copyOf(fresh));
      fresh.clear();
      var state = new SourceState(SOURCE, OPS, SourceState.Reports.LOG_LINES, now, now, "");
      stores.sources().put(List.of(CollectorState.exclusive(state.withNewestRecord(now))));
      detection.tick(now);
    }
  }

  private List<Alert> alerts() throws Exception {
    return stores.alerts().open().stream().map(Versioned::value).toList();
  }

  private static Instant at(int day, int hour, int minute) {
    return START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(60L * hour + minute));
  }
}
