// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Alert.Handling;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.AlertHandling.Outcome;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertHandlingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final AlertStore alerts = InMemoryStores.empty().alerts();
  private final AlertHandling handling = new AlertHandling(alerts);

  @BeforeEach
  void firing() throws Exception {
    alerts.save(alert(Alert.State.FIRING), Versioned.Version.NEW);
  }

  @Test
  void acknowledging_is_stored() throws Exception {
    assertThat(handling.acknowledge("SW-1", "ana", Handling.NONE)).isInstanceOf(Outcome.Done.class);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
  }

  @Test
  void a_change_by_alerting_in_the_meantime_is_kept() throws Exception {
    alerts.save(alert(Alert.State.PENDING), alerts.find("SW-1").orElseThrow().version());
    handling.snooze("SW-1", NOW.plusSeconds(60), Handling.NONE);
    assertThat(stored().state()).isEqualTo(Alert.State.PENDING);
    assertThat(stored().handling().snoozedUntil()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void the_second_person_is_told_and_changes_nothing() throws Exception {
    handling.acknowledge("SW-1", "ana", Handling.NONE);
    assertThat(handling.acknowledge("SW-1", "ben", Handling.NONE))
        .isInstanceOf(Outcome.Overtaken.class);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
  }

  @Test
  void closing_resolves_the_alert_with_its_person_and_reason() throws Exception {
    handling.acknowledge("SW-1", "ana", Handling.NONE);
    var seen = stored().handling();
    handling.close("SW-1", "ben", "host is replaced", NOW, seen);
    assertThat(stored().open()).isFalse();
    assertThat(stored().times().resolvedAt()).contains(NOW);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
    assertThat(stored().handling().closing())
        .isEqualTo(new Closing(Closing.Kind.CLOSED, "ben", "host is replaced"));
    assertThat(handling.close("SW-1", "ana", "again", NOW, seen))
        .isInstanceOf(Outcome.Resolved.class);
  }

  @Test
  void an_unknown_alert_cannot_be_handled() throws Exception {
    assertThat(handling.acknowledge("SW-9", "ana", Handling.NONE))
        .isInstanceOf(Outcome.Unknown.class);
  }

  private Alert stored() throws Exception {
    return alerts.find("SW-1").orElseThrow().value();
  }

  private static Alert alert(Alert.State state) {
    var job =
        new Job(
            "backup",
            JobKind.SCHEDULED_COMMAND,
            "Backup",
            Host.server("web-1"),
            new Schedule.SinceLast(Duration.ofDays(1), "daily"),
            Definition.LEARNED,
            "backup",
            "");
    var missed = NOW.minus(Duration.ofDays(2));
    var lastSeen = NOW.minus(Duration.ofDays(3));
    var stoppage = new Stoppage(job, missed, lastSeen, 2, 90, Growth.UNKNOWN, List.of());
    return new Alert(
        "SW-1",
        "backup",
        state,
        List.of(stoppage),
        List.of(),
        new Alert.Times(missed, missed.plusSeconds(900), Optional.empty()),
        Handling.NONE,
        List.of());
  }
}
