// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.text.EditDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds which job of the configuration before a changed line continues: an edit keeps the job.
///
/// Pure. A new line continues a vanished one of the same table, user and kind if the time stayed,
/// or if the command reads alike.
final class Continuity {
  private Continuity() {}

  /// For each new job that continues an old one: new id to old id.
  static Map<String, String> between(Collection<Job> before, Collection<Job> after) {
    var vanished = new ArrayList<>(before.stream().filter(job -> !holds(after, job)).toList());
    var continued = new HashMap<String, String>();
    for (var job : after.stream().filter(job -> !holds(before, job)).toList()) {
      predecessor(job, vanished)
          .ifPresent(old -> {
            continued.put(job.id(), old.id());
            vanished.remove(old);
          });
    }
    return continued;
  }

  private static boolean holds(Collection<Job> jobs, Job wanted) {
    return jobs.stream().anyMatch(job -> job.id().equals(wanted.id()));
  }

  private static Optional<Job> predecessor(Job job, List<Job> vanished) {
    return vanished.stream()
        .filter(old -> sameTable(old.definition(), job.definition()) && old.kind() == job.kind())
        .filter(old -> sameTime(old, job) || alike(old, job))
        .min(
            Comparator.comparing((Job old) -> !sameTime(old, job))
                .thenComparingInt(old -> EditDistance.between(old.subject(), job.subject())));
  }

  private static boolean sameTable(Definition one, Definition other) {
    return one.path().equals(other.path()) && one.user().equals(other.user());
  }

  private static boolean sameTime(Job one, Job other) {
    return one.schedule().inWords().equals(other.schedule().inWords());
  }

  private static boolean alike(Job one, Job other) {
    return EditDistance.between(one.subject(), other.subject())
        <= Math.max(2, one.subject().length() / 10);
  }
}
