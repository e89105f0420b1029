// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.fold.Audited;
import io.stillwatch.core.watch.fold.ClockAhead;
import io.stillwatch.core.watch.fold.ConfigurationFold;
import io.stillwatch.core.watch.fold.DeclaredPings;
import io.stillwatch.core.watch.fold.DrivenRotations;
import io.stillwatch.core.watch.fold.EvidenceFold;
import io.stillwatch.core.watch.fold.FoldLimit;
import io.stillwatch.core.watch.fold.Folded;
import io.stillwatch.core.watch.fold.OverdueRuns;
import io.stillwatch.core.watch.fold.RenamedCommands;
import io.stillwatch.core.watch.fold.UnstartedRuns;
import io.stillwatch.core.watch.judge.HostView;
import io.stillwatch.core.watch.stoppage.AlarmBudget;
import io.stillwatch.core.watch.stoppage.HostStoppages;
import io.stillwatch.core.watch.stoppage.Predictions;
import io.stillwatch.core.watch.stoppage.SchedulerSilence;
import io.stillwatch.core.watch.stoppage.SchedulerStops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the next state of one host out of its state and its new evidence: fold, audit, judge,
/// decide what has stopped. Between two calls it holds nothing but which hosts it warned of.
final class HostEngine {
  private static final Logger log = LoggerFactory.getLogger(HostEngine.class);

  private final EvidenceFold evidence;
  private final Plan plan;
  private final Set<Host> warnedOf = new HashSet<>();

  HostEngine(ConfigurationFold configurations, Plan plan, FoldLimit limit) {
    this.evidence = new EvidenceFold(configurations, plan.notes(), limit);
    this.plan = plan;
  }

  /// Lines so far whose command did not become a job.
  long refused() {
    return evidence.refused();
  }

  /// What is known from outside the host: `complete` is the watermark of its logs, `newest` its
  /// newest line of any kind; findings in `dismissed` do not keep jobs from working; the effect of
  /// the jobs in `seenElsewhere` shows on other hosts; `budget` knows the alarms of the fleet.
  record Context(
      Instant complete,
      Instant newest,
      Instant now,
      long checkpoint,
      Set<String> dismissed,
      Set<String> seenElsewhere,
      AlarmBudget budget) {
    /// Lines that wait are not known yet.
    Context before(List<Evidence> later) {
      if (later.isEmpty()) return this;
      var known = Instants.earlier(complete, later.getFirst().at().minusMillis(1));
      return new Context(known, newest, now, checkpoint, dismissed, seenElsewhere, budget);
    }
  }

  /// `last` says that no more evidence follows at this instant: what is due may be audited, and
  /// what has stopped is decided.
  Outcome look(HostState from, List<Evidence> fresh, Context context, boolean last)
      throws StoreException {
    var work = new Work(from);
    var folded = evidence.fold(from, fresh, context.checkpoint());
    if (folded.folded().full()) warnOfFull(from.host());
    work.take(folded);
    return decided(work, from, fresh, context.before(folded.left().later()), last);
  }

  private Outcome decided(
      Work work, HostState from, List<Evidence> fresh, Context context, boolean last)
      throws StoreException {
    if (last) {
      work.take(DeclaredPings.apply(work.state, plan.pings().get(), context.now()));
      work.take(evidence.auditIfDue(work.state, context.now()));
    }
    work.take(UnstartedRuns.count(work.state, context.complete(), last));
    work.take(OverdueRuns.mark(work.state, context.complete()));
    work.take(RenamedCommands.merge(work.state, context.complete()));
    work.state = DrivenRotations.assign(work.state);
    work.state = seen(dismissing(work.state, context.dismissed()), context.newest());
    work.state =
        SchedulerSilence.heardAgain(from, work.state, firstLine(from, fresh), context.complete());
    work.state = ClockAhead.noted(from.signs(), work.state, context.now());
    work.state =
        SchedulerStops.decide(
            work.state, plan, Instants.earlier(context.complete(), context.now()));
    var view = new HostView(work.state, context.complete(), context.now(), plan);
    var looked = HostLook.at(from, work.state, view, work.lateRuns, context.seenElsewhere());
    var statuses = new ArrayList<JobStatus>();
    work.removed.forEach(job -> statuses.add(Statuses.replaced(job, context.now())));
    var state = last ? stopped(looked.state(), context, statuses) : looked.state();
    return new Outcome(
        state,
        work.runs,
        work.sizes,
        looked.verdicts(),
        List.copyOf(work.audits),
        statuses,
        List.copyOf(work.forgotten),
        new EvidenceFold.Left(work.slow, work.later));
  }

  /// Once a host.
  private void warnOfFull(Host host) {
    if (!warnedOf.add(host)) return;
    log.atWarn()
        .addKeyValue("host", host.name())
        .log(
            "This host has as many jobs that are known from log lines alone as it may have."
                + " Further commands become no jobs.");
  }

  /// What has stopped is decided once all evidence is read: in the middle of it, a host or its
  /// scheduler may seem silent only because of where a page ends.
  private HostState stopped(HostState host, Context context, List<JobStatus> statuses) {
    var opened = context.budget().open(host, context.now());
    var stoppages = HostStoppages.of(opened, plan.maintenance(), context.complete());
    var state = withSilent(opened, stoppages, context.now());
    var predicted = Predictions.of(state, plan.maintenance(), context.now());
    statuses.addAll(Statuses.of(state, stoppages, predicted, context.budget(), plan.notes()));
    return state;
  }

  /// People dismissed these findings: they explain and predict nothing any more.
  private static HostState dismissing(HostState state, Set<String> dismissed) {
    if (dismissed.isEmpty()) return state;
    var lost =
        state.configuration().lost().stream()
            .filter(fault -> !dismissed.contains(fault.finding()))
            .toList();
    if (lost.size() == state.configuration().lost().size()) return state;
    return state.with(state.configuration().withLost(lost));
  }

  /// Lines that concern no job still show that the host is alive.
  private static HostState seen(HostState state, Instant newest) {
    return newest.isAfter(state.signs().lastLine())
        ? state.with(state.signs().lineAt(newest))
        : state;
  }

  private static Optional<Instant> firstLine(HostState from, List<Evidence> fresh) {
    return fresh.stream()
        .filter(LogRecord.class::isInstance)
        .map(Evidence::at)
        .filter(from.signs().lastLine()::isBefore)
        .min(Instant::compareTo);
  }

  /// A scheduler or host that was silent once has a document of its own from then on.
  private static HostState withSilent(
      HostState state, Map<String, Stoppage> stoppages, Instant now) {
    var next = state;
    for (var stoppage : stoppages.values()) {
      if (stoppage.job().kind().standsForMany()) next = withSilent(next, stoppage.job(), now);
    }
    return next;
  }

  static HostState withSilent(HostState state, Job job, Instant now) {
    var known = state.jobs().get(job.id());
    if (known != null && known.job().equals(job)) return state;
    var jobs = new LinkedHashMap<>(state.jobs());
    jobs.put(
        job.id(), known == null ? JobState.found(job, now).lookAt(Instant.MAX) : known.with(job));
    return state.with(jobs);
  }

  /// What was collected on the way.
  private static final class Work {
    private HostState state;
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, List<SizeSample>> sizes = new HashMap<>();
    private final Map<String, List<Instant>> lateRuns = new HashMap<>();
    private final List<JobState> removed = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<Audited> audits = new ArrayList<>();
    private final List<Evidence> slow = new ArrayList<>();
    private final List<Evidence> later = new ArrayList<>();

    Work(HostState from) {
      this.state = from;
    }

    void take(EvidenceFold.Result result) {
      take(result.folded());
      audits.addAll(result.audits());
      slow.addAll(result.left().slow());
      later.addAll(result.left().later());
    }

    void take(Folded folded) {
      state = folded.state();
      runs.addAll(folded.runs());
      folded.sizes().forEach((job, samples) -> sizes.merge(job, samples, Work::both));
      folded.lateRuns().forEach((job, times) -> lateRuns.merge(job, times, Work::both));
      removed.addAll(folded.removed());
      forgotten.addAll(folded.forgotten());
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
      var all = new ArrayList<>(one);
      all.addAll(other);
      return all;
    }
  }

  /// A host that was never seen before.
  static HostState found(Host host, List<Evidence> evidence, WatchSettings settings) {
    var since = evidence.stream().map(Evidence::at).min(Instant::compareTo).orElse(Instant.EPOCH);
    return HostState.found(host, since, settings.zones().apply(host));
  }
}
