// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Keeps schedules and drivers of all jobs up to date and judges their due times.
final class Verdicts {
  private static final Duration LEARN_EVERY = Duration.ofHours(6);
  private static final int SAME_SLOT_MINUTES = 10;

  private final JobBook book;
  private final ZoneId zone;
  private final Map<String, Instant> learnedAt = new HashMap<>();

  Verdicts(JobBook book, ZoneId zone) {
    this.book = book;
    this.zone = zone;
  }

  List<JudgedRun> judge(List<SourceState> sources, List<Finding> open, Instant now) {
    var lost = lostJobs(open);
    var judged = new ArrayList<JudgedRun>();
    var crons = book.tracks().stream().filter(track -> track.job().kind() == JobKind.CRON).toList();
    var rotations =
        book.tracks().stream().filter(track -> track.job().kind() != JobKind.CRON).toList();
    for (var track : crons) { // first, for rotations are due when their drivers are
      learn(track);
      var heardSince = book.host(track.job().host()).map(host -> host.heardSince(track.job()));
      if (heardSince.filter(now::isAfter).isEmpty()) continue;
      if (track.settledUntil().isBefore(heardSince.get())) track.settledUntil(heardSince.get());
      var coverage =
          new Coverage(
              logsCompleteUntil(sources, track.job().host()), Collections.emptyNavigableSet());
      var why = Optional.ofNullable(lost.get(track.job().id()));
      judged.addAll(Judge.judge(track, Optional.empty(), coverage, why, now));
    }
    for (var track : rotations) {
      learn(track);
      findDriver(track);
      judged.addAll(
          Judge.judge(track, driver(track), listingCoverage(track), Optional.empty(), now));
    }
    return judged;
  }

  /// The jobs that a certain fault keeps from working, with the fault's title.
  private static Map<String, String> lostJobs(List<Finding> open) {
    var lost = new HashMap<String, String>();
    for (var finding : open) {
      if (finding.stopsJobs())
        finding.jobsLost().forEach(job -> lost.put(job, finding.explanation().title()));
    }
    return lost;
  }

  private Optional<JobTrack> driver(JobTrack track) {
    return track.job().driver().isEmpty() ? Optional.empty() : book.track(track.job().driver());
  }

  private void findDriver(JobTrack track) {
    if (driver(track).isPresent()) return;
    Drivers.of(track, book.tracks(), book::commandsOf)
        .ifPresent(driver -> track.job(track.job().withDriver(driver.id())));
  }

  private void learn(JobTrack track) {
    var job = track.job();
    var last = track.lastRun();
    if (job.definition().configured() || last.isEmpty()) return;
    var learned = learnedAt.get(job.id());
    boolean habit = job.schedule() instanceof Schedule.Habit;
    if (learned != null && !last.get().isAfter(habit ? learned.plus(LEARN_EVERY) : learned)) return;
    learnedAt.put(job.id(), last.get());
    var hostBook = book.host(job.host());
    var since = hostBook.map(HostBook::since).orElse(track.since());
    var first = track.runs().first();
    var from = first.isBefore(since) ? first : since;
    var schedule =
        HabitLearner.learn(track.runs(), from, hostBook.map(HostBook::zone).orElse(zone));
    if (sameHabit(job.schedule(), schedule)) return;
    track.job(job.withSchedule(schedule));
    track.settledUntil(last.get());
  }

  /// A median that wanders by a few minutes is the same habit; its due times must not wander with
  /// it.
  private static boolean sameHabit(Schedule before, Schedule now) {
    if (!(before instanceof Schedule.Habit(var old, _, _, _))) return before.equals(now);
    if (!(now instanceof Schedule.Habit(var slots, _, _, _)) || old.size() != slots.size())
      return false;
    var others = new TreeSet<>(slots);
    return old.stream()
        .allMatch(slot ->
            !others.subSet(slot - SAME_SLOT_MINUTES, slot + SAME_SLOT_MINUTES + 1).isEmpty());
  }

  private static Instant logsCompleteUntil(List<SourceState> sources, Host host) {
    return sources.stream()
        .filter(state -> state.host().equals(host))
        .filter(state ->
            state.reports() == SourceState.Reports.LOG_LINES
                || state.reports() == SourceState.Reports.LISTINGS_AND_LINES)
        .map(SourceState::completeUntil)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private Coverage listingCoverage(JobTrack track) {
    var listings =
        book.host(track.job().host())
            .map(HostBook::listings)
            .orElse(Collections.emptyNavigableSet());
    return new Coverage(listings.isEmpty() ? Instant.MIN : listings.last(), listings);
  }

  /// Whether started runs that cannot work count as silence: only where no effect of the job is
  /// seen.
  boolean failuresCount(JobTrack track) {
    var id = track.job().id();
    return track.job().kind() == JobKind.CRON
        && book.tracks().stream().noneMatch(other -> other.job().driver().equals(id));
  }
}
