// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Jobs that stop and come back while processes die: each job stops once.
final class Stops {
  /// A job of every minute has stopped after three missed runs ..
  private static final Duration SHORTEST = Duration.ofMinutes(9);

  /// .. and by the wall clock a stop must outlast the minute between two looks at a quiet source.
  private static final Duration BY_WALL_CLOCK = Duration.ofSeconds(150);

  private final List<CronHost> hosts;
  private final EvidenceClock clock;
  private final Duration length;
  private final List<Stop> stops = new ArrayList<>();

  Stops(List<CronHost> hosts, EvidenceClock clock, int speed) {
    this.hosts = hosts;
    this.clock = clock;
    var scaled = BY_WALL_CLOCK.multipliedBy(speed);
    this.length = Durations.longer(scaled, SHORTEST);
  }

  /// A job that was stopped, in the time of the evidence.
  record Stop(CronHost host, String command, Instant from, Instant until) {
    /// Lines of a killed process may come late, so the first miss may seem earlier.
    boolean explains(StoredOutcome.StoredAlert alert) {
      return alert.host().equals(host.name())
          && command.endsWith("/" + alert.job())
          && alert.startedAt().isAfter(from.minus(Duration.ofMinutes(3)))
          && alert.startedAt().isBefore(until);
    }
  }

  List<Stop> all() {
    return List.copyOf(stops);
  }

  /// Stops the next job of the next host; the first job of each never stops.
  void begin() {
    int number = stops.size();
    var host = hosts.get(number % hosts.size());
    var command = CronHost.command(1 + number / hosts.size());
    var now = clock.now();
    var stop = new Stop(host, command, now, now.plus(length));
    host.stop(command, new Interval(stop.from(), stop.until()));
    stops.add(stop);
  }

  /// When the last one is over.
  Instant end() {
    return stops.getLast().until();
  }
}
