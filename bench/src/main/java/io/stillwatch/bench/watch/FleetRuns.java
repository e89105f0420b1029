// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.simulator.chance.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When the jobs of the fleet really ran: each due time is decided by itself, from the seed.
///
/// Before the fleet starts everything ran on time.
final class FleetRuns {
  private static final Duration BLOCK = Duration.ofDays(28);
  private static final int MOST_JITTER_SECONDS = 5;
  private static final double LEAST_LATE = 0.2;
  private static final double MOST_LATE = 0.6;
  private static final int LONGEST_STOP_DAYS = 7;

  private final FleetPlan plan;
  private final Map<Host, HostStop> stops;

  FleetRuns(FleetPlan plan) {
    this(plan, Map.of());
  }

  private FleetRuns(FleetPlan plan, Map<Host, HostStop> stops) {
    this.plan = plan;
    this.stops = Map.copyOf(stops);
  }

  FleetRuns with(Host host, HostStop stop) {
    var more = new HashMap<>(stops);
    more.put(host, stop);
    return new FleetRuns(plan, more);
  }

  /// The runs that began at `from` or later and before `until`, in the order of time.
  List<Instant> between(FleetJob job, Instant from, Instant until) {
    var runs = new ArrayList<Instant>();
    var cadence = job.cadence();
    var due = cadence.dueFrom(from.minus(mostDelay(job)), job.phase());
    while (due.isBefore(until)) {
      var ran = ranAt(job, due);
      if (ran.isPresent() && !ran.get().isBefore(from) && ran.get().isBefore(until))
        runs.add(ran.get());
      due = cadence.dueFrom(due.plusSeconds(1), job.phase());
    }
    return runs;
  }

  /// The last run that had begun by `at`.
  Instant last(FleetJob job, Instant at) {
    var stop = Optional.ofNullable(stops.get(job.host()));
    var from = stop.filter(one -> one.covers(job, at)).map(HostStop::at).orElse(at);
    var due = job.cadence().dueUntil(from, job.phase());
    while (true) {
      var ran = ranAt(job, due);
      if (ran.isPresent() && !ran.get().isAfter(at)) return ran.get();
      due = job.cadence().dueUntil(due.minusSeconds(1), job.phase());
    }
  }

  /// When the run that was due at `due` began, if it did.
  Optional<Instant> ranAt(FleetJob job, Instant due) {
    if (due.isBefore(plan.start())) return Optional.of(due);
    if (stopped(job, due)) return Optional.empty();
    var dice = Dice.of(plan.seed(), job.id(), due);
    var began = due.plusSeconds(dice.below(MOST_JITTER_SECONDS));
    if (dice.chance(plan.faults().misses())) return Optional.empty();
    if (!dice.chance(plan.faults().late())) return Optional.of(began);
    double share = LEAST_LATE + (MOST_LATE - LEAST_LATE) * dice.below(1000) / 1000;
    return Optional.of(began.plusSeconds((long) (share * job.cadence().period().toSeconds())));
  }

  /// Whether the job was stopped, alone or with its host.
  boolean stopped(FleetJob job, Instant due) {
    var stop = stops.get(job.host());
    return (stop != null && stop.covers(job, due)) || stoppedAlone(job, due);
  }

  private boolean stoppedAlone(FleetJob job, Instant due) {
    if (plan.faults().stops() == 0) return false;
    long block = Math.floorDiv(due.getEpochSecond(), BLOCK.toSeconds());
    var begins = Instant.ofEpochSecond(block * BLOCK.toSeconds());
    var dice = Dice.of(plan.seed(), job.id() + "/stop", begins);
    if (!dice.chance(plan.faults().stops())) return false;
    var length = Duration.ofDays(dice.between(1, LONGEST_STOP_DAYS));
    var from = begins.plusSeconds(dice.below((int) BLOCK.minus(length).toSeconds()));
    return !due.isBefore(from) && due.isBefore(from.plus(length));
  }

  private Duration mostDelay(FleetJob job) {
    long late =
        plan.faults().late() == 0 ? 0 : (long) (MOST_LATE * job.cadence().period().toSeconds());
    return Duration.ofSeconds(MOST_JITTER_SECONDS + late);
  }
}
