// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.alerting.message.DailyCounts;
import io.stillwatch.alerting.message.Notice;
import io.stillwatch.alerting.message.ServiceMessages;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Handling;
import io.stillwatch.core.alert.Alert.State;
import io.stillwatch.core.alert.Alert.Times;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Stoppage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A notification of each kind about one alert, and about its host.
public final class EveryKind {
  private final AlertSettings settings;
  private final Alert firing;
  private final Instant now;

  public EveryKind(AlertSettings settings, Alert firing) {
    this.settings = settings;
    this.firing = firing;
    this.now = firing.times().detectedAt().plus(Duration.ofHours(30));
  }

  public List<Notification> all() {
    var all = new ArrayList<Notification>();
    for (var kind : Kind.values()) all.add(of(kind));
    return all;
  }

  public Notification of(Kind kind) {
    return switch (kind) {
      case TEST -> new ServiceMessages(settings).test("default", now);
      case DIGEST ->
          new ServiceMessages(settings)
              .digest("default", new DailyCounts(146, 2, 146, 1, List.of(firing)), now);
      case SUMMARY -> new ServiceMessages(settings).summary("default", List.of(firing), now);
      case RESOLVED -> about(kind, resolved());
      case PREDICTED -> about(kind, predicted());
      default -> about(kind, firing);
    };
  }

  private Notification about(Kind kind, Alert alert) {
    int sequence = kind.ordinal() + 1;
    var changes =
        kind == Kind.UPDATE
            ? List.of("cause found: " + firing.first().job().name())
            : List.<String>of();
    var notice = new Notice(kind, sequence, now, changes, kind == Kind.UPDATE);
    var id = alert.id() + "-" + sequence + "-" + kind.name().toLowerCase(Locale.ROOT);
    return new Notification(
        id,
        alert.id(),
        kind,
        sequence,
        now,
        new Texts(settings).message(alert, notice),
        Delivery.NEW);
  }

  private Alert resolved() {
    var members =
        firing.stoppages().stream()
            .map(one ->
                new Stoppage(
                    one.job(),
                    one.firstMissed(),
                    one.lastSeen(),
                    one.missedRuns(),
                    one.score(),
                    one.growth(),
                    one.reasons(),
                    List.of(now),
                    one.origin()))
            .toList();
    var times =
        new Times(firing.times().startedAt(), firing.times().detectedAt(), Optional.of(now));
    return with(State.RESOLVED, members, times);
  }

  private Alert predicted() {
    var due = now.plus(Duration.ofHours(5));
    var members =
        firing.stoppages().stream()
            .map(one ->
                new Stoppage(
                    one.job(), due, one.lastSeen(), 0, one.score(), one.growth(), one.reasons()))
            .toList();
    return with(State.PENDING, members, new Times(due, now, Optional.empty()));
  }

  private Alert with(State state, List<Stoppage> members, Times times) {
    return new Alert(
        firing.id(),
        firing.group(),
        state,
        members,
        firing.causes(),
        times,
        Handling.NONE,
        List.of());
  }
}
