// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds commands of the log that took over from another one: an edited line is the same job, for
/// better or for worse.
///
/// A command that was never seen before continues a job if it reads alike, started as the job was
/// due, and the job itself did not start then. That is decided once all lines of that time are
/// known, because two lines may start in the same second.
public final class RenamedCommands {
  private static final Duration SAME_TIME = Duration.ofSeconds(90);
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(2);
  private static final int FEW_RUNS = 3;

  private RenamedCommands() {}

  /// `complete` is up to when the lines of the host are known.
  public static Folded merge(HostState state, Instant complete) {
    var fresh = state.jobs().values().stream().filter(job -> isNew(job, complete)).toList();
    var draft = new HostDraft(state);
    if (fresh.isEmpty()) return draft.freeze();
    var users = users(state);
    for (var job : fresh) {
      var first = job.runs().first().orElse(complete);
      predecessor(state, job, first, users).ifPresent(old -> continueAs(draft, job, old.id()));
    }
    return draft.freeze();
  }

  /// Who starts each job.
  private static Map<String, Set<String>> users(HostState state) {
    var users = new HashMap<String, Set<String>>();
    state
        .commands()
        .commands()
        .forEach((key, seen) -> {
          for (var job : seen.jobs()) {
            users.computeIfAbsent(job, _ -> new HashSet<>()).add(key.user());
          }
        });
    return users;
  }

  private static boolean isNew(JobState job, Instant complete) {
    return job.job().kind() == JobKind.SCHEDULED_COMMAND
        && job.learned()
        && !job.retired()
        && job.runs().total() <= FEW_RUNS
        && job.runs()
            .first()
            .filter(first -> !first.plus(SETTLED_AFTER).isAfter(complete))
            .isPresent();
  }

  private static Optional<JobState> predecessor(
      HostState state, JobState job, Instant first, Map<String, Set<String>> users) {
    var user = users.getOrDefault(job.id(), Set.of());
    return state.jobs().values().stream()
        .filter(old -> !old.id().equals(job.id()) && !old.retired())
        .filter(old -> old.job().kind() == JobKind.SCHEDULED_COMMAND)
        .filter(old -> old.runs().total() > 1 && missing(old, first))
        .filter(old -> CommandWords.alike(old.job().subject(), job.job().subject()))
        .filter(old -> users.getOrDefault(old.id(), Set.of()).stream().anyMatch(user::contains))
        .min(
            Comparator.comparingInt(
                old -> CommandWords.distance(old.job().subject(), job.job().subject())));
  }

  /// Whether a job was due at an instant, and neither it nor any run of it after that was seen.
  private static boolean missing(JobState old, Instant at) {
    var from = at.minus(SAME_TIME);
    if (old.runs().ceiling(from).isPresent()) return false;
    var due = old.job().schedule().nextAfter(from, from);
    return due.filter(time -> !time.isAfter(at.plus(SAME_TIME))).isPresent();
  }

  private static void continueAs(HostDraft draft, JobState job, String old) {
    var heir = draft.job(old);
    if (heir.isEmpty()) return;
    for (int i = 0; i < job.runs().size(); i++) {
      draft.ran(old, job.runs().figures(i), job.job().subject(), job.id());
    }
    var lengths = job.judgements().lengths();
    draft
        .job(old)
        .ifPresent(
            known -> draft.put(known.with(lengths.continuing(known.judgements().lengths()))));
    draft.commands.moved(job.id(), old);
    draft.remove(job);
  }
}
