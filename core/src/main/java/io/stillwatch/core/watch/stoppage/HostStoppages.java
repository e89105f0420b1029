// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.state.HostState;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All that has stopped on one host, each under the group of what stopped with it. Pure.
///
/// 1. What the stopped cron daemon holds up is in its group; what a silent log hides is not
///    reported.
/// 2. If three jobs or more stopped, and at least half of those that were due since the first of
///    them, they are one group: whatever stopped them is of the host.
/// 3. Else a job is in the group of its driver, or in its own.
public final class HostStoppages {
  private static final int SEVERAL = 3;

  private HostStoppages() {}

  /// By the id of the job. `complete` is the watermark of the host's logs.
  public static Map<String, Stoppage> of(
      HostState host, Maintenance maintenance, Instant complete) {
    var stoppages = new LinkedHashMap<String, Stoppage>();
    HostSilence.of(host, maintenance, complete).ifPresent(silent -> put(stoppages, silent));
    var scheduler = SchedulerSilence.of(host, maintenance, complete);
    scheduler.ifPresent(stopped -> put(stoppages, stopped));
    boolean hidden = scheduler.filter(one -> one.job().kind() == JobKind.HOST).isPresent();
    var single = new LinkedHashMap<String, Stoppage>();
    for (var job : host.jobs().values()) {
      var stoppage = StoppagePolicy.of(job, host.configuration().free());
      if (stoppage.isEmpty()) continue;
      boolean held = scheduler.isPresent() && SchedulerSilence.holdsUp(host, job, complete);
      if (!held) single.put(job.id(), stoppage.get());
      else if (!hidden) put(stoppages, stoppage.get().inGroup(scheduler.get().group()));
    }
    var together = together(host, single);
    single
        .values()
        .forEach(stoppage -> put(stoppages, together.map(stoppage::inGroup).orElse(stoppage)));
    return stoppages;
  }

  private static void put(Map<String, Stoppage> stoppages, Stoppage stoppage) {
    stoppages.put(stoppage.job().id(), stoppage);
  }

  /// The group of all single stoppages, named after the first, if they stopped together.
  private static Optional<String> together(HostState host, Map<String, Stoppage> single) {
    if (single.size() < SEVERAL) return Optional.empty();
    var first =
        single.values().stream()
            .min(
                Comparator.comparing(Stoppage::firstMissed)
                    .thenComparing(stoppage -> stoppage.job().id()))
            .orElseThrow();
    long due =
        host.jobs().values().stream()
            .filter(job -> !job.retired())
            .filter(job -> !job.judgements().settledThrough().isBefore(first.firstMissed()))
            .filter(job -> job.judgements().last().isPresent())
            .count();
    return single.size() * 2L >= due ? Optional.of(first.group()) : Optional.empty();
  }
}
