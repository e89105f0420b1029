// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A fleet of hosts with jobs of all periods, and the evidence that it leaves.
///
/// Nothing is remembered: a slice of time is computed from the schedules, so that a year of ten
/// thousand jobs needs the memory of one slice.
final class SyntheticFleet {
  private static final Comparator<Evidence> BY_TIME =
      Comparator.comparing(Evidence::at).thenComparing(Evidence::id);

  private final FleetPlan plan;
  private final List<FleetHost> hosts;
  private final FleetRuns runs;

  private SyntheticFleet(FleetPlan plan, List<FleetHost> hosts, FleetRuns runs) {
    this.plan = plan;
    this.hosts = hosts;
    this.runs = runs;
  }

  static SyntheticFleet of(FleetPlan plan) {
    var hosts = IntStream.range(0, plan.hosts()).mapToObj(i -> FleetHost.of(plan, i)).toList();
    return new SyntheticFleet(plan, hosts, new FleetRuns(plan));
  }

  List<FleetHost> hosts() {
    return hosts;
  }

  FleetRuns runs() {
    return runs;
  }

  /// The same fleet, in which all jobs of a host stop at once; its log and its listings go on.
  SyntheticFleet stopAll(Host host, Instant at) {
    return stopAllBut(0, host, at);
  }

  /// As [#stopAll], but the first `surviving` jobs of the host run on: its cron lives.
  SyntheticFleet stopAllBut(int surviving, Host host, Instant at) {
    return new SyntheticFleet(plan, hosts, runs.with(host, new HostStop(at, surviving)));
  }

  /// The evidence of all hosts from `from` on and before `until`, in the order of time.
  List<Evidence> slice(Instant from, Instant until) {
    var evidence = new ArrayList<Evidence>();
    var lines = new LogLines(runs);
    var listings = new Listings(runs);
    boolean first = !plan.start().isBefore(from) && plan.start().isBefore(until);
    for (var host : hosts) {
      if (first && host.kind() == FleetHost.Kind.CONFIGURED)
        evidence.add(HostFiles.config(host, plan.start()));
      if (host.kind() != FleetHost.Kind.RDS) lines.addTo(evidence, host, from, until);
      if (host.kind() != FleetHost.Kind.LEARNED) listings.addTo(evidence, host, from, until);
    }
    evidence.sort(BY_TIME);
    return evidence;
  }

  /// Slice after slice of this width, the last one cut at `until`; each is made when it is asked
  /// for.
  Stream<List<Evidence>> slices(Instant from, Instant until, Duration width) {
    return Stream.iterate(from, at -> at.isBefore(until), at -> at.plus(width))
        .map(at -> slice(at, at.plus(width).isBefore(until) ? at.plus(width) : until));
  }

  /// The state of each host's source: complete until `until`.
  List<SourceState> sources(Instant until) {
    return hosts.stream()
        .map(host -> new SourceState(host.source(), host.host(), reports(host), until, until, ""))
        .toList();
  }

  private static SourceState.Reports reports(FleetHost host) {
    return switch (host.kind()) {
      case CONFIGURED -> SourceState.Reports.LISTINGS_AND_LINES;
      case LEARNED -> SourceState.Reports.LOG_LINES;
      case RDS -> SourceState.Reports.LISTINGS;
    };
  }
}
