// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds which job of the configuration before a changed line continues: an edit keeps the job.
///
/// Pure. A new line continues a vanished one of the same table and kind if the schedule stayed, or
/// if the command reads alike. The user only decides between several: leaving it out, or taking
/// another word for it, is one of the faults that an edit makes. A line that another table has now,
/// unchanged, has moved with it: a table that is renamed keeps its jobs.
final class JobMatcher {
  private JobMatcher() {}

  /// For each new definition that continues an old one: new id to old id.
  static Map<String, String> continued(Collection<Job> before, Collection<Job> after) {
    var idsBefore = before.stream().map(Job::id).collect(Collectors.toSet());
    var idsAfter = after.stream().map(Job::id).collect(Collectors.toSet());
    var vanished =
        new ArrayList<>(before.stream().filter(job -> !idsAfter.contains(job.id())).toList());
    var continued = new HashMap<String, String>();
    if (vanished.isEmpty()) return continued;
    for (var job : after) {
      if (idsBefore.contains(job.id())) continue;
      predecessor(job, vanished)
          .ifPresent(old -> {
            continued.put(job.id(), old.id());
            vanished.remove(old);
          });
    }
    return continued;
  }

  private static Optional<Job> predecessor(Job job, List<Job> vanished) {
    return vanished.stream()
        .filter(old -> old.kind() == job.kind())
        .filter(old -> sameTable(old, job) ? edited(old, job) : moved(old, job))
        .min(
            Comparator.comparing((Job old) -> !sameTable(old, job))
                .thenComparing(old -> !sameTime(old, job))
                .thenComparing(old -> !sameUser(old.definition(), job.definition()))
                .thenComparingInt(old -> CommandWords.distance(old.subject(), job.subject())));
  }

  private static boolean sameTable(Job old, Job job) {
    return old.definition().path().equals(job.definition().path());
  }

  private static boolean edited(Job old, Job job) {
    return sameTime(old, job) || CommandWords.alike(old.subject(), job.subject());
  }

  private static boolean moved(Job old, Job job) {
    return sameTime(old, job)
        && old.subject().equals(job.subject())
        && old.definition().command().equals(job.definition().command())
        && sameUser(old.definition(), job.definition());
  }

  private static boolean sameUser(Definition one, Definition other) {
    return one.user().equals(other.user());
  }

  private static boolean sameTime(Job one, Job other) {
    return one.schedule().period().isPositive() && one.schedule().equals(other.schedule());
  }
}
