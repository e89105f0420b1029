// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the detector for its opinion on each job, and trains it when its time has come.
final class Opinions {
  /// Below this a score says "as ever" and is not worth a document.
  private static final double WORTH_KEEPING = 3;

  private static final Duration LEAST_PAUSE = Duration.ofMinutes(30);
  private static final int PAUSES_A_PERIOD = 8;

  private final Detector detector;
  private final WatchSettings settings;
  private final Map<String, Anomaly> latest = new HashMap<>();
  private final Map<String, Instant> askedAt = new HashMap<>();
  private Instant attemptedAt;
  private Detector.TrainingProgress progress = Detector.TrainingProgress.none();

  Opinions(Detector detector, WatchSettings settings) {
    this.detector = detector;
    this.settings = settings;
    this.attemptedAt = detector.model().map(ModelCard::trainedAt).orElse(Instant.EPOCH);
  }

  void progress(Detector.TrainingProgress listener) {
    progress = listener;
  }

  Optional<Anomaly> of(String job) {
    return Optional.ofNullable(latest.get(job));
  }

  /// Frozen while an alert is open: a stop of 180 days never becomes normal.
  Optional<ModelCard> trainIfDue(Collection<JobTrack> tracks, List<Alert> open, Instant now)
      throws InterruptedException {
    var first = tracks.stream().map(JobTrack::since).min(Instant::compareTo);
    if (first.isEmpty() || first.get().plus(settings.trainAfter()).isAfter(now))
      return Optional.empty();
    boolean fresh = attemptedAt.plus(settings.retrainEvery()).isAfter(now);
    if (fresh || (detector.model().isPresent() && !open.isEmpty())) return Optional.empty();
    attemptedAt = now;
    var past = tracks.stream().map(track -> history(track, excluded(track, open, now))).toList();
    return detector.train(past, now, progress);
  }

  private static List<Interval> excluded(JobTrack track, List<Alert> open, Instant now) {
    return open.stream()
        .flatMap(alert -> alert.stoppages().stream())
        .filter(stoppage -> stoppage.job().id().equals(track.job().id()))
        .map(stoppage -> new Interval(stoppage.lastSeen(), now))
        .toList();
  }

  private static JobHistory history(JobTrack track, List<Interval> excluded) {
    return new JobHistory(
        track.job(),
        List.copyOf(track.runs()),
        List.copyOf(track.sizes().values()),
        track.blind(),
        excluded,
        track.since());
  }

  /// The opinions worth keeping; jobs are asked about a few times in each of their periods.
  List<Anomaly> score(Collection<JobTrack> tracks, Instant now) {
    if (detector.model().isEmpty()) return List.of();
    var due = new ArrayList<JobHistory>();
    for (var track : tracks) {
      var pause = track.job().schedule().period().dividedBy(PAUSES_A_PERIOD);
      if (pause.compareTo(LEAST_PAUSE) < 0) pause = LEAST_PAUSE;
      var asked = askedAt.get(track.job().id());
      if (asked != null && asked.plus(pause).isAfter(now)) continue;
      askedAt.put(track.job().id(), now);
      due.add(history(track, List.of()));
    }
    var opinions = detector.score(due, now);
    opinions.forEach(opinion -> latest.put(opinion.job(), opinion));
    return opinions.stream().filter(opinion -> opinion.score() >= WORTH_KEEPING).toList();
  }
}
