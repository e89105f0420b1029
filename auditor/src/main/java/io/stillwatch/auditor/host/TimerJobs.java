// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.systemd.Timer;
import io.stillwatch.auditor.systemd.Unit;
import io.stillwatch.auditor.systemd.UnitLine;
import io.stillwatch.auditor.systemd.UnitName;
import io.stillwatch.auditor.systemd.Units;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.util.List;

/// Makes one job for each timer in force: one that runs, or, where its state is not known, one that
/// somebody of this host wrote. A run is known by the service, which systemd logs.
final class TimerJobs {
  private final HostConfig config;
  private final Units units;

  TimerJobs(HostConfig config, Units units) {
    this.config = config;
    this.units = units;
  }

  List<TimerJob> of() {
    return units.timers().stream().filter(this::inForce).map(this::job).toList();
  }

  private boolean inForce(Timer timer) {
    return config
        .platform()
        .fact("unit:" + timer.unit().name())
        .map(state -> state.startsWith("active"))
        .orElseGet(
            () -> UnitName.of(timer.unit().main().path()).filter(UnitName::local).isPresent());
  }

  private TimerJob job(Timer timer) {
    var host = config.host();
    var service = units.find(timer.service());
    var user =
        service.flatMap(s -> s.last("Service", "User")).map(Unit.Placed::value).orElse("root");
    var command =
        service.flatMap(s -> s.last("Service", "ExecStart")).map(Unit.Placed::value).orElse("");
    int line =
        timer.calendars().stream()
            .findFirst()
            .or(() -> timer.spans().stream().findFirst())
            .map(Unit.Placed::setting)
            .map(UnitLine::number)
            .orElse(0);
    var path =
        timer.calendars().stream()
            .findFirst()
            .map(p -> p.file().path())
            .orElse(timer.unit().main().path());
    var job =
        new Job(
            StableId.of(host.name(), "timer", timer.unit().name()),
            JobKind.SCHEDULED_COMMAND,
            timer.unit().name(),
            host,
            timer.schedule(config.platform().zone()),
            new Definition(path, line, "root", timer.service()),
            command.isEmpty()
                ? timer.service()
                : command + (user.equals("root") ? "" : " as " + user),
            "");
    return new TimerJob(timer, job);
  }
}
