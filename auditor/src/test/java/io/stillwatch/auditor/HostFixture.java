// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.ObservedCommand;
import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A host described in a few lines, and its audit.
public final class HostFixture {
  public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Host HOST = Host.server("db-tools-1");
  private static final SourceId SOURCE = new SourceId("snapshot");

  private final Dialect dialect;
  private final List<ConfigFile> files = new ArrayList<>();
  private final List<Account> users = new ArrayList<>();
  private final Map<String, List<Executable>> programs = new HashMap<>();
  private final Map<String, FileStat> stats = new HashMap<>();
  private final List<LogRecord> faults = new ArrayList<>();
  private final List<ObservedCommand> commands = new ArrayList<>();
  private final Map<String, String> facts = new HashMap<>();
  private ZoneId zone = ZoneId.of("UTC");
  private boolean completePath = true;
  private boolean completeUsers = true;
  private Optional<HostConfig> before = Optional.empty();

  private HostFixture(Dialect dialect) {
    this.dialect = dialect;
  }

  public static HostFixture debian() {
    return new HostFixture(Dialect.DEBIAN);
  }

  public static HostFixture cronie() {
    return new HostFixture(Dialect.CRONIE);
  }

  /// A host with the users root, ops, dba and app and the usual programs.
  public HostFixture furnished() {
    return user("root", 0)
        .user("ops", 1000)
        .user("dba", 1001, 4)
        .user("app", 1002)
        .programs(
            "/usr/bin",
            "true",
            "find",
            "gzip",
            "mysqldump",
            "mysql",
            "rsync",
            "date",
            "sh",
            "run-parts",
            "test",
            "certbot",
            "aws",
            "php",
            "flock",
            "tar")
        .programs("/bin", "sh", "bash", "date")
        .programs("/usr/sbin", "logrotate")
        .stat("/opt", "d", "0755", 0)
        .stat("/opt/tools", "d", "0755", 0)
        .stat("/opt/tools/plain.sh", "f", "0644", 0)
        .stat("/opt/tools/rotate.sh", "f", "0755", 0)
        .stat("/etc/logrotate.conf", "f", "0644", 0);
  }

  public HostFixture file(String path, String text) {
    files.add(ConfigFile.of(path, text));
    return this;
  }

  public HostFixture file(String path, String text, String mode, int uid) {
    files.add(new ConfigFile(path, text, ConfigFile.Attributes.file(mode, uid, 0, 1)));
    return this;
  }

  public HostFixture file(ConfigFile file) {
    files.add(file);
    return this;
  }

  public HostFixture user(String name, int uid, Integer... groups) {
    var gids = new ArrayList<>(List.of(groups));
    gids.addFirst(uid);
    users.add(new Account(name, uid, gids, uid == 0 ? "/root" : "/home/" + name, "/bin/sh", true));
    return this;
  }

  /// The account has expired.
  public HostFixture expired(String name) {
    users.replaceAll(u ->
        u.name().equals(name)
            ? new Account(name, u.uid(), u.gids(), u.home(), u.shell(), false)
            : u);
    return this;
  }

  public HostFixture programs(String directory, String... names) {
    var list = new ArrayList<>(programs.getOrDefault(directory, List.of()));
    for (var name : names) list.add(new Executable(name, "0755", 0, 0));
    programs.put(directory, list);
    return this;
  }

  public HostFixture stat(String path, String type, String mode, int uid) {
    return stat(path, new FileStat(type, mode, uid, uid, false, ""));
  }

  public HostFixture stat(String path, FileStat stat) {
    stats.put(path, stat);
    return this;
  }

  /// A single fact of the snapshot, such as `unit:cron.service`.
  public HostFixture fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  public HostFixture zone(String name) {
    zone = ZoneId.of(name);
    return this;
  }

  public HostFixture absent(String path) {
    return stat(path, FileStat.ABSENT);
  }

  /// The host as it was an hour earlier.
  public HostFixture before(HostFixture earlier) {
    var c = earlier.request().config();
    before =
        Optional.of(
            new HostConfig(
                "c0",
                c.source(),
                c.host(),
                NOW.minusSeconds(3600),
                c.platform(),
                c.files(),
                c.accounts(),
                c.disk()));
    return this;
  }

  public HostFixture partlyKnown() {
    completePath = false;
    return this;
  }

  public HostFixture usersPartlyKnown() {
    completeUsers = false;
    return this;
  }

  public HostFixture said(LogEvent event, Instant at, String text) {
    faults.add(
        new LogRecord(
            "r" + faults.size(),
            SOURCE,
            "cron.syslog",
            HOST,
            at,
            new Position("/var/log/syslog", "g", faults.size()),
            Line.of(text),
            event));
    return this;
  }

  public HostFixture ran(String user, String command, Instant first, Instant last, int runs) {
    commands.add(new ObservedCommand(user, command, first, last, runs));
    return this;
  }

  public AuditRequest request() {
    var config =
        new HostConfig(
            "c1",
            SOURCE,
            HOST,
            NOW,
            new Platform(dialect, zone, "", facts),
            files,
            new HostConfig.Accounts(users, completeUsers && !users.isEmpty()),
            new HostConfig.Disk(programs, completePath && !programs.isEmpty(), stats));
    return new AuditRequest(config, before, faults, commands, NOW);
  }

  public Audit audit() {
    return new ConfigAuditor().audit(request());
  }

  public List<Finding> findings() {
    return audit().findings();
  }

  public List<String> rules() {
    return findings().stream().map(Finding::rule).toList();
  }

  public Finding only(String rule) {
    var found = findings().stream().filter(f -> f.rule().equals(rule)).toList();
    if (found.size() != 1) throw new AssertionError(rule + " in " + findings());
    return found.getFirst();
  }

  public List<Job> jobs() {
    return audit().jobs();
  }
}
