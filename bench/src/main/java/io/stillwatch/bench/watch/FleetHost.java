// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import static io.stillwatch.bench.watch.Cadence.DAILY;
import static io.stillwatch.bench.watch.Cadence.EVERY_15_MINUTES;
import static io.stillwatch.bench.watch.Cadence.EVERY_5_MINUTES;
import static io.stillwatch.bench.watch.Cadence.EVERY_6_HOURS;
import static io.stillwatch.bench.watch.Cadence.HOURLY;
import static io.stillwatch.bench.watch.Cadence.MONTHLY;
import static io.stillwatch.bench.watch.Cadence.WEEKDAYS;
import static io.stillwatch.bench.watch.Cadence.WEEKLY;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.simulator.chance.Dice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One host of the fleet with its jobs: of ten hosts one is an RDS instance, five have a
/// configuration, and of four only their log lines are known.
record FleetHost(Host host, Kind kind, List<FleetJob> jobs) {
  enum Kind {
    CONFIGURED,
    LEARNED,
    RDS
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.CONFIGURED,
          Kind.LEARNED,
          Kind.CONFIGURED,
          Kind.LEARNED,
          Kind.CONFIGURED,
          Kind.LEARNED,
          Kind.CONFIGURED,
          Kind.LEARNED,
          Kind.CONFIGURED,
          Kind.RDS);

  /// The cadences of commands, dealt out so that ten jobs of a host get ten of these.
  private static final List<Cadence> MIX =
      List.of(
          EVERY_5_MINUTES,
          HOURLY,
          DAILY,
          HOURLY,
          EVERY_15_MINUTES,
          EVERY_6_HOURS,
          WEEKLY,
          HOURLY,
          DAILY,
          WEEKDAYS,
          HOURLY,
          EVERY_6_HOURS,
          DAILY,
          MONTHLY,
          EVERY_15_MINUTES,
          HOURLY,
          WEEKLY,
          DAILY,
          EVERY_6_HOURS,
          WEEKDAYS);

  private static final int STEP_OF_JOBS = 7; // coprime to the size of the mix
  private static final List<Cadence> LOGS = List.of(DAILY, WEEKLY);

  FleetHost {
    jobs = List.copyOf(jobs);
  }

  static FleetHost of(FleetPlan plan, int number) {
    var kind = KINDS.get(number % KINDS.size());
    var host =
        kind == Kind.RDS
            ? Host.rds(String.format(Locale.ROOT, "db-%05d", number))
            : Host.server(String.format(Locale.ROOT, "ops-%05d", number));
    var jobs = new ArrayList<FleetJob>(plan.jobsPerHost());
    switch (kind) {
      case RDS -> families(host, plan, jobs);
      case LEARNED -> commands(host, plan, number, plan.jobsPerHost(), jobs);
      case CONFIGURED -> {
        commands(host, plan, number, plan.jobsPerHost() - LOGS.size() - 1, jobs);
        logs(host, plan, jobs);
      }
    }
    return new FleetHost(host, kind, jobs);
  }

  private static void commands(
      Host host, FleetPlan plan, int number, int count, List<FleetJob> jobs) {
    for (int i = 0; i < count; i++) {
      var cadence = MIX.get((number + i * STEP_OF_JOBS) % MIX.size());
      var command = CommandNames.command(i);
      jobs.add(
          new FleetJob(host, i, FleetJob.Kind.COMMAND, cadence, phase(plan, host, i), command));
    }
  }

  private static void logs(Host host, FleetPlan plan, List<FleetJob> jobs) {
    int driver = jobs.size();
    int phase = phase(plan, host, driver);
    var command = "/usr/sbin/logrotate /etc/logrotate.conf";
    jobs.add(new FleetJob(host, driver, FleetJob.Kind.LOGROTATE, DAILY, phase, command));
    for (var cadence : LOGS) {
      int index = jobs.size();
      var folder = CommandNames.folder(index);
      var path = "/var/log/" + folder + "/" + folder + ".log";
      jobs.add(new FleetJob(host, index, FleetJob.Kind.LOG, cadence, phase, path));
    }
  }

  /// RDS begins a file on the hour and names it after that.
  private static void families(Host host, FleetPlan plan, List<FleetJob> jobs) {
    for (int i = 0; i < plan.jobsPerHost(); i++) {
      var cadence = i % 2 == 0 ? HOURLY : DAILY;
      var family = "error/" + CommandNames.folder(i) + (i / 20 == 0 ? "" : "-" + i / 20) + ".log";
      jobs.add(new FleetJob(host, i, FleetJob.Kind.RDS_FAMILY, cadence, 0, family));
    }
  }

  private static int phase(FleetPlan plan, Host host, int index) {
    return Dice.of(plan.seed(), host.name() + "/" + index, Instant.EPOCH).below(Cadence.PHASES);
  }

  SourceId source() {
    return new SourceId("bench:" + host.name());
  }

  List<FleetJob> of(FleetJob.Kind wanted) {
    return jobs.stream().filter(job -> job.kind() == wanted).toList();
  }
}
