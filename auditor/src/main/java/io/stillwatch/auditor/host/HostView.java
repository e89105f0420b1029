// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.access.Access;
import io.stillwatch.auditor.anacron.Anacrontab;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.LogrotateConfig.Principals;
import io.stillwatch.auditor.systemd.Units;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that rules look at, read once per audit.
///
/// Rules go through tables, jobs and rotations, often for each of these again: whoever asks for one
/// of these lists is stopped there once the budget of the audit is spent.
public final class HostView {
  private final AuditRequest request;
  private final Facts facts;
  private final Access access;
  private final List<Table> tables;
  private final List<TableJob> jobs;
  private final List<LogrotateConfig> logrotateRuns;
  private final LogrotateConfig logrotate;
  private final List<RotationJob> rotations;
  private final Units units;
  private final List<TimerJob> timers;
  private final Map<String, List<Job>> jobsByTable;
  private final Set<String> dropped;
  private final Map<String, Map<Integer, List<Job>>> jobsByLine = new HashMap<>();
  private final IdentityHashMap<List<Job>, List<String>> drivenBy = new IdentityHashMap<>();
  private final Map<String, List<String>> linesOf = new HashMap<>();
  private final Map<Class<?>, IdentityHashMap<Table, Object>> workedOut = new HashMap<>();

  public HostView(AuditRequest request) {
    this.request = request;
    var config = request.config();
    this.facts = new Facts(config, request.disk());
    this.access = new Access(facts::stat);
    this.tables = config.files().stream().flatMap(f -> table(f).stream()).toList();
    this.units = new Units(config.files());
    this.timers = new TimerJobs(config, units).of();
    this.jobs = Stream.concat(anacron(config), cron(config)).toList();
    this.jobsByTable =
        jobs.stream()
            .collect(
                Collectors.groupingBy(
                    j -> j.table().path(),
                    Collectors.mapping(TableJob::job, Collectors.toUnmodifiableList())));
    this.dropped = dropped();
    var runs = new LogrotateRuns(config, principals(config));
    this.logrotateRuns = runs.of(jobs);
    this.logrotate = logrotateRuns.stream().reduce(LogrotateConfig::and).orElseThrow();
    this.rotations = runs.rotations(logrotateRuns, rotationDriver(), jobs);
  }

  private static Principals principals(HostConfig config) {
    if (!config.accounts().complete()) return new Principals(Set.of(), Set.of());
    var users = config.accounts().users().stream().map(Account::name).collect(Collectors.toSet());
    var groups = config.platform().fact("groups").filter(g -> !g.isBlank());
    return new Principals(users, groups.map(g -> Set.of(g.split(" ", -1))).orElse(Set.of()));
  }

  private Stream<TableJob> cron(HostConfig config) {
    var cron = new CronJobs(config.host(), config.platform());
    return tables.stream().filter(t -> !t.setAside()).flatMap(t -> cron.of(t).stream());
  }

  /// Without anacron its table is a leftover.
  private Stream<TableJob> anacron(HostConfig config) {
    boolean absent =
        List.of("/usr/sbin/anacron", "/sbin/anacron").stream()
            .allMatch(path -> facts.file(path) == Facts.Presence.ABSENT);
    var jobs = new AnacronJobs(config.host(), config.platform().dialect());
    return config.files().stream()
        .filter(f -> f.path().equals(Anacrontab.PATH) && !absent)
        .flatMap(f -> jobs.of(f).stream());
  }

  /// logrotate's timer where it is in force (its script in cron.daily then does nothing), else the
  /// job that runs it; anacron's before cron's, which steps back for it.
  private Optional<Job> rotationDriver() {
    return timers.stream()
        .filter(t -> t.timer().service().equals("logrotate.service"))
        .map(TimerJob::job)
        .findFirst()
        .or(() -> LogrotateDriver.find(jobs, logrotateRuns.getFirst(), facts).map(TableJob::job));
  }

  private Optional<Table> table(ConfigFile file) {
    var dialect = request.config().platform().dialect();
    return TablePlace.of(file.path())
        .filter(_ -> !file.attributes().type().equals("d"))
        .map(place ->
            new Table(
                file,
                Crontab.read(place, dialect, file.text()),
                new Admission(dialect, facts).refusals(place, file),
                onlyCopy(file)));
  }

  /// A file whose host is known, named as editors name the copy of what they are about to change.
  private boolean onlyCopy(ConfigFile file) {
    var path = file.path();
    boolean copy = path.endsWith("~") && file.attributes().known();
    return copy && facts.file(path.substring(0, path.length() - 1)) != Facts.Presence.PRESENT;
  }

  public AuditRequest request() {
    return request;
  }

  public HostConfig config() {
    return request.config();
  }

  public Facts facts() {
    return facts;
  }

  /// Whether the snapshot tells any fact whose name starts so.
  public boolean knowsFact(String prefix) {
    return config().platform().facts().keySet().stream().anyMatch(k -> k.startsWith(prefix));
  }

  public Optional<String> fact(String name) {
    return config().platform().fact(name);
  }

  public Access access() {
    return access;
  }

  public List<Table> tables() {
    WorkBudget.check();
    return tables;
  }

  public List<TableJob> jobs() {
    WorkBudget.check();
    return jobs;
  }

  /// What each run of logrotate reads, that of the system first: each configuration that a job
  /// names makes a run of its own.
  public List<LogrotateConfig> logrotateRuns() {
    return logrotateRuns;
  }

  /// All of it in one.
  public LogrotateConfig logrotate() {
    return logrotate;
  }

  public List<RotationJob> rotations() {
    WorkBudget.check();
    return rotations;
  }

  public Units units() {
    return units;
  }

  /// The timers that are in force.
  public List<TimerJob> timers() {
    return timers;
  }

  public Optional<Table> table(String path) {
    return tables.stream().filter(t -> t.path().equals(path)).findFirst();
  }

  /// All jobs as the core knows them.
  public List<Job> coreJobs() {
    var all = new ArrayList<Job>();
    jobs.forEach(j -> all.add(j.job()));
    timers.forEach(t -> all.add(t.job()));
    rotations.forEach(r -> all.add(r.job()));
    return all;
  }

  public Stream<Job> jobsIn(String path) {
    return jobsByTable.getOrDefault(path, List.of()).stream();
  }

  public Stream<Job> jobsOn(String path, int line) {
    return jobsByLine
        .computeIfAbsent(
            path, p -> jobsIn(p).collect(Collectors.groupingBy(j -> j.definition().line())))
        .getOrDefault(line, List.of())
        .stream();
  }

  /// Whether the daemon takes the line: its table is read, and nothing in it is refused.
  public boolean loads(TableJob job) {
    return job.parsed() && !dropped.contains(job.table().path());
  }

  /// The paths of the tables that the daemon ignores as a whole.
  private Set<String> dropped() {
    var looked = new HashSet<String>();
    var dropped = new HashSet<String>();
    for (var job : jobs) {
      var table = job.table();
      boolean refused =
          looked.add(table.path())
              && (!table.refusals().isEmpty() || table.crontab().droppedWhole());
      boolean wrongUser =
          table.debian() && (job.who().columnMissing() || facts.noSuchUser(job.who().user()));
      if (refused || wrongUser) dropped.add(table.path());
    }
    return Set.copyOf(dropped);
  }

  /// What a syntax error costs: Debian's cron drops the whole table, cronie the line.
  public List<Job> lostBySyntax(Table table, int line) {
    if (!table.debian()) return jobsOn(table.path(), line).toList();
    return jobsByTable.getOrDefault(table.path(), List.of());
  }

  /// The ids of these jobs and of the rotations that they drive.
  ///
  /// Many findings lose the same list, so what was found for it is kept.
  public List<String> withDriven(List<Job> lost) {
    return drivenBy.computeIfAbsent(lost, _ -> idsWithDriven(lost));
  }

  private List<String> idsWithDriven(List<Job> lost) {
    var ids = lost.stream().map(Job::id).collect(Collectors.toCollection(LinkedHashSet::new));
    if (ids.isEmpty()) return List.of();
    rotations.stream()
        .map(RotationJob::job)
        .filter(r -> ids.contains(r.driver()))
        .map(Job::id)
        .toList()
        .forEach(ids::add);
    return List.copyOf(ids);
  }

  /// The text of a line of a file, empty if there is none.
  public String lineText(String path, int line) {
    var lines =
        linesOf.computeIfAbsent(
            path,
            p ->
                config().files().stream()
                    .filter(f -> f.path().equals(p))
                    .findFirst()
                    .map(f -> List.of(f.text().split("\n", -1)))
                    .orElse(List.of()));
    return line > 0 && line <= lines.size() ? lines.get(line - 1) : "";
  }

  /// What many rules ask of a table, worked out when the first one does.
  public <T> T of(Table table, Class<T> kind, Function<Table, T> work) {
    var ofKind = workedOut.computeIfAbsent(kind, _ -> new IdentityHashMap<>());
    return kind.cast(ofKind.computeIfAbsent(table, work));
  }

  /// The job of an earlier view that no line makes any more, and the rotations that it drove and
  /// nothing drives now.
  public Stream<Job> lostSince(HostView earlier, TableJob gone) {
    var ids = earlier.withDriven(List.of(gone.job()));
    var driven =
        rotations.stream()
            .map(RotationJob::job)
            .filter(rotation -> !rotation.driver().isEmpty())
            .map(Job::id)
            .toList();
    return earlier.coreJobs().stream()
        .filter(job -> ids.contains(job.id()) && !driven.contains(job.id()));
  }

  /// The host as it would be if a line of a table had another text.
  public HostView withLine(Table table, int number, String text) {
    var lines = new ArrayList<>(table.file().text().lines().toList());
    lines.set(number - 1, text);
    var edited =
        new ConfigFile(table.path(), String.join("\n", lines) + "\n", table.file().attributes());
    var files =
        config().files().stream().map(f -> f.path().equals(table.path()) ? edited : f).toList();
    var c = config();
    var config =
        new HostConfig(
            c.id(), c.source(), c.host(), c.at(), c.platform(), files, c.accounts(), c.disk());
    return new HostView(new AuditRequest(config, List.of(), List.of(), request.at()));
  }
}
