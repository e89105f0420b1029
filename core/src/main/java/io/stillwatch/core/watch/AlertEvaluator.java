// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvents;
import io.stillwatch.core.alert.Alerting;
import io.stillwatch.core.alert.Closure;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Situation.Context;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.feedback.WrongCauses;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.WatchStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Evaluates alerts from the status documents of jobs: reads which jobs are in trouble and how the
/// members of open alerts do, has alerting decide, and stores what changed.
///
/// It holds nothing that a restart would lose, and sees all hosts: what spans them belongs here.
public final class AlertEvaluator {
  private final Outcomes outcomes;
  private final FindingStore findings;
  private final AlertStore alerts;
  private final Alerting alerting;
  private final RdsDrivers drivers;
  private final EarlierAlerts earlier;
  private final LineSearch lines;
  private final KnownLabels labels;
  private Instant labelsAt = Instant.MIN;
  private final OwnTroubles own;
  private final Tenure tenure;

  /// How often it is read what people said.
  private static final Duration READ_LABELS = Duration.ofMinutes(1);

  /// How long storing what was read may take before a source counts as blind.
  public static final Duration BEHIND_AFTER = Duration.ofHours(1);

  /// Nobody is asked how the parts of Stillwatch are.
  public AlertEvaluator(WatchStores stores, AlertStore alerts, Alerting alerting, Tenure tenure) {
    this(stores, alerts, alerting, BEHIND_AFTER, SelfCheck.NONE, tenure);
  }

  /// Alerts are saved under `tenure`: once it is over, none is.
  public AlertEvaluator(
      WatchStores stores,
      AlertStore alerts,
      Alerting alerting,
      Duration behindAfter,
      SelfCheck self,
      Tenure tenure) {
    this.own = new OwnTroubles(stores, new OwnTroubles.Sight(behindAfter, self));
    this.tenure = tenure;
    this.outcomes = stores.outcomes();
    this.findings = stores.findings();
    this.alerts = alerts;
    this.alerting = alerting;
    this.drivers = new RdsDrivers(outcomes.statuses(), outcomes.runs());
    this.earlier = new EarlierAlerts(alerts);
    this.lines = new LineSearch(stores.evidence(), outcomes.statuses());
    this.labels = new KnownLabels(stores.labels());
  }

  /// The alerts that are open before the tick.
  public List<Alert> open() throws StoreException {
    return alerts.open().stream().map(Versioned::value).toList();
  }

  /// Returns the alerts that changed.
  public List<Alert> tick(Instant now) throws StoreException {
    var read = alerts.open();
    var open = read.stream().map(Versioned::value).toList();
    var troubled = outcomes.statuses().troubled();
    var ours = own.look(open, now);
    var silent = silent(troubled);
    var predicted = predicted(troubled);
    if (open.isEmpty() && silent.isEmpty() && predicted.isEmpty() && ours.isEmpty())
      return List.of();
    var stopped = joined(silent, ours.stoppages());
    var members = members(open, silent);
    var situation =
        new Situation(
            stopped,
            predicted,
            joined(recoveries(open, members), ours.recoveries()),
            joined(closures(open, members, silent, now), ours.closures()),
            context(open, stopped, predicted, notes(troubled, members.values()), now),
            now);
    var decision = alerting.decide(open, situation);
    var changed = decision.alerts();
    if (!changed.isEmpty()) earlier.forget();
    var versions = new HashMap<String, Versioned<Alert>>();
    read.forEach(one -> versions.put(one.value().id(), one));
    for (var alert : changed) save(alert, versions, now);
    for (var message : decision.messages()) {
      tenure.epoch();
      alerts.messages().put(message);
    }
    alerting.stored();
    return changed;
  }

  private static <T> List<T> joined(List<T> ofWatch, List<T> ours) {
    return Stream.concat(ofWatch.stream(), ours.stream()).toList();
  }

  /// The version is read before the tenure is checked: what another holder saves after the check is
  /// a conflict, and what it saved before ended the tenure.
  private void save(Alert alert, Map<String, Versioned<Alert>> read, Instant now)
      throws StoreException {
    var before = before(alert, read);
    var version = before.map(Versioned::version).orElse(Versioned.Version.NEW);
    tenure.epoch();
    alerts.save(alert, version);
    for (var event : AlertEvents.between(before.map(Versioned::value), alert, now))
      alerts.record(event);
  }

  /// Rotations of RDS logs are in the story of what drives them.
  private List<Stoppage> silent(List<JobStatus> troubled) throws StoreException {
    var silent = new ArrayList<Stoppage>();
    for (var status : troubled) {
      if (status.stoppage().isEmpty()) continue;
      var stoppage = status.stoppage().get();
      var driver = drivers.of(stoppage.job(), stoppage.lastSeen());
      silent.add(driver.map(job -> driven(stoppage, job.id())).orElse(stoppage));
    }
    drivers.keepOnly(silent.stream().map(stoppage -> stoppage.job().id()).toList());
    silent.sort(Comparator.comparing(Stoppage::firstMissed));
    return silent;
  }

  private static Stoppage driven(Stoppage stoppage, String driver) {
    return stoppage.withJob(stoppage.job().withDriver(driver)).inGroup(driver);
  }

  private static List<Stoppage> predicted(List<JobStatus> troubled) {
    return troubled.stream()
        .flatMap(status -> status.predicted().stream())
        .sorted(Comparator.comparing(Stoppage::firstMissed))
        .toList();
  }

  /// How the members of open alerts do that are not silent any more, by id.
  private Map<String, JobStatus> members(List<Alert> open, List<Stoppage> silent)
      throws StoreException {
    var ids = new LinkedHashSet<String>();
    for (var alert : open)
      for (var member : alert.stoppages())
        if (!member.job().kind().isOurs()) ids.add(member.job().id());
    silent.forEach(stoppage -> ids.remove(stoppage.job().id()));
    var members = new HashMap<String, JobStatus>();
    if (ids.isEmpty()) return members;
    for (var status : outcomes.statuses().find(ids)) members.put(status.job().id(), status);
    return members;
  }

  private static List<Recovery> recoveries(List<Alert> open, Map<String, JobStatus> members) {
    var recoveries = new ArrayList<Recovery>();
    for (var alert : open) {
      for (var member : alert.stoppages()) {
        Optional.ofNullable(members.get(member.job().id()))
            .flatMap(status -> status.timing().lastGoodRun())
            .filter(ranAt -> ranAt.isAfter(member.firstMissed()))
            .ifPresent(ranAt -> recoveries.add(new Recovery(member.job(), ranAt)));
      }
    }
    return recoveries;
  }

  /// Nothing is expected any more of what left the configuration.
  private static List<Closure> closures(
      List<Alert> open, Map<String, JobStatus> members, List<Stoppage> silent, Instant now) {
    var stillSilent = new HashSet<String>();
    silent.forEach(stoppage -> stillSilent.add(stoppage.job().id()));
    var closures = new ArrayList<Closure>();
    for (var alert : open) {
      for (var member : alert.stoppages()) {
        var id = member.job().id();
        if (stillSilent.contains(id) || member.job().kind().isOurs()) continue;
        var status = members.get(id);
        if (status == null) closures.add(new Closure(id, "no longer known", now));
        else if (status.retirement().retired())
          closures.add(new Closure(id, status.retirement().why(), status.retirement().at()));
      }
    }
    return closures;
  }

  /// The findings of the hosts that are concerned, and of the hosts of what drives their jobs.
  private Context context(
      List<Alert> open,
      List<Stoppage> silent,
      List<Stoppage> predicted,
      Map<String, JobNote> notes,
      Instant now)
      throws StoreException {
    var hosts = new HashSet<Host>();
    var driving = new HashSet<String>();
    for (var alert : open) alert.stoppages().forEach(member -> add(member, hosts, driving));
    silent.forEach(stoppage -> add(stoppage, hosts, driving));
    predicted.forEach(stoppage -> add(stoppage, hosts, driving));
    var driverJobs = new ArrayList<Job>();
    if (!driving.isEmpty())
      outcomes.statuses().find(driving).forEach(status -> driverJobs.add(status.job()));
    driverJobs.forEach(driver -> hosts.add(driver.host()));
    var looked = lines.of(open, silent, now);
    return new Context(
        findings.ofHosts(hosts).stream().map(Versioned::value).toList(),
        driverJobs,
        earlier.of(unplaced(open, silent, predicted), now),
        looked.lines(),
        looked.around(),
        notes,
        wrongCauses(now));
  }

  private WrongCauses wrongCauses(Instant now) throws StoreException {
    if (labelsAt.equals(Instant.MIN) || !now.isBefore(labelsAt.plus(READ_LABELS))) {
      labels.read(now);
      labelsAt = now;
    }
    return labels.wrongCauses();
  }

  /// What people say of the jobs in trouble and of the members of open alerts.
  private static Map<String, JobNote> notes(
      Collection<JobStatus> troubled, Collection<JobStatus> members) {
    var notes = new HashMap<String, JobNote>();
    Stream.concat(troubled.stream(), members.stream())
        .filter(status -> !status.note().equals(JobNote.NONE))
        .forEach(status -> notes.put(status.job().id(), status.note()));
    return notes;
  }

  private static List<Stoppage> unplaced(
      List<Alert> open, List<Stoppage> silent, List<Stoppage> predicted) {
    var placed = new HashSet<String>();
    open.forEach(alert -> alert.stoppages().forEach(member -> placed.add(member.job().id())));
    return Stream.concat(silent.stream(), predicted.stream())
        .filter(stoppage -> !placed.contains(stoppage.job().id()))
        .toList();
  }

  private static void add(Stoppage stoppage, Set<Host> hosts, Set<String> driving) {
    hosts.add(stoppage.job().host());
    if (!stoppage.job().driver().isEmpty()) driving.add(stoppage.job().driver());
  }

  /// A story that goes on after it was resolved meets its old document.
  private Optional<Versioned<Alert>> before(Alert alert, Map<String, Versioned<Alert>> read)
      throws StoreException {
    var known = read.get(alert.id());
    return known == null ? alerts.find(alert.id()) : Optional.of(known);
  }
}
