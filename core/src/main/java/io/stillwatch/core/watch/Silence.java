// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides when a job that missed runs has stopped, by schedule, sequence and evidence together.
///
/// The schedule says that a run is missing; the autoencoder says how unusual the whole sequence is.
/// A job of twelve hours or more has stopped at its first miss, an hourly one at its second, a more
/// frequent one at its third; one miss fewer is enough if the autoencoder calls the window
/// critical.
final class Silence {
  private static final double CRITICAL = 75;

  /// Below this the autoencoder has seen nothing, and says nothing in a message.
  private static final double UNUSUAL = 25;

  private static final double FIRST_MISS = 60;
  private static final double CERTAIN = 100;

  private Silence() {}

  /// `failuresCount` says that started runs which cannot work count as missed ones.
  static Optional<Stoppage> of(
      JobTrack track,
      Optional<Anomaly> opinion,
      boolean failuresCount,
      FreeSpace free,
      Instant now) {
    var missed = missedInARow(track, failuresCount);
    if (missed.isEmpty()) return Optional.empty();
    var first = missed.getFirst();
    var score = opinion.filter(anomaly -> !anomaly.at().isBefore(first.due()));
    if (missed.size() < needed(track, score)) return Optional.empty();
    double combined = Math.max(scoreOf(missed.size()), score.map(Anomaly::score).orElse(0.0));
    return Optional.of(
        new Stoppage(
            track.job(),
            first.due(),
            track.lastRunBefore(first.due()).orElse(Instant.EPOCH),
            missed.size(),
            Math.min(CERTAIN, combined),
            growth(track, free),
            reasons(track.job(), missed, score, now)));
  }

  private static int needed(JobTrack track, Optional<Anomaly> score) {
    var period = track.job().schedule().period();
    int needed = 3;
    if (period.compareTo(Duration.ofHours(12)) >= 0) needed = 1;
    else if (period.compareTo(Duration.ofHours(1)) >= 0) needed = 2;
    boolean critical = score.filter(anomaly -> anomaly.score() >= CRITICAL).isPresent();
    return critical ? Math.max(1, needed - 1) : needed;
  }

  /// The misses since the last run, the first one first; unknown ones are passed over.
  private static List<JudgedRun> missedInARow(JobTrack track, boolean failuresCount) {
    var missed = new ArrayList<JudgedRun>();
    for (var judged : track.verdicts().descendingMap().values()) {
      boolean silent =
          judged.verdict() instanceof Verdict.Missed
              || (failuresCount && judged.verdict() instanceof Verdict.Failed);
      if (silent) missed.addFirst(judged);
      else if (!(judged.verdict() instanceof Verdict.Unknown)) break;
    }
    return missed;
  }

  /// 60 at the first miss, rising towards 100: two misses are worse than one.
  private static double scoreOf(int misses) {
    return CERTAIN - (CERTAIN - FIRST_MISS) * Math.pow(0.8, misses - 1.0);
  }

  private static Growth growth(JobTrack track, FreeSpace free) {
    if (track.job().kind() == JobKind.CRON || track.sizes().isEmpty()) return Growth.UNKNOWN;
    var last = track.sizes().lastEntry().getValue();
    var since = track.sizes().higherEntry(track.lastRun().orElse(track.since()));
    if (since == null) return new Growth(last.activeBytes(), 0, Instant.MAX);
    SizeSample first = since.getValue();
    double days = Duration.between(first.at(), last.at()).toMinutes() / (24.0 * 60);
    double perDay = days > 0 ? (last.activeBytes() - first.activeBytes()) / days : 0;
    double growing = Math.max(0, perDay);
    return new Growth(
        last.activeBytes(), growing, growing > 0 ? free.fullAt(growing) : Instant.MAX);
  }

  private static List<String> reasons(
      Job job, List<JudgedRun> missed, Optional<Anomaly> score, Instant now) {
    var reasons = new ArrayList<String>();
    var what = job.kind() == JobKind.CRON ? "run" : "rotation";
    var first = missed.getFirst();
    switch (missed.getLast().verdict()) {
      case Verdict.Failed(_, var how) -> reasons.add("cron starts it, but it cannot work: " + how);
      default ->
          reasons.add(
              String.format(
                  Locale.ROOT,
                  "%d expected %s%s missing since %s (expected %s)",
                  missed.size(),
                  what,
                  missed.size() == 1 ? "" : "s",
                  first.due(),
                  job.schedule().inWords()));
    }
    score
        .filter(anomaly -> anomaly.score() >= UNUSUAL)
        .ifPresent(anomaly ->
            reasons.add(
                String.format(
                    Locale.ROOT,
                    "sequence score %.0f of 100: error %.3f, usual limit %.3f",
                    anomaly.score(),
                    anomaly.reconstruction().error(),
                    anomaly.reconstruction().threshold())));
    reasons.add("silent for " + Durations.words(Duration.between(first.due(), now)));
    return reasons;
  }
}
