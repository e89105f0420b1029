// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Alert.Handling;
import io.stillwatch.core.alert.AlertEvent.What;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Snooze;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.AlertHandling.Outcome;
import io.stillwatch.core.store.AlertHandling.Request;
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
    assertThat(handling.acknowledge(request("SW-1", "ana", Handling.NONE)))
        .isInstanceOf(Outcome.Done.class);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
  }

  @Test
  void a_change_by_alerting_in_the_meantime_is_kept() throws Exception {
    alerts.save(alert(Alert.State.PENDING), alerts.find("SW-1").orElseThrow().version());
    handling.snooze(
        request("SW-1", "ana", Handling.NONE), NOW.plusSeconds(60), Snooze.Wake.NOTHING);
    assertThat(stored().state()).isEqualTo(Alert.State.PENDING);
    assertThat(stored().handling().snoozedUntil()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void the_second_person_is_told_and_changes_nothing() throws Exception {
    handling.acknowledge(request("SW-1", "ana", Handling.NONE));
    assertThat(handling.acknowledge(request("SW-1", "ben", Handling.NONE)))
        .isInstanceOf(Outcome.Overtaken.class);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
  }

  @Test
  void closing_resolves_the_alert_with_its_person_and_reason() throws Exception {
    handling.acknowledge(request("SW-1", "ana", Handling.NONE));
    var seen = stored().handling();
    handling.close(request("SW-1", "ben", seen), "host is replaced");
    assertThat(stored().open()).isFalse();
    assertThat(stored().times().resolvedAt()).contains(NOW);
    assertThat(stored().handling().acknowledgedBy()).isEqualTo("ana");
    assertThat(stored().handling().closing())
        .isEqualTo(new Closing(Closing.Kind.CLOSED, "ben", "host is replaced"));
    assertThat(handling.close(request("SW-1", "ana", seen), "again"))
        .isInstanceOf(Outcome.Resolved.class);
  }

  @Test
  void an_unknown_alert_cannot_be_handled() throws Exception {
    assertThat(handling.acknowledge(request("SW-9", "ana", Handling.NONE)))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void what_a_person_did_can_be_taken_back() throws Exception {
    handling.acknowledge(seen("ana"));
    handling.assign(seen("ana"), "ben");
    handling.mute(seen("ana"));
    handling.snooze(seen("ana"), NOW.plusSeconds(60), Snooze.Wake.NEXT_RUN);
    assertThat(stored().handling().assignee()).isEqualTo("ben");
    assertThat(stored().handling().mutedBy()).isEqualTo("ana");
    handling.wake(seen("ana"));
    handling.unmute(seen("ana"));
    handling.assign(seen("ana"), "");
    handling.unacknowledge(seen("ana"));
    assertThat(stored().handling()).isEqualTo(Handling.NONE);
  }

  @Test
  void a_closed_alert_can_be_opened_again_for_a_week() throws Exception {
    handling.close(seen("ana"), "mistake");
    assertThat(handling.reopen(seen("ben"))).isInstanceOf(Outcome.Done.class);
    assertThat(stored().state()).isEqualTo(Alert.State.FIRING);
    assertThat(stored().times().resolvedAt()).isEmpty();
    handling.close(seen("ana"), "host is replaced");
    var late = new Request("SW-1", stored().handling(), "ben", NOW.plus(Duration.ofDays(8)));
    assertThat(handling.reopen(late)).isInstanceOf(Outcome.Resolved.class);
  }

  @Test
  void only_what_a_person_closed_can_be_opened_again() throws Exception {
    assertThat(handling.reopen(seen("ana"))).isInstanceOf(Outcome.Overtaken.class);
  }

  @Test
  void every_change_is_an_event_with_who_what_before_and_after() throws Exception {
    handling.acknowledge(seen("ana"));
    handling.assign(seen("ana"), "ben");
    handling.comment(seen("ben"), "looking");
    handling.close(seen("ben"), "host is replaced");
    assertThat(alerts.events("SW-1"))
        .extracting("by", "what", "before", "after", "text")
        .containsExactly(
            tuple("ana", What.ACKNOWLEDGED, "", "ana", ""),
            tuple("ana", What.ASSIGNED, "", "ben", ""),
            tuple("ben", What.COMMENTED, "", "", "looking"),
            tuple("ben", What.CLOSED, "", "", "host is replaced"));
  }

  @Test
  void what_changed_nothing_is_no_event() throws Exception {
    handling.acknowledge(seen("ana"));
    handling.acknowledge(request("SW-1", "ben", Handling.NONE));
    assertThat(alerts.events("SW-1")).hasSize(1);
  }

  private Request seen(String by) throws Exception {
    return request("SW-1", by, stored().handling());
  }

  private static Request request(String id, String by, Handling seen) {
    return new Request(id, seen, by, NOW);
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
