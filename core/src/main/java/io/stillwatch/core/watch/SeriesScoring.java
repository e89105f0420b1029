// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.FollowedSeries;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.series.ScoredHour.Kind;
import io.stillwatch.core.series.SeriesFollowing;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds the hours that closed since the last look against what the model expects: the growth of
/// each log, and the free space of each host. All hosts of a look together.
final class SeriesScoring {
  private static final String FREE_SPACE = ""; // where the id of a job would be

  private final Detector detector;

  SeriesScoring(Detector detector) {
    this.detector = detector;
  }

  /// The hosts in the same order, and their hours that were scored.
  record Scored(List<HostState> hosts, List<ScoredHour> hours) {}

  /// A series of one of the hosts.
  private record Followed(int host, String job, FollowedSeries series) {}

  Scored score(List<HostState> hosts) {
    var model = detector.series();
    var waiting = model.isPresent() ? waiting(hosts) : List.<Followed>of();
    if (waiting.isEmpty()) return new Scored(hosts, List.of());
    var following = new SeriesFollowing(model.get(), Amount.BYTES);
    var followed = following.follow(waiting.stream().map(Followed::series).toList());
    var changed = new HashMap<Integer, Map<String, FollowedSeries>>();
    var hours = new ArrayList<ScoredHour>();
    for (int i = 0; i < waiting.size(); i++) {
      var one = waiting.get(i);
      var host = hosts.get(one.host()).host();
      changed
          .computeIfAbsent(one.host(), _ -> new HashMap<>())
          .put(one.job(), followed.get(i).series());
      for (var hour : followed.get(i).hours()) hours.add(scored(host, one.job(), hour));
    }
    var next = new ArrayList<>(hosts);
    changed.forEach((host, series) -> next.set(host, with(hosts.get(host), series)));
    return new Scored(next, hours);
  }

  private static List<Followed> waiting(List<HostState> hosts) {
    var waiting = new ArrayList<Followed>();
    for (int i = 0; i < hosts.size(); i++) {
      var loss = hosts.get(i).configuration().free().loss();
      if (loss.waits()) waiting.add(new Followed(i, FREE_SPACE, loss));
      for (var job : hosts.get(i).jobs().values()) {
        var growth = job.sizes().growth();
        if (growth.waits() && !job.retired()) waiting.add(new Followed(i, job.id(), growth));
      }
    }
    return waiting;
  }

  private static HostState with(HostState host, Map<String, FollowedSeries> series) {
    var jobs = new LinkedHashMap<>(host.jobs());
    jobs.replaceAll((id, job) -> series.containsKey(id) ? grown(job, series.get(id)) : job);
    var loss = series.get(FREE_SPACE);
    if (loss == null) return host.with(jobs);
    var configuration = host.configuration();
    return host.with(configuration.with(configuration.free().with(loss))).with(jobs);
  }

  private static JobState grown(JobState job, FollowedSeries series) {
    return job.with(job.sizes().with(series));
  }

  private static ScoredHour scored(Host host, String job, FollowedHour hour) {
    return job.equals(FREE_SPACE)
        ? new ScoredHour(ScoredHour.freeSpaceOf(host), Kind.LOSS_OF_SPACE, hour)
        : new ScoredHour(job, Kind.GROWTH, hour);
  }
}
