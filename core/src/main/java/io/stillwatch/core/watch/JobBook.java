// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All jobs with what was seen of them, built from evidence in the order of time.
final class JobBook {
  /// The result of an audit that evidence made necessary.
  record Audited(Host host, List<Finding> findings, Instant at) {}

  private final Auditor auditor;
  private final WatchSettings settings;
  private final Map<Host, HostBook> hosts = new LinkedHashMap<>();
  private final Map<String, JobTrack> tracks = new LinkedHashMap<>();
  private final Map<String, String> continued = new HashMap<>();
  private final List<Run> newRuns = new ArrayList<>();
  private final List<Audited> audits = new ArrayList<>();

  JobBook(Auditor auditor, WatchSettings settings) {
    this.auditor = auditor;
    this.settings = settings;
  }

  Collection<JobTrack> tracks() {
    return tracks.values();
  }

  Optional<JobTrack> track(String job) {
    return Optional.ofNullable(tracks.get(job));
  }

  Optional<HostBook> host(Host host) {
    return Optional.ofNullable(hosts.get(host));
  }

  /// The runs seen since the last call.
  List<Run> takeRuns() {
    var taken = List.copyOf(newRuns);
    newRuns.clear();
    return taken;
  }

  /// The audits made since the last call, oldest first.
  List<Audited> takeAudits() {
    var taken = List.copyOf(audits);
    audits.clear();
    return taken;
  }

  List<String> commandsOf(JobTrack track) {
    var book = hosts.get(track.job().host());
    var commands = new ArrayList<>(List.of(track.job().subject()));
    if (book != null) commands.addAll(book.commands().commandsOf(track.job().id()));
    return commands;
  }

  void add(Evidence evidence) {
    var host =
        hosts.computeIfAbsent(
            evidence.host(), h -> new HostBook(h, evidence.at(), settings.zone()));
    switch (evidence) {
      case LogRecord line -> add(host, line);
      case Listing listing -> add(host, listing);
      case HostConfig config -> {
        if (host.configure(config)) audit(host, config.at());
      }
      case Gap _ -> {}
    }
  }

  /// Audits the hosts whose log gave a reason to, and once a day those whose configuration we know.
  void auditWhereDue(Instant now) {
    for (var host : hosts.values()) {
      if (host.takeAuditDue(now)) audit(host, now);
    }
  }

  /// Asked for by people: one host, or all of them if the name is empty.
  void auditIsDue(String name) {
    for (var host : hosts.values()) {
      if (name.isEmpty() || host.host().name().equals(name)) host.auditIsDue();
    }
  }

  private void add(HostBook host, LogRecord line) {
    host.note(line);
    if (line.event() instanceof LogEvent.Rotated)
      host.rotations().told(line.position().path(), line.at());
    if (!(line.event() instanceof LogEvent.RunStarted started)) return;
    if (!UnitRuns.toldBy(started)) host.cronRan(line.at());
    var key = Commands.Key.of(started.user(), started.command());
    if (UnitRuns.daemon(started) && host.commands().jobs(key).isEmpty()) return;
    boolean firstSeen = host.commands().note(key, line.at());
    if (host.commands().jobs(key).isEmpty()) assign(host, key, line.at());
    if (firstSeen) host.auditIsDue();
    for (var job : started(host.commands().jobs(key), line.at()))
      ran(job, line.at(), Run.Outcome.STARTED, started.command(), line.id());
  }

  private void assign(HostBook host, Commands.Key key, Instant at) {
    var configured = host.commands().ownersButForSecrets(key);
    if (!configured.isEmpty()) {
      host.commands().belongs(key, configured);
      return;
    }
    var jobs =
        host.commands()
            .predecessor(key, at)
            .map(host.commands()::jobs)
            .orElseGet(() -> List.of(learned(host, key, at)));
    host.commands().belongs(key, jobs);
  }

  /// Of several lines with the same command those that are due in this minute; all of them if none
  /// is, for cron may be catching up after a clock change.
  private List<String> started(List<String> jobs, Instant at) {
    if (jobs.size() == 1) return jobs;
    var minute = at.truncatedTo(ChronoUnit.MINUTES);
    var due =
        jobs.stream()
            .filter(id ->
                track(id)
                    .flatMap(track -> track.job().schedule().nextAfter(minute.minusMillis(1), at))
                    .filter(minute::equals)
                    .isPresent())
            .toList();
    return due.isEmpty() ? jobs : due;
  }

  private String learned(HostBook host, Commands.Key key, Instant at) {
    var id = ShortId.of("cron-", host.host().name(), key.user(), key.command());
    tracks.computeIfAbsent(
        id,
        _ ->
            new JobTrack(
                habitual(id, JobKind.CRON, nameOf(key.command()), host, key.command()), at));
    return id;
  }

  private static String nameOf(String command) {
    var quiet = command.replaceAll("\\s*(>>?|2>|&>).*$", "").strip();
    return quiet.isEmpty() ? command : quiet;
  }

  private static Job habitual(String id, JobKind kind, String name, HostBook host, String subject) {
    return new Job(
        id, kind, name, host.host(), new Schedule.Learning(0, 3), Definition.LEARNED, subject, "");
  }

  private void add(HostBook host, Listing listing) {
    host.listings().add(listing.at());
    for (var seen : host.rotations().read(listing)) {
      rotationJob(host, seen)
          .ifPresent(track -> {
            track.sizes().put(seen.size().at(), seen.size());
            for (var window : seen.rotated()) {
              var at = rotatedAt(track, window);
              ran(track.job().id(), at, Run.Outcome.SUCCEEDED, "rotated", listing.id());
            }
          });
    }
  }

  /// A log that is written rarely was closed long before it was rotated: its driver's run tells
  /// when.
  private Instant rotatedAt(JobTrack track, Rotations.Window window) {
    return track(track.job().driver())
        .map(driver -> driver.runs().ceiling(window.from()))
        .filter(run -> !run.isAfter(window.until()))
        .orElse(window.likely());
  }

  private Optional<JobTrack> rotationJob(HostBook host, Rotations.Seen seen) {
    var configured =
        host.configured().values().stream()
            .filter(
                job -> job.kind() == JobKind.LOG_ROTATION && job.subject().equals(seen.family()))
            .findFirst()
            .flatMap(job -> track(canonical(job.id())));
    if (configured.isPresent()) return configured;
    boolean rds = host.host().kind() == Host.Kind.RDS;
    var id = ShortId.of(rds ? "rds-" : "log-", host.host().name(), seen.family());
    if (!tracks.containsKey(id) && seen.rotated().isEmpty()) return Optional.empty();
    var kind = rds ? JobKind.RDS_LOG : JobKind.LOG_ROTATION;
    return Optional.of(
        tracks.computeIfAbsent(
            id,
            _ ->
                new JobTrack(
                    habitual(id, kind, seen.family(), host, seen.family()), seen.size().at())));
  }

  private void ran(String job, Instant at, Run.Outcome outcome, String detail, String evidence) {
    var track = tracks.get(job);
    if (track == null || !track.runs().add(at)) return;
    newRuns.add(
        new Run(ShortId.of("run-", job, at.toString()), job, at, outcome, detail, evidence));
  }

  private void audit(HostBook host, Instant at) {
    host.auditedAt(at);
    var audit = auditor.audit(host.auditRequest(at));
    var before = List.copyOf(host.configured().values());
    continued.putAll(Continuity.between(before, audit.jobs()));
    var broken = audit.findings().stream().flatMap(finding -> finding.jobsLost().stream()).toList();
    host.configured().clear();
    for (var job : audit.jobs()) {
      host.configured().put(job.id(), job);
      configure(job, broken.contains(job.id()), at);
    }
    own(host, audit.jobs(), broken);
    retire(before, audit.jobs());
    var findings = audit.findings().stream().map(this::underCanonicalIds).toList();
    audits.add(new Audited(host.host(), findings, at));
  }

  /// Says whose commands are whose; what is started was not started by a line that cron ignores.
  private void own(HostBook host, List<Job> jobs, List<String> broken) {
    var owners = new LinkedHashMap<Commands.Key, List<Job>>();
    for (var job : jobs) {
      if (job.kind() != JobKind.CRON) continue;
      var key = Commands.Key.of(job.definition().user(), job.definition().command());
      owners.computeIfAbsent(key, _ -> new ArrayList<>()).add(job);
    }
    owners.forEach((key, all) -> {
      var whole = all.stream().filter(job -> !broken.contains(job.id())).toList();
      var started =
          (whole.isEmpty() ? all : whole)
              .stream().map(job -> canonical(job.id())).distinct().toList();
      for (var written : host.commands().writtenAs(key)) {
        host.commands().jobs(written).stream()
            .filter(before -> !started.contains(before))
            .forEach(before -> takeOver(before, started));
        host.commands().belongs(written, started);
      }
    });
  }

  /// What was learned from the log turns out to be configured: its past goes to the line.
  private void takeOver(String learned, List<String> configured) {
    var track = tracks.get(learned);
    if (track == null || track.job().definition().configured()) return;
    for (var run : track.runs()) {
      started(configured, run).forEach(id -> track(id).ifPresent(heir -> heir.runs().add(run)));
    }
    track.job(track.job().withSchedule(new Schedule.Never("configured by now")));
  }

  /// A broken line keeps the name it had: an alert should not be named after the typo.
  private void configure(Job job, boolean broken, Instant at) {
    var id = canonical(job.id());
    var known = tracks.get(id);
    var name = known != null && broken ? known.job().name() : job.name();
    var driver = job.driver().isEmpty() ? "" : canonical(job.driver());
    var canonical =
        new Job(
            id,
            job.kind(),
            name,
            job.host(),
            job.schedule(),
            job.definition(),
            job.subject(),
            driver);
    if (known == null) {
      tracks.put(id, new JobTrack(canonical, at));
      return;
    }
    if (!known.job().schedule().inWords().equals(job.schedule().inWords())) known.settledUntil(at);
    known.job(canonical);
  }

  private void retire(List<Job> before, List<Job> after) {
    for (var job : before) {
      var id = canonical(job.id());
      boolean there = after.stream().anyMatch(other -> canonical(other.id()).equals(id));
      if (!there) {
        track(id)
            .ifPresent(track ->
                track.job(track.job().withSchedule(new Schedule.Never("no longer configured"))));
      }
    }
  }

  private String canonical(String id) {
    var at = id;
    for (int hops = 0; hops < 100 && continued.containsKey(at); hops++) at = continued.get(at);
    return at;
  }

  private Finding underCanonicalIds(Finding finding) {
    var lost = finding.jobsLost().stream().map(this::canonical).distinct().toList();
    return new Finding(
        finding.id(),
        finding.rule(),
        finding.severity(),
        finding.place(),
        finding.explanation(),
        lost,
        finding.confidence(),
        finding.life());
  }
}
