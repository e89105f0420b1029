// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// What is known of one host: its configuration, what cron complained of, what cron started, which
/// logs it lists.
final class HostBook {
  private static final Duration AUDIT_EVERY = Duration.ofDays(1);

  private final Host host;
  private final Instant since;
  private final Commands commands = new Commands();
  private final Rotations rotations = new Rotations();
  private final NavigableSet<Instant> listings = new TreeSet<>();
  private final Map<String, LogRecord> faults = new LinkedHashMap<>();
  private final Map<String, Job> configured = new HashMap<>();
  private final FreeSpace free = new FreeSpace();
  private HostConfig config;

  /// The last configuration that said something else.
  private Optional<HostConfig> before = Optional.empty();

  private boolean auditDue;
  private Instant audited = Instant.EPOCH;
  private Instant lastCronRun = Instant.MIN;
  private Instant cronHeardSince = Instant.MAX;
  private Instant unitsHeardSince = Instant.MAX;

  HostBook(Host host, Instant since, ZoneId zone) {
    this.host = host;
    this.since = since;
    this.config = unknown(host, since, zone);
  }

  private static HostConfig unknown(Host host, Instant at, ZoneId zone) {
    return new HostConfig(
        "",
        new SourceId("none"),
        host,
        at,
        new Platform(Platform.Dialect.DEBIAN, zone, ""),
        List.of(),
        new HostConfig.Accounts(List.of(), false),
        HostConfig.Disk.UNKNOWN);
  }

  Host host() {
    return host;
  }

  Instant since() {
    return since;
  }

  ZoneId zone() {
    return config.platform().zone();
  }

  Commands commands() {
    return commands;
  }

  Rotations rotations() {
    return rotations;
  }

  NavigableSet<Instant> listings() {
    return listings;
  }

  FreeSpace free() {
    return free;
  }

  /// The jobs of the last audit by the id that their definition gives them.
  Map<String, Job> configured() {
    return configured;
  }

  Instant lastCronRun() {
    return lastCronRun;
  }

  void cronRan(Instant at) {
    if (at.isAfter(lastCronRun)) lastCronRun = at;
  }

  /// From when on we know that the lines of the job's scheduler reach us: a log of other programs
  /// says nothing of its jobs, and that of cron nothing of timers. Never, until its first line is
  /// seen.
  Instant heardSince(Job job) {
    return UnitRuns.of(job) ? unitsHeardSince : cronHeardSince;
  }

  /// Takes a newer configuration; true if it says something else than the one before.
  boolean configure(HostConfig newer) {
    free.note(newer);
    if (newer.at().isBefore(config.at())) return false;
    boolean same =
        newer.files().equals(config.files())
            && newer.accounts().equals(config.accounts())
            && newer.disk().equals(config.disk())
            && newer.platform().equals(config.platform());
    if (!same && !config.files().isEmpty()) before = Optional.of(config);
    config = newer;
    return !same;
  }

  void auditIsDue() {
    auditDue = true;
  }

  void auditedAt(Instant at) {
    audited = at;
  }

  /// Facts grow old by themselves: a date, a file that was seen to rotate, a term.
  boolean takeAuditDue(Instant now) {
    boolean old = !config.id().isEmpty() && !now.isBefore(audited.plus(AUDIT_EVERY));
    boolean due = auditDue || old;
    auditDue = false;
    return due;
  }

  /// Notes what a daemon said of its tables; a reload without a complaint clears what was said
  /// before.
  void note(LogRecord line) {
    boolean ofCron = line.event().concernsJobs() && !(line.event() instanceof LogEvent.Rotated);
    if (UnitRuns.toldBy(line.event())) {
      if (line.at().isBefore(unitsHeardSince)) unitsHeardSince = line.at();
    } else if (ofCron && line.at().isBefore(cronHeardSince)) {
      cronHeardSince = line.at();
    }
    switch (line.event()) {
      case LogEvent.ConfigRejected(var path, var reason) -> fault(path + ' ' + reason, line);
      case LogEvent.ConfigError(var path, var reason) -> fault(path + ' ' + reason, line);
      case LogEvent.ConfigReloaded(var path) -> {
        clear(path);
        auditDue = true;
      }
      case LogEvent.ConfigEdited(_, var action) -> auditDue |= !action.equals("LIST");
      case LogEvent.DaemonStarted _ -> {
        auditDue |= !faults.isEmpty();
        faults.clear();
      }
      default -> {}
    }
  }

  private void fault(String key, LogRecord line) {
    auditDue |= faults.put(key, line) == null;
  }

  private void clear(String path) {
    auditDue |= faults.keySet().removeIf(key -> key.startsWith(path + ' '));
  }

  AuditRequest auditRequest(Instant at) {
    return new AuditRequest(config, before, List.copyOf(faults.values()), commands.observed(), at);
  }
}
