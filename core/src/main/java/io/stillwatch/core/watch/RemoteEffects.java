// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Which commands that a fault keeps from working have an effect that is seen on another host: the
/// rotation of the logs of an RDS instance. Such a command is judged by its effect. Pure.
final class RemoteEffects {
  private RemoteEffects() {}

  static Set<String> of(HostState host, Function<Host, Optional<HostState>> hosts) {
    var seen = new HashSet<String>();
    for (var fault : host.configuration().lost()) {
      for (var id : fault.jobs()) {
        var job = host.jobs().get(id);
        if (job != null && !seen.contains(id) && hasEffect(job, hosts)) seen.add(id);
      }
    }
    return seen;
  }

  private static boolean hasEffect(JobState job, Function<Host, Optional<HostState>> hosts) {
    return RdsDrivers.words(job.job()).stream()
        .distinct()
        .filter(word -> !word.isBlank())
        .flatMap(word -> hosts.apply(Host.rds(word)).stream())
        .flatMap(instance -> instance.jobs().values().stream())
        .anyMatch(rotation ->
            RotationsAround.share(times(rotation), times(job)) >= RotationsAround.MOSTLY);
  }

  private static NavigableSet<Instant> times(JobState job) {
    return new TreeSet<>(job.runs().instants());
  }
}
