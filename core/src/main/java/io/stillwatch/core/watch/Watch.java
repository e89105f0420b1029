// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.OutcomeWriter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.WatchStateStore.Loaded;
import io.stillwatch.core.store.WatchStores;
import io.stillwatch.core.watch.HostEngine.Context;
import io.stillwatch.core.watch.fold.Audited;
import io.stillwatch.core.watch.fold.ConfigurationFold;
import io.stillwatch.core.watch.judge.HostView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Judges a fleet: reads the evidence that arrived since the last tick, folds it into the states of
/// the hosts, judges what is due, and stores what follows.
///
/// A tick commits before it remembers: runs, sizes, verdicts, findings and statuses are stored, and
/// only then do the next states count in memory. A store call that fails leaves everything as it
/// was, and the next tick does the same again. States are saved every few minutes; a restart reads
/// the evidence since then again, and states know which of it they hold.
public final class Watch {
  /// Pages of evidence of hosts that are folded again, per tick: the others must not wait for them.
  private static final int REFOLD_PAGES = 20;

  private final WatchStores stores;
  private final Quarantine quarantine;
  private final HostEngine engine;
  private final AnomalyScoring scoring;
  private final SeriesScoring series;
  private final FindingReconciler findings;
  private final WatchSettings settings;
  private final Tenure tenure;
  private final Checkpoints checkpoints;
  private final Refolds refolds;

  /// The hosts that changed since what has stopped on them was asked.
  private final Set<Host> touched = new HashSet<>();

  private final Hosts hosts = new Hosts();
  private final FleetAlarms alarms;
  private final KnownLabels labels;
  private final StatusChanges statuses;
  private final AuditRequests requests = new AuditRequests();
  private Optional<List<Job>> declared = Optional.of(List.of());
  private String cursor = "";
  private boolean loaded;

  /// Everything is written under `tenure`: once it is over, nothing is. Evidence that takes too
  /// long by the clock of the processor time of this thread is left out.
  public Watch(
      WatchStores stores,
      Auditor auditor,
      Detector detector,
      WatchSettings settings,
      Tenure tenure,
      LongSupplier cpuNanos) {
    this.stores = stores;
    this.quarantine = new Quarantine(stores.findings());
    this.engine =
        new HostEngine(
            new ConfigurationFold(auditor, id -> stores.evidence().configuration(id)),
            settings.plan(),
            quarantine.limit(cpuNanos));
    this.scoring = new AnomalyScoring(detector);
    this.series = new SeriesScoring(detector);
    this.findings = new FindingReconciler(stores.findings());
    this.refolds = new Refolds(stores.evidence());
    this.alarms = new FleetAlarms(settings.alertsPerMonth());
    this.labels = new KnownLabels(stores.labels());
    this.statuses = new StatusChanges(stores.outcomes().statuses());
    this.settings = settings;
    this.tenure = tenure;
    this.checkpoints = new Checkpoints(stores.states(), hosts, tenure, settings.checkpointEvery());
  }

  /// Without that clock: no evidence takes too long.
  public Watch(
      WatchStores stores,
      Auditor auditor,
      Detector detector,
      WatchSettings settings,
      Tenure tenure) {
    this(stores, auditor, detector, settings, tenure, () -> 0);
  }

  /// Has a host audited again at the next tick; every host if the name is empty. May be called by
  /// any thread.
  public void requestAudit(String host) {
    requests.add(host);
  }

  /// The number of hosts in memory.
  public int hosts() {
    return hosts.size();
  }

  /// Lines so far whose command did not become a job: its host has as many as it may have.
  public long refusedJobs() {
    return engine.refused();
  }

  /// The states of all hosts in memory, for a training on the thread of the ticks.
  public void eachState(Consumer<HostState> each) {
    hosts.states().forEach(each);
  }

  public TickReport tick(Instant now) throws StoreException, InterruptedException {
    if (!loaded) load(now);
    var sources = stores.sources().all();
    labels.read(now);
    var work = new TickWork(sources, Watermarks.of(sources), now);
    for (var host : findings.reopenExpired(now)) requests.add(host.name());
    takeRequests();
    release(now);
    declare();
    refold(work);
    readEvidence(work);
    lookAtDue(work);
    checkpoints.save(cursor, now);
    return work.report();
  }

  private void load(Instant now) throws StoreException {
    var unreadable = new ArrayList<Loaded.Unreadable>();
    stores
        .states()
        .load(found -> {
          switch (found) {
            case Loaded.State(var state, var version) -> hosts.loaded(state, version, now);
            case Loaded.Unreadable one -> unreadable.add(one);
          }
        });
    var progress = stores.states().progress();
    cursor = progress.cursor();
    for (var one : unreadable) refolds.begin(one.host(), one.why());
    for (var state : hosts.states()) {
      alarms.put(state);
      state.position().refold().ifPresent(at -> refolds.resume(state.host(), at));
      if (state.host().equals(Host.HEARTBEATS)) touched.add(state.host());
    }
    checkpoints.resume(progress, now);
    resumeSilences(now);
    loaded = true;
  }

  /// A scheduler or host whose silence was stored, but not the state that knows of it: its document
  /// must be written again once it is over.
  private void resumeSilences(Instant now) throws StoreException {
    for (var status : stores.outcomes().statuses().troubled()) {
      var job = status.job();
      var state = hosts.state(job.host());
      if (!job.kind().standsForMany() || state.isEmpty()) continue;
      hosts.commit(HostEngine.withSilent(state.get(), job, now), now);
      touched.add(job.host());
    }
  }

  private void takeRequests() {
    for (var name : requests.take()) {
      for (var host : hosts.named(name)) {
        var state = hosts.state(host).orElseThrow();
        hosts.commit(state.with(state.configuration().withAuditDue()), Instant.EPOCH);
      }
    }
  }

  /// A host is folded again from its own evidence once a person released some of it.
  private void release(Instant now) throws StoreException {
    for (var host : quarantine.read(now, refolds::contains)) {
      hosts.restart(host, settings.zones().apply(host));
      refolds.begin(host, "evidence was released");
    }
  }

  /// Jobs that ping are known from when they are declared, which may be before their first ping.
  private void declare() {
    var now = settings.plan().pings().get();
    if (now.isEmpty() || now.equals(declared)) return;
    declared = now;
    touched.add(Host.HEARTBEATS);
  }

  /// Folds hosts whose state could not be read again from their own evidence.
  private void refold(TickWork work) throws StoreException {
    int pages = 0;
    for (var host : refolds.hosts()) {
      while (refolds.contains(host) && pages++ < REFOLD_PAGES) {
        var page = refolds.next(host, checkpoints.storedCursor(), cursor);
        if (page.isEmpty()) level(host, work.now);
        else if (!refold(page.get(), work)) break;
      }
    }
  }

  /// A page is judged as it would have been when it was new; returns whether all of it was. Only
  /// what is about its time is stored: statuses and findings are of today, so they wait until the
  /// host is level with the others.
  private boolean refold(Refolds.RefoldPage page, TickWork work) throws StoreException {
    var host = page.host();
    var then = work.at(Instants.earlier(work.now, newest(page.evidence())));
    var known =
        hosts.state(host).orElseGet(() -> HostEngine.found(host, page.evidence(), settings));
    var from = page.settled() ? known.with(known.position().at(checkpoints.number())) : known;
    var outcome = look(from, page.evidence(), then, dismissed(Set.of(host)), false);
    boolean all = !outcome.unfinished();
    commit(List.of(outcome.refoldedTo(all ? page.next() : page.from())), work);
    if (all) refolds.folded(page, then.now);
    else refolds.defer(host, page.from());
    return all;
  }

  private void level(Host host, Instant now) {
    refolds.level(host);
    var state = hosts.state(host);
    if (state.isEmpty()) return; // there is no evidence of it any more
    var level = state.get().with(state.get().position().level());
    hosts.commit(level.with(level.configuration().withAuditDue()), now);
    touched.add(host);
  }

  /// Page by page: what a page brought is committed before the next one is read.
  private void readEvidence(TickWork work) throws StoreException {
    while (true) {
      var page = stores.evidence().readAfter(cursor);
      boolean end = page.last() || page.next().equals(cursor);
      var byHost = new LinkedHashMap<Host, List<Evidence>>();
      for (var one : page.evidence()) {
        if (!refolds.contains(one.host()))
          byHost.computeIfAbsent(one.host(), _ -> new ArrayList<>()).add(one);
      }
      commit(look(byHost, work, false).stream().map(this::deferred).toList(), work);
      cursor = page.next();
      touched.addAll(byHost.keySet());
      if (end) return;
    }
  }

  /// A host whose page is not done goes on with it at the next tick; the others do not wait for it.
  private Outcome deferred(Outcome one) {
    if (!one.unfinished()) return one;
    refolds.defer(one.next().host(), cursor);
    return one.with(one.next().with(one.next().position().refoldedTo(cursor)));
  }

  /// The hosts that evidence came from, and those whose time has come.
  private void lookAtDue(TickWork work) throws StoreException {
    var due = hosts.due(work.now);
    due.addAll(touched);
    due.removeIf(refolds::contains);
    boolean committed = false;
    try {
      var noEvidence = new LinkedHashMap<Host, List<Evidence>>();
      due.forEach(host -> noEvidence.put(host, List.of()));
      commit(look(noEvidence, work, true), work);
      committed = true;
      touched.clear();
    } finally {
      if (!committed) hosts.again(due);
    }
  }

  private List<Outcome> look(Map<Host, List<Evidence>> byHost, TickWork work, boolean last)
      throws StoreException {
    var dismissed = dismissed(byHost.keySet());
    var outcomes = new ArrayList<Outcome>();
    for (var entry : byHost.entrySet()) {
      var host = entry.getKey();
      var evidence = entry.getValue();
      var from = hosts.state(host).orElseGet(() -> HostEngine.found(host, evidence, settings));
      outcomes.add(look(from, evidence, work, dismissed, last));
    }
    return last ? scored(outcomes, work) : outcomes;
  }

  private Outcome look(
      HostState from, List<Evidence> evidence, TickWork work, Set<String> dismissed, boolean last)
      throws StoreException {
    var complete = work.watermarks.complete(from.host());
    if (!last) complete = Instants.earlier(complete, newest(evidence));
    var context =
        new Context(
            complete,
            work.watermarks.newest(from.host()),
            work.now,
            checkpoints.number(),
            dismissed,
            RemoteEffects.of(from, hosts::state),
            alarms.budget(work.now));
    return engine.look(from, evidence, context, last);
  }

  private List<Outcome> scored(List<Outcome> outcomes, TickWork work) {
    var views = outcomes.stream().map(Outcome::next).map(state -> view(state, work)).toList();
    var scored = scoring.score(views, labels.thresholds());
    scored.forEach(one -> work.anomalies.addAll(one.anomalies()));
    var states = followed(scored.stream().map(AnomalyScoring.Scored::state).toList(), work);
    var all = new ArrayList<Outcome>();
    for (int i = 0; i < states.size(); i++) all.add(outcomes.get(i).with(states.get(i)));
    return all;
  }

  private HostView view(HostState state, TickWork work) {
    var complete = work.watermarks.complete(state.host());
    return new HostView(state, complete, work.now, settings.plan());
  }

  private List<HostState> followed(List<HostState> states, TickWork work) {
    if (!settings.followsSeries()) return states;
    var scored = series.score(states);
    work.hours.addAll(scored.hours());
    return scored.hosts();
  }

  private Set<String> dismissed(Collection<Host> looked) throws StoreException {
    return findings.dismissed(looked.stream().flatMap(host -> hosts.state(host).stream()).toList());
  }

  private static Instant newest(List<Evidence> evidence) {
    return evidence.stream().map(Evidence::at).max(Instant::compareTo).orElse(Instant.MIN);
  }

  /// Stores what follows from a look, all hosts together, and only then lets it count.
  private void commit(List<Outcome> outcomes, TickWork work) throws StoreException {
    if (outcomes.isEmpty()) return;
    tenure.epoch();
    for (var outcome : outcomes) quarantine.add(outcome.left().slow(), work.now);
    var out = stores.outcomes();
    var runs = new ArrayList<Run>();
    var sizes = new HashMap<String, List<SizeSample>>();
    var verdicts = new ArrayList<JudgedRun>();
    var audits = new ArrayList<Audited>();
    var forgotten = new HashSet<String>();
    var made = new ArrayList<JobStatus>();
    for (var outcome : outcomes) {
      runs.addAll(outcome.runs());
      sizes.putAll(outcome.sizes());
      verdicts.addAll(outcome.verdicts());
      audits.addAll(outcome.audits());
      forgotten.addAll(outcome.forgotten());
      made.addAll(outcome.statuses());
    }
    out.writer().put(new OutcomeWriter.Batch(runs, sizes, verdicts, work.anomalies, work.hours));
    var found = findings.report(audits, work.sources);
    statuses.store(forgotten, made);
    for (var outcome : outcomes) {
      hosts.commit(outcome.next(), work.now);
      alarms.put(outcome.next());
    }
    work.count(runs.size(), verdicts.size(), found);
  }
}
