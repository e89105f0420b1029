// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import io.stillwatch.simulator.host.RotationOrder;
import io.stillwatch.simulator.host.SimulatedHost;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.LivingDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Four servers and six databases on a virtual clock.
///
/// The same seed, start, scenario and time give the same bytes, whatever the steps: after a crash a
/// new fleet on the same folder starts over and arrives at the same files. The world moves in whole
/// minutes; a minute that has begun appears when it is over.
public final class Fleet {
  private static final String MARKER = ".stillwatch-fleet";

  private final Instant start;
  private final List<SimulatedHost> hosts;
  private final List<LivingDatabase> databases;
  private volatile Instant now;

  /// A fleet at its start. What an earlier fleet left in the folder is deleted; a folder with other
  /// content is refused.
  public Fleet(Path folder, long seed, Instant start, Scenario scenario) {
    this.start = start.truncatedTo(ChronoUnit.MINUTES);
    this.now = this.start;
    prepare(folder);
    var changes = scenario.changes(firstDay());
    this.hosts = SimulatedHost.all(folder, seed, this.start, changes);
    this.databases = LivingDatabase.all(seed, this.start);
    hosts.forEach(SimulatedHost::flush);
  }

  /// Moves the world forward; an instant that is already past changes nothing.
  public synchronized void advanceTo(Instant instant) {
    if (!instant.isAfter(now)) return;
    while (!now.plusSeconds(60).isAfter(instant)) {
      minute(now);
      now = now.plusSeconds(60);
    }
    hosts.forEach(SimulatedHost::flush);
  }

  /// How far the world has come, in whole minutes.
  public Instant now() {
    return now;
  }

  /// The clock of this world, for an account that serves it.
  public InstantSource clock() {
    return this::now;
  }

  /// The day of the simulation, from 1.
  public int day() {
    return (int) ChronoUnit.DAYS.between(firstDay(), now.atOffset(ZoneOffset.UTC).toLocalDate())
        + 1;
  }

  /// The start of a day of the simulation, in UTC.
  public Instant startOfDay(int day) {
    return firstDay().plusDays(day - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public List<SimulatedHost> hosts() {
    return hosts;
  }

  public List<DatabaseInstance> databases() {
    return databases.stream().map(LivingDatabase::instance).toList();
  }

  /// Complete lines ever written to syslog files and database logs, each counted once, however
  /// often its file was renamed.
  public synchronized long linesWritten() {
    return hosts.stream().mapToLong(SimulatedHost::linesWritten).sum()
        + databases.stream().mapToLong(d -> d.instance().linesWritten()).sum();
  }

  /// How long the world has been simulated.
  public Duration age() {
    return Duration.between(start, now);
  }

  private void minute(Instant minute) {
    var orders = new ArrayList<RotationOrder>();
    for (var host : hosts) orders.addAll(host.live(minute));
    for (var database : databases) {
      database.live(minute, orders.isEmpty() ? List.of() : ofInstance(database, orders));
    }
  }

  private static List<Instant> ofInstance(LivingDatabase database, List<RotationOrder> orders) {
    var id = database.instance().id();
    return orders.stream().filter(o -> o.instance().equals(id)).map(RotationOrder::at).toList();
  }

  private LocalDate firstDay() {
    return start.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static void prepare(Path folder) {
    var marker = folder.resolve(MARKER);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(marker)) {
        try (var content = Files.list(folder)) {
          if (content.findAny().isPresent()) {
            throw new IllegalArgumentException(
                "The folder holds files that are not of a simulated fleet; give an empty one: "
                    + folder);
          }
        }
      }
      try (var old = Files.walk(folder)) {
        for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
          if (!path.equals(folder) && !path.equals(marker)) Files.delete(path);
        }
      }
      Files.writeString(
          marker, "Written by Stillwatch's simulator, which may delete this folder.\n");
    } catch (IOException e) {
      throw new UncheckedIOException("The fleet's folder cannot be prepared: " + folder, e);
    }
  }
}
