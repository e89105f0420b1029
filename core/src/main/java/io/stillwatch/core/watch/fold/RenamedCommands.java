// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.text.Lookalikes;
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
/// known, because two lines may start in the same second. It is asked at each look at the host, and
/// so bounded: of the hundred commands that are newest, each among its neighbours of those that are
/// missing.
public final class RenamedCommands {
  private static final Duration SAME_TIME = Duration.ofSeconds(90);
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(2);
  private static final int FEW_RUNS = 3;
  private static final int MOST_ASKED = 100;

  private RenamedCommands() {}

  /// `complete` is up to when the lines of the host are known.
  public static Folded merge(HostState state, Instant complete) {
    var fresh =
        state.jobs().values().stream()
            .filter(job -> isNew(job, complete))
            .sorted(
                Comparator.comparing((JobState job) -> job.runs().first().orElse(complete))
                    .reversed())
            .limit(MOST_ASKED)
            .toList();
    var draft = new HostDraft(state);
    if (fresh.isEmpty()) return draft.freeze();
    var users = users(state);
    var known = known(state, users);
    for (var job : fresh.reversed()) {
      WorkBudget.check();
      var first = job.runs().first().orElse(complete);
      users.getOrDefault(job.id(), Set.of()).stream()
          .sorted()
          .map(user -> known.getOrDefault(user, new Lookalikes<>()))
          .flatMap(ofUser -> predecessor(state, job, first, ofUser).stream())
          .findFirst()
          .ifPresent(old -> continueAs(draft, job, old));
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

  /// The jobs of each user that another command may continue.
  private static Map<String, Lookalikes<String>> known(
      HostState state, Map<String, Set<String>> users) {
    var known = new HashMap<String, Lookalikes<String>>();
    for (var job : state.jobs().values()) {
      if (job.retired() || job.runs().total() < 2) continue;
      if (job.job().kind() != JobKind.SCHEDULED_COMMAND) continue;
      var text = job.job().subject();
      for (var user : users.getOrDefault(job.id(), Set.of()))
        known.computeIfAbsent(user, _ -> new Lookalikes<>()).add(text, job.id());
    }
    return known;
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

  private static Optional<String> predecessor(
      HostState state, JobState job, Instant first, Lookalikes<String> known) {
    var subject = job.job().subject();
    return known.nearest(
        subject,
        id ->
            !id.equals(job.id())
                && Optional.ofNullable(state.jobs().get(id))
                    .filter(old -> missing(old, first))
                    .isPresent(),
        old -> CommandWords.alike(old, subject),
        Comparator.naturalOrder());
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
