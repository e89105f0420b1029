// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alerting;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.EvidenceStore.Page;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Reads what was collected since the last tick, judges, scores, links causes, and stores alerts.
///
/// After a restart the first tick reads the evidence again from the beginning: what is judged is
/// stored under the same ids, and what was decided before is read back, so nothing is said twice.
public final class Watch {
  private static final Duration REMEMBER = Duration.ofDays(90);

  private final WatchStores stores;
  private final Alerting alerting;
  private final JobBook book;
  private final Verdicts verdicts;
  private final Opinions opinions;
  private final FindingDesk findings;
  private final SeenIds seen = new SeenIds();
  private final Map<String, Job> stored = new HashMap<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private String cursor = Page.START;
  private Instant judgedBefore = Instant.MIN;
  private boolean resumed;

  public Watch(
      WatchStores stores,
      Auditor auditor,
      Detector detector,
      Alerting alerting,
      WatchSettings settings) {
    this.stores = stores;
    this.alerting = alerting;
    this.book = new JobBook(auditor, settings);
    this.verdicts = new Verdicts(book, settings.zone());
    this.opinions = new Opinions(detector, settings);
    this.findings = new FindingDesk(stores.findings());
  }

  /// Trains at the first chance and from time to time; told of each epoch.
  public void onTraining(Detector.TrainingProgress progress) {
    opinions.progress(progress);
  }

  /// Has a host audited again at the next tick; every host if the name is empty. May be called by
  /// any thread.
  public void requestAudit(String host) {
    requests.add(host);
  }

  public TickReport tick(Instant now) throws StoreException, InterruptedException {
    if (!resumed) judgedBefore = stores.jobs().judgedUntil();
    int read = readEvidence();
    for (var host = requests.poll(); host != null; host = requests.poll()) book.auditIsDue(host);
    book.auditWhereDue(now);
    var sources = stores.sources().all();
    var found = reportAudits(sources);
    if (!resumed) resume(now);
    var open = findings.open(now);
    var runs = storeRuns();
    var judged = judge(sources, open, now);
    var unfinished = stores.alerts().unfinished();
    var alerts = unfinished.stream().map(Versioned::value).filter(Alert::open).toList();
    var trained = opinions.trainIfDue(book.tracks(), alerts, now);
    stores.jobs().putAnomalies(opinions.score(book.tracks(), now));
    var changed = decide(alerts, open, now);
    for (var alert : changed) stores.alerts().save(alert, readVersion(alert, unfinished));
    stores.jobs().judgedUntil(now);
    return new TickReport(now, read, runs, judged.size(), found, changed, trained);
  }

  private int readEvidence() throws StoreException {
    var fresh = new ArrayList<Evidence>();
    while (true) {
      var page = stores.evidence().readAfter(cursor);
      page.evidence().stream().filter(one -> seen.add(one.id())).forEach(fresh::add);
      boolean end = page.evidence().isEmpty() || page.next().equals(cursor);
      cursor = page.next();
      if (end) break;
    }
    fresh.sort(Comparator.comparing(Evidence::at));
    fresh.forEach(book::add);
    storeSizes(fresh);
    return fresh.size();
  }

  /// What was audited before a restart was reported then; of each host the last word still counts.
  private List<Finding> reportAudits(List<SourceState> sources) throws StoreException {
    var audits = book.takeAudits();
    if (!audits.isEmpty()) findings.reload();
    var last = new HashMap<Host, JobBook.Audited>();
    audits.forEach(audit -> last.put(audit.host(), audit));
    var found = new ArrayList<Finding>();
    for (var audit : audits) {
      boolean told = !audit.at().isAfter(judgedBefore) && !audit.equals(last.get(audit.host()));
      if (resumed || !told) found.addAll(findings.report(audit, sources));
    }
    return found;
  }

  private void resume(Instant now) throws StoreException {
    for (var judged : stores.jobs().verdicts(now.minus(REMEMBER), now)) {
      book.track(judged.job()).ifPresent(track -> track.judge(judged));
    }
    resumed = true;
  }

  private int storeRuns() throws StoreException {
    var runs = book.takeRuns().stream().filter(run -> isNew(run.at())).toList();
    stores.jobs().putRuns(runs);
    return runs.size();
  }

  private void storeSizes(List<Evidence> fresh) throws StoreException {
    if (fresh.isEmpty()) return;
    var from = fresh.getFirst().at();
    var samples = new HashMap<String, List<SizeSample>>();
    for (var track : book.tracks()) {
      var ofJob =
          track.sizes().tailMap(from, true).values().stream().filter(s -> isNew(s.at())).toList();
      if (!ofJob.isEmpty()) samples.put(track.job().id(), ofJob);
    }
    if (!samples.isEmpty()) stores.jobs().putSizes(samples);
  }

  /// What is older than the last judgement was stored before the restart.
  private boolean isNew(Instant at) {
    return judgedBefore.equals(Instant.MIN) || at.isAfter(judgedBefore.minus(Duration.ofDays(1)));
  }

  private List<JudgedRun> judge(List<SourceState> sources, List<Finding> open, Instant now)
      throws StoreException {
    var judged = verdicts.judge(sources, open, now);
    stores.jobs().putVerdicts(judged);
    var changed = new ArrayList<Job>();
    for (var track : book.tracks()) {
      var job = track.job();
      if (!job.equals(stored.put(job.id(), job))) changed.add(job);
      track.forgetBefore(now);
    }
    stores.jobs().putJobs(changed);
    return judged;
  }

  private List<Alert> decide(List<Alert> alerts, List<Finding> open, Instant now) {
    var silent = stoppages(now);
    return alerting.decide(
        alerts,
        new Situation(
            silent, Predictions.of(open, book, now), recoveries(alerts, silent), open, now));
  }

  /// A story that goes on after it was resolved meets its old document.
  private Versioned.Version readVersion(Alert alert, List<Versioned<Alert>> unfinished)
      throws StoreException {
    for (var read : unfinished) {
      if (read.value().id().equals(alert.id())) return read.version();
    }
    return stores.alerts().find(alert.id()).map(Versioned::version).orElse(Versioned.Version.NEW);
  }

  private List<Stoppage> stoppages(Instant now) {
    var silent = new ArrayList<Stoppage>();
    for (var track : book.tracks()) {
      var free = book.host(track.job().host()).map(HostBook::free).orElseGet(FreeSpace::new);
      Silence.of(track, opinions.of(track.job().id()), verdicts.failuresCount(track), free, now)
          .ifPresent(silent::add);
    }
    silent.sort(Comparator.comparing(Stoppage::firstMissed));
    return QuietHosts.asOneStory(silent, book::host);
  }

  private List<Recovery> recoveries(List<Alert> alerts, List<Stoppage> silent) {
    var recoveries = new ArrayList<Recovery>();
    for (var alert : alerts) {
      for (var member : alert.stoppages()) {
        boolean stillSilent = silent.stream().anyMatch(s -> s.job().id().equals(member.job().id()));
        if (stillSilent) continue;
        book.track(member.job().id())
            .flatMap(JobTrack::lastRun)
            .filter(ranAt -> ranAt.isAfter(member.firstMissed()))
            .ifPresent(ranAt -> recoveries.add(new Recovery(member.job(), ranAt)));
      }
    }
    return recoveries;
  }
}
