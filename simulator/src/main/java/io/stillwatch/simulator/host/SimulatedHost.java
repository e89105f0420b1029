// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import io.stillwatch.simulator.chance.Dice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/// One server that lives minute by minute: cron starts what its tables say, commands have their
/// effects, logrotate rotates, syslog fills, snapshots are taken.
public final class SimulatedHost {
  private static final int LISTING_HOURS = 2;

  private final HostPlan plan;
  private final Path folder;
  private final long seed;
  private final Queue<Change> changes;
  private final Machine machine;
  private final Noise noise;
  private final ProcessNumbers processes = new ProcessNumbers();
  private final SyslogFile syslog;
  private final Map<String, HostLog> logs = new LinkedHashMap<>();
  private final Logrotate logrotate;
  private final Snapshots snapshots;
  private final AppendedFile snapshotFile;
  private final SyslogLayout layout;
  private final List<Said> upcoming = new ArrayList<>();

  private SimulatedHost(
      HostPlan plan, Path folder, long seed, Instant start, List<Change> changes) {
    this.plan = plan;
    this.folder = folder;
    this.seed = seed;
    this.changes =
        changes.stream()
            .filter(c -> c.host().equals(plan.name()))
            .sorted(Comparator.comparing(Change::at))
            .collect(Collectors.toCollection(ArrayDeque::new));
    this.machine = new Machine(plan);
    this.noise = new Noise(plan.noise(), plan.identity().address(), start.minusSeconds(9_000_000));
    this.syslog = new SyslogFile(created(folder.resolve("var/log")), start);
    this.layout = new SyslogLayout(plan.identity());
    logs.put(SyslogFile.PATH, syslog);
    plan.logBytesPerHour().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> logs.put(e.getKey(), new GrowingLog(e.getKey(), e.getValue(), start)));
    this.logrotate = new Logrotate(plan.stanzas(), logs, start, zone());
    this.snapshots = new Snapshots(plan.identity());
    this.snapshotFile = new AppendedFile(folder.resolve("snapshots.ndjson"), start);
    describe(start);
    takeListing(start);
    takeConfig(start);
  }

  /// The servers of the fleet, each in a folder of its own name.
  public static List<SimulatedHost> all(
      Path folder, long seed, Instant start, List<Change> changes) {
    return Hosts.plans().stream()
        .map(plan -> new SimulatedHost(plan, folder.resolve(plan.name()), seed, start, changes))
        .toList();
  }

  public String name() {
    return plan.name();
  }

  /// The clock that its syslog and its crontabs go by.
  public ZoneId zone() {
    return plan.identity().zone();
  }

  /// Holds `var/log/syslog` with its rotated files, `snapshots.ndjson` and `replay.yaml`.
  public Path folder() {
    return folder;
  }

  public long linesWritten() {
    return syslog.linesWritten();
  }

  /// Lives through one minute, and tells which databases its scripts rotated the logs of.
  public List<RotationOrder> live(Instant minute) {
    var dice = Dice.of(seed, name(), minute);
    var orders = new ArrayList<RotationOrder>();
    var rotation = runCron(minute, dice, orders);
    upcoming.addAll(noise.in(minute, dice, processes));
    var changed = false;
    for (var change = changes.peek(); change != null && due(change, minute); ) {
      make(changes.remove(), minute, dice);
      changed = true;
      change = changes.peek();
    }
    var end = minute.plusSeconds(60);
    write(end, rotation);
    look(end, changed);
    return orders;
  }

  /// Everything written so far stands on disk.
  public void flush() {
    syslog.flush();
    snapshotFile.flush();
  }

  /// Starts what is due; answers when logrotate runs, if it does.
  private Optional<Instant> runCron(Instant minute, Dice dice, List<RotationOrder> orders) {
    var local = minute.atZone(zone()).toLocalDateTime();
    var at = minute.plusSeconds(1);
    Optional<Instant> rotation = Optional.empty();
    for (var line : machine.cronLines()) {
      if (!line.times().match(local)) continue;
      var tag = "CRON[" + processes.next(dice) + "]";
      upcoming.add(new Said(at, tag, "(" + line.user() + ") CMD (" + line.command() + ")"));
      if (startsLogrotate(line)) rotation = Optional.of(at.plusSeconds(1));
      rotatedDatabase(line).ifPresent(i -> orders.add(order(i, at, dice)));
    }
    return rotation;
  }

  private static RotationOrder order(String instance, Instant at, Dice dice) {
    return new RotationOrder(instance, at.plusMillis(dice.between(1800, 6400)));
  }

  private boolean startsLogrotate(CronLine line) {
    var daily = line.command().contains("run-parts --report /etc/cron.daily");
    var program = daily ? "/etc/cron.daily/logrotate" : "/usr/sbin/logrotate";
    return (daily || line.command().startsWith(program + " ")) && machine.runs("root", program);
  }

  /// The instance whose log the command closes: only if the script is there and its user may run
  /// it.
  private Optional<String> rotatedDatabase(CronLine line) {
    var words = line.command().split(" ", 3);
    var closes =
        words[0].endsWith("/rotate-slow-log.sh") || words[0].endsWith("/flush-slow-log.sh");
    return closes && words.length > 1 && machine.runs(line.user(), words[0])
        ? Optional.of(words[1])
        : Optional.empty();
  }

  private boolean due(Change change, Instant minute) {
    return at(change).isBefore(minute.plusSeconds(60));
  }

  private Instant at(Change change) {
    return change.at().atZone(zone()).toInstant();
  }

  private void make(Change change, Instant minute, Dice dice) {
    var at = at(change);
    for (var message : change.messages()) {
      var tag = message.program().formatted(processes.next(dice));
      upcoming.add(new Said(at.plusSeconds(message.afterSeconds()), tag, message.text()));
    }
    for (var edit : change.edits()) {
      // cron looks at the times of its tables once a minute, one second past it.
      machine
          .apply(edit)
          .map(table -> new Said(minute.plusSeconds(61), "cron[588]", table.reloadMessage()))
          .ifPresent(upcoming::add);
    }
  }

  private void write(Instant end, Optional<Instant> rotation) {
    upcoming.sort(Comparator.comparing(Said::at));
    var rest = rotation;
    var written = 0;
    for (var said : upcoming) {
      if (!said.at().isBefore(end)) break;
      if (rest.isPresent() && !said.at().isBefore(rest.get())) {
        rotate(rest.get());
        rest = Optional.empty();
      }
      syslog.append(layout.line(said), said.at());
      written++;
    }
    upcoming.subList(0, written).clear();
    rest.ifPresent(this::rotate);
  }

  private void rotate(Instant at) {
    logrotate.run(at);
    var origin =
        "[origin software=\"rsyslogd\" swVersion=\"8.2302.0\" x-pid=\"571\""
            + " x-info=\"https://www.rsyslog.com\"] rsyslogd was HUPed";
    syslog.append(layout.line(new Said(at, "rsyslogd", origin)), at);
  }

  /// Takes the snapshots that are due at the end of a minute.
  private void look(Instant end, boolean changed) {
    var second = end.getEpochSecond() % 86_400;
    if (second % 3600 == 0) {
      for (var log : logs.values()) {
        if (log instanceof GrowingLog growing) {
          growing.grow(Dice.of(seed, name() + log.path(), end), end);
        }
      }
    }
    if (second % (LISTING_HOURS * 3600L) == 0) takeListing(end);
    if (second == 0 || changed) takeConfig(end);
  }

  private void takeListing(Instant at) {
    var files = new ArrayList<HostLog.Entry>();
    for (var log : logs.values()) files.addAll(log.files());
    snapshotFile.append(snapshots.listing(at, files, logrotate.status()), at);
  }

  private void takeConfig(Instant at) {
    var own = machine.tables().stream().anyMatch(t -> t.path().equals("/etc/cron.d/logrotate"));
    snapshotFile.append(snapshots.config(at, machine, own ? "cron.d" : "cron.daily"), at);
  }

  /// What a replay of the folder has to know: syslog tells neither year nor zone.
  private void describe(Instant start) {
    var text =
        "host: %s\ntimezone: %s\nstart: %s\ndialect: debian\n"
            .formatted(name(), zone(), start.atZone(zone()).toLocalDate());
    try {
      Files.writeString(folder.resolve("replay.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated host cannot be described: " + folder, e);
    }
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated host needs a folder: " + folder, e);
    }
  }
}
