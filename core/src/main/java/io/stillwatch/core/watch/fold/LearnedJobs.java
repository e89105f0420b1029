// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Which commands that are known from log lines alone a host forgets, so that a sender who makes
/// commands up makes no jobs without end.
///
/// 1. One that was seen often enough to be learned is never forgotten.
/// 2. Any other is forgotten once it was not seen for [#SEEN_WITHIN].
/// 3. Beyond [#MOST], the others make room, first those that were not seen for longest.
final class LearnedJobs {
  static final int MOST = 2_000;
  static final Duration SEEN_WITHIN = Duration.ofDays(100);

  /// So many make room at once, so that not each new command looks for one.
  private static final int ROOM = 50;

  private LearnedJobs() {}

  static boolean is(JobState job) {
    return job.job().kind() == JobKind.SCHEDULED_COMMAND && job.learned();
  }

  /// Seen often enough to be learned, and still there.
  static boolean settled(JobState job) {
    return job.runs().total() >= HostDraft.RUNS_TO_LEARN && !job.retired();
  }

  /// Those that are forgotten when another one is found.
  static List<JobState> toForget(Collection<JobState> jobs, Instant at) {
    long learned = jobs.stream().filter(LearnedJobs::is).count();
    var others =
        jobs.stream()
            .filter(LearnedJobs::is)
            .filter(job -> !settled(job))
            .sorted(Comparator.comparing(LearnedJobs::seen))
            .toList();
    long old = others.stream().filter(job -> seen(job).plus(SEEN_WITHIN).isBefore(at)).count();
    long surplus = learned < MOST ? 0 : learned - MOST + ROOM;
    return others.subList(0, (int) Math.min(others.size(), Math.max(old, surplus)));
  }

  private static Instant seen(JobState job) {
    return job.runs().last().orElse(job.lifecycle().since());
  }
}
