// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.JobState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Folds one listing: which logs were rotated since the last one, and how large they are.
final class ListingFold {
  private static final int RUNS_TO_LEARN = 3;

  private ListingFold() {}

  static void add(HostDraft draft, Listing listing) {
    draft.signs = draft.signs.snapshotAt(listing.at());
    boolean first = !draft.listings.any();
    var reading = Rotations.read(draft.listings, listing);
    draft.listings = reading.next();
    for (var seen : reading.seen()) {
      var job = jobOf(draft, seen);
      if (job.isEmpty()) continue;
      var id = job.get().id();
      draft.knownSince(id, firstSight(job.get(), seen.family(), listing, first));
      draft.sized(id, seen.size());
      for (var window : seen.rotated()) {
        var state = draft.job(id).orElse(job.get());
        var at = rotatedAt(draft, state, window);
        draft.ran(id, at, Run.Outcome.SUCCEEDED, "rotated", listing.id());
      }
    }
  }

  /// When logrotate saw a log that a stanza names for the first time: it notes the date then,
  /// rotates nothing, and counts days, weeks and months from there. If the host does not tell, that
  /// is the first occasion on which it can, but a log in the first listing may be long known to it.
  private static Instant firstSight(JobState job, String log, Listing listing, boolean first) {
    var since = job.lifecycle().since();
    boolean seenBefore = !job.sizes().samples().isEmpty() || !job.runs().isEmpty();
    if (seenBefore || !(job.job().schedule() instanceof Schedule.Rotation rotation)) return since;
    var noted = listing.rotatedAt().get(log);
    if (noted != null) return Instants.later(since, noted);
    if (first && listing.rotatedAt().isEmpty()) return since;
    return rotation.opportunity().nextAfter(listing.at(), since).orElse(since);
  }

  /// A log that is written rarely was closed long before it was rotated: then the run of its
  /// driver, or else the time at which the rotation was due, is likelier.
  private static Instant rotatedAt(HostDraft draft, JobState job, Rotations.Window window) {
    if (window.exact()) return window.likely();
    return draft
        .job(job.job().driver())
        .flatMap(driver -> driver.runs().ceiling(window.from()))
        .filter(run -> !run.isAfter(window.until()))
        .or(() -> opportunity(job, window))
        .orElse(window.likely());
  }

  private static Optional<Instant> opportunity(JobState job, Rotations.Window window) {
    if (!(job.job().schedule() instanceof Schedule.Rotation rotation)) return Optional.empty();
    if (rotation.opportunity().countsFromLastRun()) return Optional.empty();
    return rotation
        .opportunity()
        .nextAfter(window.from().minusMillis(1), window.from())
        .filter(due -> !due.isAfter(window.until()));
  }

  private static Optional<JobState> jobOf(HostDraft draft, Rotations.Seen seen) {
    return configured(draft, seen).or(() -> learned(draft, seen));
  }

  /// The stanza that names the log; of several the first in the configuration, as for logrotate.
  private static Optional<JobState> configured(HostDraft draft, Rotations.Seen seen) {
    var stanzas =
        draft.jobs().stream()
            .filter(job -> job.job().kind() == JobKind.LOG_ROTATION && !job.learned())
            .toList();
    var exact =
        stanzas.stream().filter(job -> job.job().subject().equals(seen.family())).findFirst();
    return exact.or(() -> ofGlob(draft, stanzas, seen));
  }

  /// Each log that a glob matches is a job of its own.
  private static Optional<JobState> ofGlob(
      HostDraft draft, List<JobState> stanzas, Rotations.Seen seen) {
    return stanzas.stream()
        .filter(job -> !job.retired() && LogGlob.is(job.job().subject()))
        .filter(job -> LogGlob.matches(job.job().subject(), seen.family()))
        .min(Comparator.comparingInt(job -> job.job().definition().line()))
        .map(stanza -> GlobJobs.make(draft, stanza, seen.family(), seen.size().at()));
  }

  /// Without a stanza a log becomes a job once a rotation of it was seen.
  private static Optional<JobState> learned(HostDraft draft, Rotations.Seen seen) {
    boolean rds = draft.host().kind() == Host.Kind.RDS;
    var id = ShortId.of(rds ? "rds-" : "log-", draft.host().name(), seen.family());
    var known = draft.job(id);
    if (known.isPresent()) return known;
    if (seen.rotated().isEmpty()) return Optional.empty();
    var job =
        new Job(
            id,
            rds ? JobKind.RDS_LOG : JobKind.LOG_ROTATION,
            seen.family(),
            draft.host(),
            new Schedule.Learning(0, RUNS_TO_LEARN),
            Definition.LEARNED,
            seen.family(),
            "");
    return Optional.of(draft.found(job, seen.size().at()));
  }
}
