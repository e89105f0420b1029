// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Job;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everything that is silent at an instant: what a guess about one job must be weighed against.
///
/// `jobs` by id, and the groups that are silent by name of the host.
record Scene(Map<String, Job> jobs, Map<String, Set<String>> silentGroups) {

  static Scene of(List<Alert> open, Situation situation) {
    return of(
        Stream.of(
                open.stream().flatMap(alert -> alert.stoppages().stream()),
                situation.stoppages().stream(),
                situation.predicted().stream())
            .flatMap(stoppages -> stoppages)
            .toList());
  }

  static Scene of(List<Stoppage> stoppages) {
    var jobs = new HashMap<String, Job>();
    var groups = new HashMap<String, Set<String>>();
    for (var stoppage : stoppages) {
      var job = stoppage.job();
      jobs.put(job.id(), job);
      groups.computeIfAbsent(job.host().name(), _ -> new HashSet<>()).add(job.group());
    }
    return new Scene(Map.copyOf(jobs), Map.copyOf(groups));
  }

  /// The job that makes this one happen, as far as it is silent too.
  Optional<Job> driverOf(Job job) {
    return Optional.ofNullable(jobs.get(job.driver()));
  }

  boolean onlySilentOneOfItsHost(Job job) {
    return silentGroups.getOrDefault(job.host().name(), Set.of()).size() == 1;
  }
}
