// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.state.Alarm;
import io.stillwatch.core.state.FreeSpace;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements.PastStreak;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.state.Opinion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides whether a job has stopped, by schedule and sequence together. Pure.
///
/// 1. A job of twelve hours or more has stopped at its first bad run, one of an hour or more at its
///    second, a more frequent one at its third.
/// 2. One fewer is enough if the autoencoder is certain that a silence began with the first; not of
///    a job that runs more often than hourly.
/// 3. What the job recovered from by itself twice, it is used to: one more than that is needed,
///    whatever the autoencoder says.
/// 4. Without a bad run, the autoencoder decides alone if it reaches the threshold that applies
///    twice in a row, and either no schedule is known, or what is unusual is the rhythm or the
///    volume, which no schedule sees; and if the budget of alerts lets it. What it decided lasts
///    until its score falls below 50.
public final class StoppagePolicy {
  /// Below this the autoencoder is certain no longer.
  private static final double CALM_SCORE = 50;

  /// Below this the autoencoder has seen nothing, and adds nothing to a message.
  private static final double UNUSUAL = 25;

  private static final double FAR = 75;

  private static final int FREQUENT = 3;
  private static final int USED_TO = 2;
  private static final int MOST_USED_TO = 3;
  private static final double FIRST_MISS = 60;
  private static final double MOST = 100;

  private StoppagePolicy() {}

  public static Optional<Stoppage> of(JobState job, FreeSpace free) {
    if (job.retired()) return Optional.empty();
    var streak = job.judgements().streak();
    return streak.none() ? alone(job, free) : ofStreak(job, streak, free);
  }

  private static Optional<Stoppage> ofStreak(JobState job, Streak streak, FreeSpace free) {
    var opinion = job.opinion();
    boolean about = !opinion.askedAt().isBefore(streak.firstMissed());
    double sequence = about ? opinion.score() : 0;
    int least = least(job.job().schedule().period());
    var recovered = job.judgements().recovered();
    int bySchedule = needed(least, recovered);
    boolean certain = sequence >= Anomaly.CERTAIN_SCORE && opinion.symptom() == Symptom.SILENCE;
    boolean helps = certain && least < FREQUENT;
    int needed = helps ? needed(Math.max(1, least - 1), recovered) : bySchedule;
    if (streak.bad() < needed) return Optional.empty();
    var basis = basis(streak, streak.bad() < bySchedule);
    double score = Math.min(MOST, Math.max(scoreOf(streak.bad()), sequence));
    return Optional.of(
        new Stoppage(
            job.job(),
            streak.firstMissed(),
            job.runs().lower(streak.firstMissed()).orElse(Instant.EPOCH),
            streak.bad(),
            score,
            growth(job, free),
            reasons(job, streak, sequence),
            List.of(),
            new Origin(job.job().group(), basis, sequence)));
  }

  private static Basis basis(Streak streak, boolean helped) {
    if (helped) return Basis.SCHEDULE_AND_SEQUENCE;
    return streak.failed() > streak.missed() ? Basis.FAILURES : Basis.SCHEDULE;
  }

  /// How many bad runs in a row are a stoppage, if so many are one for a job that is used to none.
  static int needed(int least, List<PastStreak> recovered) {
    var lengths =
        recovered.stream()
            .map(PastStreak::length)
            .filter(length -> length >= least && length < least + MOST_USED_TO)
            .sorted(Comparator.reverseOrder())
            .toList();
    return lengths.size() < USED_TO ? least : lengths.get(USED_TO - 1) + 1;
  }

  static int least(Duration period) {
    if (period.compareTo(Duration.ofHours(12)) >= 0) return 1;
    return period.compareTo(Duration.ofHours(1)) >= 0 ? 2 : FREQUENT;
  }

  private static Optional<Stoppage> alone(JobState job, FreeSpace free) {
    var opinion = job.opinion();
    if (opinion.alarms().current().filter(Alarm::opened).isEmpty()) return Optional.empty();
    return Optional.of(
        new Stoppage(
            job.job(),
            opinion.startedAt(),
            job.runs().last().orElse(Instant.EPOCH),
            1,
            opinion.score(),
            growth(job, free),
            List.of(sentence(opinion)),
            List.of(),
            new Origin(job.job().group(), Basis.SEQUENCE, opinion.score())));
  }

  /// How often in a row the autoencoder was certain of a symptom, with a new score that had to
  /// reach `needed`.
  public static int sustained(Opinion before, double score, double needed, Symptom symptom) {
    int known = before.symptom() == symptom ? before.certainty().sustained() : 0;
    if (score >= needed) return known + 1;
    return score >= CALM_SCORE && before.certain() ? known : 0;
  }

  /// 60 at the first miss, rising towards 100: two misses are worse than one.
  private static double scoreOf(int misses) {
    return MOST - (MOST - FIRST_MISS) * Math.pow(0.8, misses - 1.0);
  }

  private static Growth growth(JobState job, FreeSpace free) {
    var last = job.sizes().last();
    if (!job.job().kind().rotates() || last.isEmpty()) return Growth.UNKNOWN;
    var first = job.sizes().firstAfter(job.runs().last().orElse(job.lifecycle().since()));
    long bytes = last.get().activeBytes();
    if (first.isEmpty()) return new Growth(bytes, 0, Instant.MAX);
    double days = Duration.between(first.get().at(), last.get().at()).toMinutes() / (24.0 * 60);
    double perDay = days > 0 ? Math.max(0, (bytes - first.get().activeBytes()) / days) : 0;
    return perDay > 0
        ? new Growth(bytes, perDay, free.fullAt(perDay), free.room(perDay))
        : new Growth(bytes, perDay, Instant.MAX);
  }

  private static List<String> reasons(JobState job, Streak streak, double sequence) {
    var reasons = new ArrayList<String>();
    if (streak.failed() > 0) {
      reasons.add(
          count(streak.failed(), "run")
              + " failed since "
              + streak.firstMissed()
              + ": "
              + streak.how());
    }
    if (streak.missed() > 0) reasons.add(missing(job.job(), streak));
    if (sequence >= UNUSUAL) reasons.add(sentence(job.opinion()));
    return reasons;
  }

  private static String missing(Job job, Streak streak) {
    return count(streak.missed(), job.kind().rotates() ? "expected rotation" : "expected run")
        + " missing since "
        + streak.firstMissed()
        + " (expected "
        + job.schedule().inWords()
        + ")";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /// `the pattern of the last runs is far from normal: 15 periods since the last run, usually 0.6`
  private static String sentence(Opinion opinion) {
    var how = opinion.score() >= FAR ? "far from normal" : "not normal";
    var oddest = opinion.oddest();
    return "the pattern of the last runs is " + how + (oddest.isEmpty() ? "" : ": " + oddest);
  }
}
