// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Says which jobs will not run, before they are missed: a certain fault keeps them from it.
///
/// What was seen counts more than what was read: if the effect of a job was seen after the fault
/// was found, the fault does not keep it from working.
final class Predictions {
  private static final double SCORE = 50;

  private Predictions() {}

  /// One for each job, the next due time of it being the first that will be missed.
  static List<Stoppage> of(Collection<Finding> open, JobBook book, Instant now) {
    var foretold = new LinkedHashMap<String, Stoppage>();
    var certain =
        open.stream()
            .filter(Finding::stopsJobs)
            .sorted(Comparator.comparing(Finding::rule).thenComparing(Finding::id))
            .toList();
    for (var finding : certain) {
      for (var id : finding.jobsLost()) {
        if (foretold.containsKey(id) || workedSince(id, finding, book)) continue;
        book.track(id)
            .flatMap(track -> foretell(track, finding, now))
            .ifPresent(stoppage -> foretold.put(id, stoppage));
      }
    }
    var soonest = new ArrayList<>(foretold.values());
    soonest.sort(Comparator.comparing(Stoppage::firstMissed));
    return List.copyOf(soonest);
  }

  private static boolean workedSince(String job, Finding finding, JobBook book) {
    return book.tracks().stream()
        .filter(track -> track.job().driver().equals(job))
        .flatMap(track -> track.lastRun().stream())
        .anyMatch(ranAt -> ranAt.isAfter(finding.life().firstSeen()));
  }

  private static Optional<Stoppage> foretell(JobTrack track, Finding finding, Instant now) {
    var lastRun = track.lastRun();
    return track
        .job()
        .schedule()
        .nextAfter(now, lastRun.orElse(track.since()))
        .map(due ->
            new Stoppage(
                track.job(),
                due,
                lastRun.orElse(Instant.EPOCH),
                0,
                SCORE,
                Growth.UNKNOWN,
                List.of("it will not run: " + finding.explanation().title())));
  }
}
