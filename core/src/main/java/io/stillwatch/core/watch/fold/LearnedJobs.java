// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static java.util.Comparator.comparing;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// Which commands that are known from log lines alone a host forgets, so that a sender who makes
/// commands up makes no jobs without end.
///
/// None while there are fewer than [#MOST]. Then these make room, in this order, and of each kind
/// first those that were not seen for longest:
///
/// 1. Those that were seen too rarely to be learned, but for the [#NEWEST] that were seen last.
/// 2. Those that were learned and are gone: not seen for [#PERIODS] of their periods, and at least
///    [#STOPPED_FOR]; where no period is known, for [#GONE_AFTER].
/// 3. Those left out of the first.
final class LearnedJobs {
  static final int MOST = 2_000;
  static final Duration GONE_AFTER = Duration.ofDays(400);
  private static final Duration STOPPED_FOR = Duration.ofDays(30);
  private static final int PERIODS = 5;
  private static final int NEWEST = 500;

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
    var learned =
        jobs.stream().filter(LearnedJobs::is).sorted(comparing(LearnedJobs::seen)).toList();
    if (learned.size() < MOST) return List.of();
    var rare = learned.stream().filter(job -> !settled(job)).toList();
    var gone = learned.stream().filter(job -> settled(job) && gone(job, at)).toList();
    int older = Math.max(0, rare.size() - NEWEST);
    return Stream.of(rare.subList(0, older), gone, rare.subList(older, rare.size()))
        .flatMap(List::stream)
        .limit(learned.size() - MOST + ROOM)
        .toList();
  }

  private static boolean gone(JobState job, Instant at) {
    var period = job.job().schedule().period();
    var after =
        period.isZero()
            ? GONE_AFTER
            : Collections.max(List.of(period.multipliedBy(PERIODS), STOPPED_FOR));
    return seen(job).plus(after).isBefore(at);
  }

  private static Instant seen(JobState job) {
    return job.runs().last().orElse(job.lifecycle().since());
  }
}
