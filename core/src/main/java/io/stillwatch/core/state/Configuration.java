// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of the configuration of a host: which snapshots hold it, what the daemons complain
/// of, and which jobs the last audit found.
///
/// `complaints` are the lines in which a daemon refused a table, by table and reason; `jobs` maps
/// the id of a definition to the jobs that it makes (a stanza with a glob makes one for each log);
/// `lost` holds the faults that certainly keep jobs from working.
public record Configuration(
    Snapshots snapshots,
    Platform platform,
    Map<String, LogRecord> complaints,
    Map<String, List<String>> jobs,
    List<LostJobs> lost,
    Audits audits,
    FreeSpace free) {
  /// A daemon that names a new fault every minute must not fill the memory.
  private static final int MOST_COMPLAINTS = 64;

  /// The newest snapshot, and the newest one before it that differs; empty ids for none.
  /// `fingerprint` tells whether another one says the same.
  public record Snapshots(String newest, String previous, String fingerprint, Instant at) {
    public static final Snapshots NONE = new Snapshots("", "", "", Instant.MIN);

    public boolean none() {
      return newest.isEmpty();
    }
  }

  /// When the configuration was audited, and whether it must be again.
  public record Audits(Instant lastAt, boolean due) {}

  /// A fault that certainly keeps these jobs from working.
  public record LostJobs(
      String finding, String rule, String title, List<String> jobs, Instant since) {
    /// Rules about tables and lines whose fault becomes part of a command that is started.
    private static final Set<String> OF_COMMANDS = Set.of("CF02", "CF12", "CF13", "CL15", "CL18");

    public LostJobs {
      jobs = List.copyOf(jobs);
    }

    /// Whether cron starts nothing because of it: a rule about a table (CF) or a line (CL). A run
    /// that is started all the same works: cron reads a table again only once its time of change is
    /// another one, which a new owner or mode does not set.
    public boolean keepsFromStarting() {
      boolean ofTable = rule.startsWith("CF") || rule.startsWith("CL");
      return ofTable && !OF_COMMANDS.contains(rule);
    }
  }

  public Configuration {
    complaints = Collections.unmodifiableMap(new LinkedHashMap<>(complaints));
    jobs = Map.copyOf(jobs);
    lost = List.copyOf(lost);
  }

  /// No snapshot yet: only the zone is assumed.
  public static Configuration unknown(ZoneId zone) {
    return new Configuration(
        Snapshots.NONE,
        new Platform(Platform.Dialect.DEBIAN, zone, ""),
        Map.of(),
        Map.of(),
        List.of(),
        new Audits(Instant.EPOCH, false),
        FreeSpace.UNKNOWN);
  }

  public Configuration with(Snapshots newer, Platform on, FreeSpace space) {
    return new Configuration(newer, on, complaints, jobs, lost, audits, space);
  }

  public Configuration with(FreeSpace changed) {
    return with(snapshots, platform, changed);
  }

  public Configuration withAuditDue() {
    if (audits.due()) return this;
    return with(new Audits(audits.lastAt(), true));
  }

  public Configuration auditedAt(
      Instant at, Map<String, List<String>> foundJobs, List<LostJobs> foundLost) {
    return new Configuration(
        snapshots, platform, complaints, foundJobs, foundLost, new Audits(at, false), free);
  }

  /// As if it had been audited then, with the result of the audit before.
  public Configuration auditedAt(Instant at) {
    return auditedAt(at, jobs, lost);
  }

  public Configuration withJobs(Map<String, List<String>> changed) {
    return new Configuration(snapshots, platform, complaints, changed, lost, audits, free);
  }

  public Configuration withLost(List<LostJobs> changed) {
    return new Configuration(snapshots, platform, complaints, jobs, changed, audits, free);
  }

  /// With a complaint; an audit becomes due if it is new.
  public Configuration complaining(String key, LogRecord line) {
    if (complaints.containsKey(key)) return this;
    var more = new LinkedHashMap<>(complaints);
    more.put(key, line);
    if (more.size() > MOST_COMPLAINTS) more.remove(more.keySet().iterator().next());
    return with(more).withAuditDue();
  }

  /// Without the complaints about a table; an audit becomes due if there were any.
  public Configuration satisfied(String path) {
    var rest = new LinkedHashMap<>(complaints);
    if (!rest.keySet().removeIf(key -> key.startsWith(path + ' '))) return this;
    return with(rest).withAuditDue();
  }

  public Configuration withoutComplaints() {
    return complaints.isEmpty() ? this : with(new LinkedHashMap<>()).withAuditDue();
  }

  private Configuration with(Map<String, LogRecord> changed) {
    return new Configuration(snapshots, platform, changed, jobs, lost, audits, free);
  }

  private Configuration with(Audits changed) {
    return new Configuration(snapshots, platform, complaints, jobs, lost, changed, free);
  }
}
