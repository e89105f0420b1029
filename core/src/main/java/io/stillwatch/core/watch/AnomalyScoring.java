// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.core.feedback.Thresholds;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.state.Alarm;
import io.stillwatch.core.state.Alarms;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.LearningSpans;
import io.stillwatch.core.state.Opinion;
import io.stillwatch.core.state.Opinion.Certainty;
import io.stillwatch.core.watch.judge.HostView;
import io.stillwatch.core.watch.judge.JobJudge;
import io.stillwatch.core.watch.stoppage.StoppagePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the detector about jobs.
final class AnomalyScoring {
  /// Below this a score means "as usual" and is not worth a document.
  private static final double WORTH_KEEPING = 3;

  private static final int PAUSES_A_PERIOD = 8;
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(5);

  /// Jobs that are asked about more often than this leave only what is unusual.
  private static final Duration FREQUENT = Duration.ofMinutes(30);

  private static final double UNUSUAL = 25;

  /// Jobs that are scored at once, as soon as so many are due; all of a host are.
  private static final int TOGETHER = 512;

  private final Detector detector;

  AnomalyScoring(Detector detector) {
    this.detector = detector;
  }

  /// The host with new opinions on its jobs, as far as it is time to ask about them, and the
  /// anomalies worth keeping.
  record Scored(HostState state, List<Anomaly> anomalies) {}

  /// The jobs of a host that it is time to ask about, each as of an instant.
  private record Due(HostView view, List<DueJob> jobs) {}

  private record DueJob(JobState job, Instant at) {}

  /// The hosts in the same order. Jobs of many hosts are scored together, some hundreds at once, so
  /// that their histories are not all in memory.
  List<Scored> score(List<HostView> views, Thresholds thresholds) {
    if (detector.model().isEmpty())
      return views.stream().map(view -> new Scored(view.state(), List.of())).toList();
    var scored = new ArrayList<Scored>();
    var together = new ArrayList<Due>();
    int jobs = 0;
    for (var view : views) {
      var due = due(view);
      together.add(due);
      jobs += due.jobs().size();
      if (jobs < TOGETHER) continue;
      scored.addAll(together(together, thresholds));
      together.clear();
      jobs = 0;
    }
    scored.addAll(together(together, thresholds));
    return scored;
  }

  /// A job is scored only up to the instant at which its evidence is complete and its host was
  /// known to be alive: what was not seen is not scored. While it is not expected, it is not scored
  /// either: what was found before goes on.
  private static Due due(HostView view) {
    var due = new ArrayList<DueJob>();
    for (var job : view.state().jobs().values()) {
      if (job.retired() || job.job().kind().standsForMany() || job.runs().isEmpty()) continue;
      var at = view.seenUntil(job.job());
      if (!isTime(job, view.plan(), at)) continue;
      boolean planned = view.plan().maintenance().at(job.job(), at).isPresent();
      if (!planned) due.add(new DueJob(job, at));
    }
    return new Due(view, due);
  }

  private List<Scored> together(List<Due> hosts, Thresholds thresholds) {
    var requests = new ArrayList<ScoringRequest>();
    for (var host : hosts) {
      for (var due : host.jobs())
        requests.add(new ScoringRequest(recent(due.job(), host.view(), due.at()), due.at()));
    }
    var opinions = new HashMap<String, Anomaly>();
    if (!requests.isEmpty())
      detector.score(requests).forEach(opinion -> opinions.put(opinion.job(), opinion));
    return hosts.stream().map(host -> scored(host, opinions, thresholds)).toList();
  }

  private static Scored scored(Due host, Map<String, Anomaly> opinions, Thresholds thresholds) {
    var state = host.view().state();
    if (host.jobs().isEmpty()) return new Scored(state, List.of());
    var jobs = new LinkedHashMap<>(state.jobs());
    var worth = new ArrayList<Anomaly>();
    for (var due : host.jobs()) {
      var job = due.job();
      var opinion =
          Optional.ofNullable(opinions.get(job.id())).map(one -> needed(one, job, thresholds));
      jobs.put(job.id(), asked(job, opinion, due.at()));
      opinion.filter(one -> one.score() >= worthKeeping(job)).ifPresent(worth::add);
    }
    return new Scored(state.with(jobs), worth);
  }

  /// Several times a period, and once a run was missed that the last opinion could not know of.
  private static boolean isTime(JobState job, Plan plan, Instant at) {
    var asked = job.opinion().askedAt();
    var streak = job.judgements().streak();
    var missed = streak.none() ? Instant.MIN : streak.lastDue().plus(grace(job, plan));
    if (asked.isBefore(missed)) return asked.isBefore(at);
    return !asked.plus(pause(job)).isAfter(at);
  }

  private static Duration grace(JobState job, Plan plan) {
    return JobJudge.grace(job, plan.notes().of(job.job()));
  }

  private static Duration pause(JobState job) {
    var period = job.job().schedule().period();
    if (!period.isPositive()) return FREQUENT;
    var least = Durations.shorter(SHORTEST_PAUSE, period.dividedBy(2));
    var pause = period.dividedBy(PAUSES_A_PERIOD);
    return Durations.longer(pause, least);
  }

  private static double worthKeeping(JobState job) {
    return pause(job).compareTo(FREQUENT) < 0 ? UNUSUAL : WORTH_KEEPING;
  }

  private static JobState asked(JobState job, Optional<Anomaly> scored, Instant at) {
    var opinion = opinion(job, scored, at);
    boolean over = job.opinion().certain() && !opinion.certain();
    return (over ? job.withExcluded(LearningSpans.odd(job)) : job).with(opinion);
  }

  private static Anomaly needed(Anomaly scored, JobState job, Thresholds thresholds) {
    var symptom = scored.reconstruction().symptom();
    return scored.withNeeded(thresholds.of(job.job(), symptom).score());
  }

  private static Opinion opinion(JobState job, Optional<Anomaly> scored, Instant at) {
    var before = job.opinion();
    if (scored.isEmpty()) return Opinion.calm(at, before.alarms().ended(at));
    double score = scored.get().score();
    double needed = scored.get().needed();
    var reconstruction = scored.get().reconstruction();
    int sustained = StoppagePolicy.sustained(before, score, needed, reconstruction.symptom());
    var startedAt = scored.get().startedAt();
    boolean goesOn = sustained > 1 && before.startedAt().isBefore(startedAt);
    var opinion =
        new Opinion(
            at,
            goesOn ? before.startedAt() : startedAt,
            score,
            reconstruction.error(),
            reconstruction.threshold(),
            reconstruction.symptom(),
            reconstruction.contributions().stream()
                .findFirst()
                .map(Contribution::inWords)
                .orElse(""),
            new Certainty(sustained, needed, before.alarms()));
    return opinion.with(alarms(job, opinion));
  }

  private static Alarms alarms(JobState job, Opinion opinion) {
    var at = opinion.askedAt();
    var symptom = opinion.symptom();
    boolean alone = symptom.isUnseenBy(job.job().schedule());
    if (!opinion.certain() || !alone) return opinion.alarms().ended(at);
    var needed = opinion.certainty().needed();
    return opinion.alarms().with(Alarm.noticed(at, symptom, opinion.score(), needed));
  }

  /// The window of the detector is in the state: no store is asked. Runs by other times than those
  /// of the present configuration say nothing of it.
  private static JobHistory recent(JobState job, HostView view, Instant at) {
    var since = job.lifecycle().scheduledSince();
    var read = new Interval(Instants.earlier(job.runs().at(0), at), at);
    var unseen = LearningSpans.unseen(job, view.state().signs(), view.plan().maintenance(), read);
    return new JobHistory(
        job.job(),
        job.runs().instants().stream().filter(run -> !run.isBefore(since)).toList(),
        job.runs().ended(since),
        job.sizes().history(),
        unseen,
        LearningSpans.odd(job).spans(),
        job.lifecycle().since());
  }
}
