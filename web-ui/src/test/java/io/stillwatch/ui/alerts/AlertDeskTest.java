// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.alert;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.stoppage;
import static io.stillwatch.ui.ports.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Handling;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertDeskTest {
  private final AlertStore alerts = InMemoryStores.empty().alerts();
  private final AlertDesk desk = new AlertDesk(alerts);
  private final Alert alert =
      alert("SW-1", stoppage(daily("backup", "web-1"), NOW.minus(Duration.ofDays(3)), 90));

  @Test
  void acknowledging_is_kept() throws Exception {
    alerts.save(alert, Versioned.Version.NEW);
    var outcome = desk.acknowledge("SW-1", "ana", Handling.NONE);
    assertThat(outcome).isInstanceOf(AlertDesk.Outcome.Done.class);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
  }

  @Test
  void what_alerting_changed_meanwhile_is_kept() throws Exception {
    alerts.save(alert, Versioned.Version.NEW);
    var version = alerts.find("SW-1").orElseThrow().version();
    var moved = with(alert, Alert.State.PENDING, Handling.NONE);
    alerts.save(moved, version);
    desk.snooze("SW-1", NOW.plusSeconds(60), Handling.NONE);
    assertThat(stored().state()).isEqualTo(Alert.State.PENDING);
    assertThat(stored().handling().snoozedUntil()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void the_second_person_is_told_and_changes_nothing() throws Exception {
    alerts.save(alert, Versioned.Version.NEW);
    desk.acknowledge("SW-1", "ana", Handling.NONE);
    var outcome = desk.acknowledge("SW-1", "ben", Handling.NONE);
    assertThat(outcome).isInstanceOf(AlertDesk.Outcome.Overtaken.class);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
  }

  @Test
  void a_resolved_or_unknown_alert_cannot_be_handled() throws Exception {
    alerts.save(with(alert, Alert.State.RESOLVED, Handling.NONE), Versioned.Version.NEW);
    assertThat(desk.acknowledge("SW-1", "ana", Handling.NONE))
        .isInstanceOf(AlertDesk.Outcome.Resolved.class);
    assertThat(desk.acknowledge("SW-9", "ana", Handling.NONE))
        .isInstanceOf(AlertDesk.Outcome.Unknown.class);
  }

  private Alert stored() throws Exception {
    return alerts.find("SW-1").orElseThrow().value();
  }
}
