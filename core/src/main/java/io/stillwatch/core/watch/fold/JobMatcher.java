// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.text.Lookalikes;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds which job of the configuration before a changed line continues: an edit keeps the job.
///
/// Pure. A new line continues a vanished one of the same table and kind if the schedule stayed, or
/// if the command reads alike. The user only decides between several: leaving it out, or taking
/// another word for it, is one of the faults that an edit makes. A line that another table has now,
/// unchanged, has moved with it: a table that is renamed keeps its jobs.
///
/// The time grows with the number of lines, not with its square: a line is compared with those
/// whose commands are its neighbours ([Lookalikes]), however many others vanished too.
final class JobMatcher {
  private final Map<Shared, Lookalikes<Job>> edited = new HashMap<>();
  private final Map<Moved, Set<Job>> moved = new HashMap<>();

  /// What a line may have in common with the one that it continues; an empty part is not asked for.
  private record Shared(
      JobKind kind, String path, Optional<Schedule> schedule, Optional<String> user) {}

  /// What a line that moved to another table has kept.
  private record Moved(
      JobKind kind, Schedule schedule, String user, String subject, String command) {
    static Optional<Moved> of(Job job) {
      var now = job.definition();
      return timed(job)
          .map(time -> new Moved(job.kind(), time, now.user(), job.subject(), now.command()));
    }
  }

  private JobMatcher(List<Job> vanished) {
    for (var job : vanished) {
      for (var shared : shared(job))
        edited.computeIfAbsent(shared, _ -> new Lookalikes<>()).add(job.subject(), job);
      Moved.of(job).ifPresent(as -> moved.computeIfAbsent(as, _ -> new LinkedHashSet<>()).add(job));
    }
  }

  /// For each new definition that continues an old one: new id to old id.
  static Map<String, String> continued(Collection<Job> before, Collection<Job> after) {
    var idsBefore = before.stream().map(Job::id).collect(Collectors.toSet());
    var idsAfter = after.stream().map(Job::id).collect(Collectors.toSet());
    var vanished = before.stream().filter(job -> !idsAfter.contains(job.id())).toList();
    var continued = new HashMap<String, String>();
    if (vanished.isEmpty()) return continued;
    var matcher = new JobMatcher(vanished);
    for (var job : after) {
      WorkBudget.check();
      if (idsBefore.contains(job.id())) continue;
      matcher
          .predecessor(job)
          .ifPresent(old -> {
            continued.put(job.id(), old.id());
            matcher.taken(old);
          });
    }
    return continued;
  }

  private void taken(Job old) {
    for (var shared : shared(old)) ofTable(shared).remove(old);
    Moved.of(old).map(moved::get).ifPresent(all -> all.remove(old));
  }

  /// The nearest of those that share the most.
  private Optional<Job> predecessor(Job job) {
    for (var shared : shared(job)) {
      var found = nearest(job, shared);
      if (found.isPresent()) return found;
    }
    return Moved.of(job).map(moved::get).flatMap(all -> all.stream().findFirst());
  }

  private Optional<Job> nearest(Job job, Shared shared) {
    boolean sameTime = shared.schedule.isPresent();
    return ofTable(shared)
        .nearest(
            job.subject(),
            _ -> true,
            old -> sameTime || CommandWords.alike(old, job.subject()),
            Comparator.comparingInt(old -> distance(old, job)));
  }

  private Lookalikes<Job> ofTable(Shared shared) {
    return edited.getOrDefault(shared, new Lookalikes<>());
  }

  private static int distance(Job old, Job job) {
    return Math.abs(old.definition().line() - job.definition().line());
  }

  /// What another line may have in common with this one, the most first.
  private static List<Shared> shared(Job job) {
    var path = job.definition().path();
    var user = Optional.of(job.definition().user());
    var anyTime =
        List.of(
            new Shared(job.kind(), path, Optional.empty(), user),
            new Shared(job.kind(), path, Optional.empty(), Optional.empty()));
    return timed(job)
        .map(time ->
            List.of(
                new Shared(job.kind(), path, Optional.of(time), user),
                new Shared(job.kind(), path, Optional.of(time), Optional.empty()),
                anyTime.getFirst(),
                anyTime.getLast()))
        .orElse(anyTime);
  }

  /// The schedule of a job, if its times are known.
  private static Optional<Schedule> timed(Job job) {
    return Optional.of(job.schedule()).filter(schedule -> schedule.period().isPositive());
  }
}
