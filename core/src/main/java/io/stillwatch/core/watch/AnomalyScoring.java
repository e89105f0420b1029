// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Opinion;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.stoppage.StoppagePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the detector about jobs, and trains it when its time has come.
final class AnomalyScoring {
  /// Below this a score means "as usual" and is not worth a document.
  private static final double WORTH_KEEPING = 3;

  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(30);
  private static final int PAUSES_A_PERIOD = 8;

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

  Scored score(HostState state, Instant now) {
    if (detector.model().isEmpty()) return new Scored(state, List.of());
    var due = new LinkedHashMap<String, JobState>();
    for (var job : state.jobs().values()) if (askable(job, now)) due.put(job.id(), job);
    if (due.isEmpty()) return new Scored(state, List.of());
    var histories = due.values().stream().map(AnomalyScoring::recent).toList();
    var opinions = new HashMap<String, Anomaly>();
    detector.score(histories, now).forEach(opinion -> opinions.put(opinion.job(), opinion));
    var jobs = new LinkedHashMap<>(state.jobs());
    due.forEach((id, job) -> jobs.put(id, job.with(opinion(job, opinions.get(id), now))));
    var worth = opinions.values().stream().filter(one -> one.score() >= WORTH_KEEPING).toList();
    return new Scored(state.with(jobs), worth);
  }

  private static boolean askable(JobState job, Instant now) {
    if (job.retired() || job.job().kind().standsForMany() || job.runs().isEmpty()) return false;
    var pause = job.job().schedule().period().dividedBy(PAUSES_A_PERIOD);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) pause = SHORTEST_PAUSE;
    return !job.opinion().askedAt().plus(pause).isAfter(now);
  }

  private static Opinion opinion(JobState job, @Nullable Anomaly scored, Instant now) {
    if (scored == null) return new Opinion(now, now, 0, 0, 0, "", 0);
    boolean certain = scored.score() >= StoppagePolicy.ALONE_SCORE;
    var reconstruction = scored.reconstruction();
    var feature =
        reconstruction.contributions().isEmpty()
            ? ""
            : reconstruction.contributions().getFirst().feature();
    return new Opinion(
        now,
        scored.startedAt(),
        scored.score(),
        reconstruction.error(),
        reconstruction.threshold(),
        feature,
        certain ? job.opinion().sustained() + 1 : 0);
  }

  /// The window of the detector is in the state: no store is asked.
  private static JobHistory recent(JobState job) {
    return new JobHistory(
        job.job(),
        job.runs().instants(),
        job.sizes().samples(),
        job.judgements().unknown().spans(),
        job.lifecycle().excluded().spans(),
        job.lifecycle().since());
  }

  /// Frozen while an alert is open: a stop of 180 days never becomes normal.
  Optional<ModelCard> trainIfDue(Collection<HostState> hosts, List<Alert> open, Instant now)
      throws StoreException, InterruptedException {
    var first = hosts.stream().map(HostState::since).min(Comparator.naturalOrder());
    if (first.isEmpty() || first.get().plus(settings.trainAfter()).isAfter(now))
      return Optional.empty();
    boolean fresh = attemptedAt.plus(settings.retrainEvery()).isAfter(now);
    if (fresh || (detector.model().isPresent() && !open.isEmpty())) return Optional.empty();
    attemptedAt = now;
    var past = new ArrayList<JobHistory>();
    for (var job : sample(hosts)) past.add(whole(job, open, now));
    return detector.train(past, now, progress);
  }

  /// Jobs spread over the fleet: every so many in the order of their ids.
  private static List<JobState> sample(Collection<HostState> hosts) {
    var jobs =
        hosts.stream()
            .flatMap(host -> host.jobs().values().stream())
            .filter(job -> !job.job().kind().standsForMany() && !job.retired())
            .sorted(Comparator.comparing(JobState::id))
            .toList();
    int step = Math.max(1, Math.ceilDiv(jobs.size(), MOST_JOBS_TO_TRAIN_ON));
    var sample = new ArrayList<JobState>();
    for (int i = 0; i < jobs.size(); i += step) sample.add(jobs.get(i));
    return sample;
  }

  private JobHistory whole(JobState job, List<Alert> open, Instant now) throws StoreException {
    var from = now.minus(LONGEST_HISTORY);
    var runs = stores.runs().runs(job.id(), from, now.plusMillis(1)).stream().map(Run::at).toList();
    var excluded = new ArrayList<>(job.lifecycle().excluded().spans());
    for (var alert : open) {
      for (var stoppage : alert.stoppages()) {
        if (stoppage.job().id().equals(job.id()) && stoppage.lastSeen().isBefore(now))
          excluded.add(new Interval(stoppage.lastSeen(), now));
      }
    }
    return new JobHistory(
        job.job(),
        runs,
        stores.sizes().sizes(job.id(), from, now.plusMillis(1)),
        job.judgements().unknown().spans(),
        excluded,
        job.lifecycle().since());
  }
}
