// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

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

/// All jobs that are silent at an instant; a guess about one of them has to consider the others.
///
/// `jobs` is keyed by job id and contains the jobs that drive them, `silentGroups` is keyed by host
/// name.
record SilentJobs(Map<String, Job> jobs, Map<String, Set<String>> silentGroups) {

  static SilentJobs of(List<Alert> open, Situation situation) {
    return of(
        Stream.of(
                open.stream().flatMap(alert -> alert.stoppages().stream()),
                situation.stoppages().stream(),
                situation.predicted().stream())
            .flatMap(stoppages -> stoppages)
            .toList(),
        situation.context().drivers());
  }

  static SilentJobs of(List<Stoppage> stoppages, List<Job> drivers) {
    var jobs = new HashMap<String, Job>();
    drivers.forEach(driver -> jobs.put(driver.id(), driver));
    var groups = new HashMap<String, Set<String>>();
    for (var stoppage : stoppages) {
      var job = stoppage.job();
      jobs.put(job.id(), job);
      groups.computeIfAbsent(job.host().name(), _ -> new HashSet<>()).add(stoppage.group());
    }
    return new SilentJobs(Map.copyOf(jobs), Map.copyOf(groups));
  }

  /// The job that drives this one, if it is known.
  Optional<Job> driverOf(Job job) {
    return Optional.ofNullable(jobs.get(job.driver()));
  }

  boolean isOnlySilentGroupOfHost(Job job) {
    return silentGroups.getOrDefault(job.host().name(), Set.of()).size() == 1;
  }
}
