// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The alarms of a job of the last 30 days, the oldest first; only the last one may go on.
///
/// Bounded: of more than sixteen the weakest that is over is forgotten.
public record Alarms(List<Alarm> recent) {
  public static final Duration WINDOW = Duration.ofDays(30);
  public static final Alarms NONE = new Alarms(List.of());

  private static final int MOST = 16;

  public Alarms {
    recent = List.copyOf(recent);
  }

  /// The one that goes on.
  public Optional<Alarm> current() {
    return last().filter(Alarm::goesOn);
  }

  public Optional<Alarm> last() {
    return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
  }

  /// The autoencoder is certain enough at the instant of `now`: an alarm begins or goes on.
  public Alarms with(Alarm now) {
    var alarms = new ArrayList<>(recent);
    var current = current().filter(alarm -> alarm.symptom() == now.symptom());
    if (current.isPresent()) {
      alarms.set(alarms.size() - 1, current.get().scored(now.peak()));
      return bounded(alarms, now.noticedAt());
    }
    alarms = new ArrayList<>(ended(now.noticedAt()).recent());
    alarms.add(now);
    return bounded(alarms, now.noticedAt());
  }

  /// It is certain no longer.
  public Alarms ended(Instant at) {
    var alarms = new ArrayList<>(recent);
    current().ifPresent(alarm -> alarms.set(alarms.size() - 1, alarm.ended(at)));
    return bounded(alarms, at);
  }

  /// The one that goes on is let through as an alert.
  public Alarms opened(Instant at) {
    var alarms = new ArrayList<>(recent);
    current().ifPresent(alarm -> alarms.set(alarms.size() - 1, alarm.opened(at)));
    return new Alarms(alarms);
  }

  private static Alarms bounded(List<Alarm> alarms, Instant now) {
    var from = now.minus(WINDOW);
    alarms.removeIf(alarm -> alarm.endedAt().filter(end -> end.isBefore(from)).isPresent());
    while (alarms.size() > MOST) {
      alarms.remove(
          alarms.stream()
              .filter(alarm -> !alarm.goesOn())
              .min(Comparator.comparingDouble(Alarm::rank))
              .orElseThrow());
    }
    return new Alarms(alarms);
  }
}
