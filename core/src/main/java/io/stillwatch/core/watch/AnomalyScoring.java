// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.feedback.Thresholds;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.Alarm;
import io.stillwatch.core.state.Alarms;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Opinion;
import io.stillwatch.core.state.Opinion.Certainty;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.judge.HostView;
import io.stillwatch.core.watch.judge.JobJudge;
import io.stillwatch.core.watch.stoppage.StoppagePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Asks the detector about jobs, and trains it when its time has come.
final class AnomalyScoring {
  /// Below this a score means "as usual" and is not worth a document.
  private static final double WORTH_KEEPING = 3;

  private static final int PAUSES_A_PERIOD = 8;
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(5);

  /// Jobs that are asked about more often than this leave only what is unusual.
  private static final Duration FREQUENT = Duration.ofMinutes(30);

  private static final double UNUSUAL = 25;
  private static final Duration AROUND_CLOCK_CHANGE = Duration.ofHours(3);

  /// More jobs teach the one shared model nothing new.
  private static final int MOST_JOBS_TO_TRAIN_ON = 500;

  private static final Duration LONGEST_HISTORY = Duration.ofDays(365);

  private final Detector detector;
  private final WatchSettings settings;
  private final Outcomes stores;
  private Instant attemptedAt;
  private Detector.TrainingProgress progress = Detector.TrainingProgress.none();

  AnomalyScoring(Detector detector, WatchSettings settings, Outcomes stores) {
    this.detector = detector;
    this.settings = settings;
    this.stores = stores;
    this.attemptedAt = detector.model().map(ModelCard::trainedAt).orElse(Instant.EPOCH);
  }

  void progress(Detector.TrainingProgress listener) {
    progress = listener;
  }

  /// The host with new opinions on its jobs, as far as it is time to ask about them, and the
  /// anomalies worth keeping.
  record Scored(HostState state, List<Anomaly> anomalies) {}

  /// A job is scored only up to the instant at which its evidence is complete and its host was
  /// known to be alive: what was not seen is not scored.
  Scored score(HostView view, Thresholds thresholds) {
    var state = view.state();
    if (detector.model().isEmpty()) return new Scored(state, List.of());
    var due = new TreeMap<Instant, List<JobState>>();
    for (var job : state.jobs().values()) {
      if (job.retired() || job.job().kind().standsForMany() || job.runs().isEmpty()) continue;
      var at = view.seenUntil(job.job());
      if (isTime(job, at)) due.computeIfAbsent(at, _ -> new ArrayList<>()).add(job);
    }
    if (due.isEmpty()) return new Scored(state, List.of());
    var jobs = new LinkedHashMap<>(state.jobs());
    var worth = new ArrayList<Anomaly>();
    due.forEach((at, asked) -> {
      var opinions = new HashMap<String, Anomaly>();
      detector
          .score(asked.stream().map(job -> recent(job, state.signs(), at)).toList(), at)
          .forEach(opinion -> opinions.put(opinion.job(), opinion));
      for (var job : asked) {
        var opinion =
            Optional.ofNullable(opinions.get(job.id())).map(one -> needed(one, job, thresholds));
        jobs.put(job.id(), asked(job, opinion, at));
        opinion.filter(one -> one.score() >= worthKeeping(job)).ifPresent(worth::add);
      }
    });
    return new Scored(state.with(jobs), worth);
  }

  /// Several times a period, and once a run was missed that the last opinion could not know of.
  private static boolean isTime(JobState job, Instant at) {
    var asked = job.opinion().askedAt();
    var streak = job.judgements().streak();
    var missed = streak.none() ? Instant.MIN : streak.lastDue().plus(JobJudge.grace(job));
    if (asked.isBefore(missed)) return asked.isBefore(at);
    return !asked.plus(pause(job)).isAfter(at);
  }

  private static Duration pause(JobState job) {
    var period = job.job().schedule().period();
    if (!period.isPositive()) return FREQUENT;
    var least = least(SHORTEST_PAUSE, period.dividedBy(2));
    var pause = period.dividedBy(PAUSES_A_PERIOD);
    return pause.compareTo(least) < 0 ? least : pause;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static double worthKeeping(JobState job) {
    return pause(job).compareTo(FREQUENT) < 0 ? UNUSUAL : WORTH_KEEPING;
  }

  private static JobState asked(JobState job, Optional<Anomaly> scored, Instant at) {
    var opinion = opinion(job, scored, at);
    boolean over = job.opinion().certain() && !opinion.certain();
    return (over ? job.withExcluded(odd(job)) : job).with(opinion);
  }

  /// What was excluded from learning before, and the span in which the autoencoder found the job
  /// odd: it never becomes usual.
  private static Intervals odd(JobState job) {
    var excluded = job.lifecycle().excluded();
    var opinion = job.opinion();
    if (!opinion.certain() || !opinion.startedAt().isBefore(opinion.askedAt())) return excluded;
    return excluded.with(new Interval(opinion.startedAt(), opinion.askedAt()), Duration.ZERO);
  }

  /// The spans that say nothing about the job: no evidence, host off or silent, clock set, and the
  /// hours around the last change of summer time, when daemons shift, skip and repeat runs.
  private static Intervals unseen(JobState job, HostSigns signs, Instant until) {
    var unseen = job.judgements().unknown();
    var change = job.job().schedule().zone().getRules().previousTransition(until);
    if (change != null) {
      var at = change.getInstant();
      var around = new Interval(at.minus(AROUND_CLOCK_CHANGE), at.plus(AROUND_CLOCK_CHANGE));
      unseen = unseen.with(around, Duration.ZERO);
    }
    for (var away : List.of(signs.off(), signs.silent(), signs.clockChanges()))
      for (var span : away.spans()) unseen = unseen.with(span, Duration.ZERO);
    return unseen;
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
                .map(AnomalyScoring::words)
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

  private static String words(Contribution oddest) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f, expected %.2f",
        oddest.feature(),
        oddest.observed(),
        oddest.expected());
  }

  /// The window of the detector is in the state: no store is asked. Runs by other times than those
  /// of the present configuration say nothing of it.
  private static JobHistory recent(JobState job, HostSigns signs, Instant at) {
    var since = job.lifecycle().scheduledSince();
    return new JobHistory(
        job.job(),
        job.runs().instants().stream().filter(run -> !run.isBefore(since)).toList(),
        job.sizes().history(),
        unseen(job, signs, at).spans(),
        odd(job).spans(),
        job.lifecycle().since());
  }

  /// A job with an open alert teaches nothing: a stop of 180 days never becomes normal.
  Optional<ModelCard> trainIfDue(Collection<HostState> hosts, List<Alert> open, Instant now)
      throws StoreException, InterruptedException {
    var first = hosts.stream().map(HostState::since).min(Comparator.naturalOrder());
    if (first.isEmpty() || first.get().plus(settings.trainAfter()).isAfter(now))
      return Optional.empty();
    if (attemptedAt.plus(settings.retrainEvery()).isAfter(now)) return Optional.empty();
    attemptedAt = now;
    var past = new ArrayList<JobHistory>();
    for (var sampled : sample(hosts, members(open))) past.add(whole(sampled, now));
    return detector.train(past, now, progress);
  }

  private static Set<String> members(List<Alert> open) {
    var members = new HashSet<String>();
    for (var alert : open) for (var stoppage : alert.stoppages()) members.add(stoppage.job().id());
    return members;
  }

  /// A job to train on, and when its host was seen.
  private record Sampled(JobState job, HostSigns signs) {}

  /// Jobs spread over the fleet: every so many in the order of their ids.
  private static List<Sampled> sample(Collection<HostState> hosts, Set<String> frozen) {
    var jobs =
        hosts.stream()
            .flatMap(
                host -> host.jobs().values().stream().map(job -> new Sampled(job, host.signs())))
            .filter(one -> !one.job().job().kind().standsForMany() && !one.job().retired())
            .filter(one -> !frozen.contains(one.job().id()))
            .sorted(Comparator.comparing(one -> one.job().id()))
            .toList();
    int step = Math.max(1, Math.ceilDiv(jobs.size(), MOST_JOBS_TO_TRAIN_ON));
    var sample = new ArrayList<Sampled>();
    for (int i = 0; i < jobs.size(); i += step) sample.add(jobs.get(i));
    return sample;
  }

  private JobHistory whole(Sampled sampled, Instant now) throws StoreException {
    var job = sampled.job();
    var from = now.minus(LONGEST_HISTORY);
    var since = job.lifecycle().scheduledSince();
    if (since.isAfter(from)) from = since;
    var runs = stores.runs().runs(job.id(), from, now.plusMillis(1)).stream().map(Run::at).toList();
    return new JobHistory(
        job.job(),
        runs,
        stores.sizes().sizes(job.id(), from, now.plusMillis(1)),
        unseen(job, sampled.signs(), now).spans(),
        odd(job).spans(),
        job.lifecycle().since());
  }
}
