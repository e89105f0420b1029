// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alerting;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A story as evidence, and the watch that reads it tick by tick.
///
/// Write the evidence first (`cron`, `listing`), then let time pass with [#until]; questions
/// afterwards are about what had stopped when.
final class Scenario {
  /// That a job had stopped, from the tick that reported it first to the one that did no more.
  record Silence(Instant from, Optional<Instant> until, Stoppage stoppage) {
    @Override
    public String toString() {
      return stoppage.job().name()
          + " from "
          + from
          + until.map(end -> " until " + end).orElse("")
          + " because of "
          + stoppage.reasons();
    }
  }

  private final InMemoryStores stores = InMemoryStores.empty();
  private final List<Evidence> story = new ArrayList<>();
  private final Map<String, Silence> open = new HashMap<>();
  private final List<Silence> silences = new ArrayList<>();
  private final List<Stoppage> predictions = new ArrayList<>();
  private final Set<Host> hosts = new LinkedHashSet<>();
  private final Map<Host, Instant> newest = new HashMap<>();
  private final ZoneId zone;
  private final Duration tick;
  private final Instant start;
  private Detector detector = Detector.none();
  private Auditor auditor = _ -> new Audit(List.of(), List.of());
  private Watch watch;
  private AlertEvaluator alerts;
  private Instant now;
  private long cpuNanos;
  private boolean asked;
  private Plan plan = Plan.NONE;
  private int alertsPerMonth = WatchSettings.NO_BUDGET;
  private Instant ahead = Instant.MAX;
  private Duration aheadBy = Duration.ZERO;

  Scenario(Instant start) {
    this(start, ZoneId.of("UTC"), Duration.ofMinutes(5));
  }

  Scenario(Instant start, ZoneId zone, Duration tick) {
    this.start = start;
    this.zone = zone;
    this.tick = tick;
    this.now = start;
    this.watch = newWatch();
    this.alerts = new AlertEvaluator(stores.watched(), stores.alerts(), this::note, Tenure.ALONE);
  }

  private Watch newWatch() {
    var settings =
        new WatchSettings(
            _ -> zone,
            Duration.ofDays(21),
            Duration.ofDays(1),
            Duration.ofMinutes(5),
            alertsPerMonth,
            true,
            plan);
    return new Watch(
        stores.watched(),
        request -> auditor.audit(request),
        detector,
        settings,
        Tenure.ALONE,
        () -> cpuNanos);
  }

  /// Auditors may say that they took processor time.
  void works(Duration time) {
    cpuNanos += time.toNanos();
  }

  /// Before time passes: who scores the jobs.
  void scores(Detector with) {
    detector = with;
    watch = newWatch();
  }

  /// Before time passes: how many alerts a month the autoencoder alone may open.
  void allows(int perMonth) {
    alertsPerMonth = perMonth;
    watch = newWatch();
  }

  /// What people plan for jobs, from now on.
  Scenario plans(Plan with) {
    plan = with;
    watch = newWatch();
    return this;
  }

  /// The process ends without a word, and another one goes on from what is stored.
  Scenario restart() {
    watch = newWatch();
    return this;
  }

  InMemoryStores stores() {
    return stores;
  }

  /// What the configuration of a host asks for, instead of nothing.
  Scenario audits(Auditor with) {
    auditor = with;
    return this;
  }

  Scenario cron(String host, Instant at, String user, String command) {
    return line(host, at, command, new LogEvent.RunStarted(user, command, 1));
  }

  /// A line of a program that is not cron.
  Scenario noise(String host, Instant at, String text) {
    return line(host, at, text, new LogEvent.Other("sshd"));
  }

  Scenario line(String host, Instant at, String text, LogEvent event) {
    var id = host + "|" + at + "|" + text + "|" + event.kind();
    story.add(
        new LogRecord(
            id,
            new SourceId("file:" + host),
            "cron.syslog",
            Host.server(host),
            at,
            new Position("/var/log/syslog", "g", story.size()),
            Line.of(text),
            event));
    return this;
  }

  /// The host reports its configuration, whatever it is: what it asks for is up to [#audits].
  Scenario configuration(String host, Instant at, String crontab) {
    story.add(
        new HostConfig(
            host + "|config|" + at,
            new SourceId("snapshots:" + host),
            Host.server(host),
            at,
            new Platform(Platform.Dialect.DEBIAN, zone, ""),
            List.of(new ConfigFile("/etc/crontab", crontab, ConfigFile.Attributes.UNKNOWN)),
            new HostConfig.Accounts(List.of(), false),
            HostConfig.Disk.UNKNOWN));
    return this;
  }

  /// The clocks of all hosts are set forward: lines dated `from` or later arrive earlier than that.
  Scenario clocksAhead(Instant from, Duration by) {
    ahead = from;
    aheadBy = by;
    return this;
  }

  Scenario listing(Host host, Instant at, LogFile... files) {
    story.add(
        new Listing(
            host.name() + "|listing|" + at,
            new SourceId("listing:" + host.name()),
            host,
            at,
            List.of(files),
            Map.of()));
    return this;
  }

  /// Lets time pass; the logs of all hosts are complete all along.
  Scenario until(Instant end) throws StoreException, InterruptedException {
    return until(end, true);
  }

  /// Lets time pass while the logs of no host can be read.
  Scenario blindUntil(Instant end) throws StoreException, InterruptedException {
    return until(end, false);
  }

  private Scenario until(Instant end, boolean seeing) throws StoreException, InterruptedException {
    story.sort(Comparator.comparing(Evidence::at));
    story.forEach(evidence -> hosts.add(evidence.host()));
    while (now.isBefore(end)) {
      now = now.plus(tick);
      if (seeing) tell();
      watch.tick(now);
      asked = false;
      alerts.tick(now);
      // Without any trouble alerting is not asked: what was silent is not any more.
      if (!asked) note(List.of(), new Situation(List.of(), List.of(), List.of(), now));
    }
    return this;
  }

  private void tell() throws StoreException {
    int end = 0;
    while (end < story.size() && !arrival(story.get(end)).isAfter(now)) end++;
    var told = story.subList(0, end);
    for (var one : told) {
      if (one instanceof LogRecord) newest.merge(one.host(), one.at(), Scenario::later);
    }
    stores.evidence().append(List.copyOf(told));
    told.clear();
    stores
        .sources()
        .put(hosts.stream().map(this::complete).map(CollectorState::exclusive).toList());
  }

  private Instant arrival(Evidence evidence) {
    var at = evidence.at();
    return at.isBefore(ahead) ? at : at.minus(aheadBy);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private SourceState complete(Host host) {
    var source = new SourceId("file:" + host.name());
    return new SourceState(source, host, SourceState.Reports.LOG_LINES, now, now, "")
        .withNewestRecord(newest.getOrDefault(host, Instant.MIN));
  }

  private Alerting.Decision note(List<Alert> ofStore, Situation situation) {
    asked = true;
    predictions.addAll(situation.predicted());
    var silent = new HashMap<String, Stoppage>();
    situation.stoppages().stream()
        .filter(stoppage -> !stoppage.job().kind().isOurs())
        .forEach(stoppage -> silent.put(stoppage.job().id(), stoppage));
    for (var id : List.copyOf(open.keySet())) {
      if (silent.containsKey(id)) continue;
      var ended = open.remove(id);
      silences.remove(ended);
      silences.add(new Silence(ended.from(), Optional.of(situation.at()), ended.stoppage()));
    }
    silent.forEach((id, stoppage) -> {
      var known = open.get(id);
      var from = known == null ? situation.at() : known.from();
      if (known != null) silences.remove(known);
      var silence = new Silence(from, Optional.empty(), stoppage);
      open.put(id, silence);
      silences.add(silence);
    });
    return Alerting.Decision.NOTHING;
  }

  HostState state(String host) {
    var found = new ArrayList<HostState>();
    watch.eachState(state -> {
      if (state.host().name().equals(host)) found.add(state);
    });
    return found.getFirst();
  }

  /// Everything that had stopped, in no order.
  List<Silence> silences() {
    return List.copyOf(silences);
  }

  /// The only silence of a job whose name contains the text.
  Silence silence(String text) {
    var found = silences(text);
    if (found.size() != 1)
      throw new AssertionError(found.size() + " silences of " + text + ": " + found);
    return found.getFirst();
  }

  List<Silence> silences(String text) {
    return silences.stream()
        .filter(silence -> silence.stoppage().job().name().contains(text))
        .sorted(Comparator.comparing(Silence::from))
        .toList();
  }

  List<Stoppage> predictions() {
    return List.copyOf(predictions);
  }

  List<JobStatus> jobs() throws StoreException {
    return stores.outcomes().statuses().page(JobFilter.ALL, Page.START, 10_000).jobs();
  }

  /// The verdicts of the jobs whose name contains the text, by due time.
  List<JudgedRun> verdicts(String text) throws StoreException {
    var ids =
        jobs().stream()
            .filter(status -> status.job().name().contains(text))
            .filter(status -> status.job().kind() != JobKind.HOST)
            .map(status -> status.job().id())
            .toList();
    return stores.outcomes().verdicts().verdicts(ids, start, Instant.MAX);
  }

  List<String> words(String text) throws StoreException {
    return verdicts(text).stream().map(judged -> judged.verdict().word()).toList();
  }
}
