// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Schedule.Cron.ClockChanges;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes the jobs of a table, those that a fault keeps from running included.
///
/// The id is a hash of host, table, user and command, so it survives a new schedule and other lines
/// that come and go; equal lines are told apart by their order.
final class CronJobs {
  private static final int RUNS_TO_LEARN = 4;

  private final Host host;
  private final Platform platform;

  CronJobs(Host host, Platform platform) {
    this.host = host;
    this.platform = platform;
  }

  List<TableJob> of(Table table) {
    var jobs = new ArrayList<TableJob>();
    var seen = new HashMap<String, Integer>();
    Map<String, String> environment = Map.of();
    for (var line : table.crontab().lines()) {
      WorkBudget.check();
      if (line instanceof CrontabLine.Assignment assignment) {
        environment = with(environment, assignment);
      }
      var above = environment;
      line.entry().ifPresent(e -> jobs.add(job(table, line, e, above, seen)));
    }
    return jobs;
  }

  private static Map<String, String> with(
      Map<String, String> environment, CrontabLine.Assignment assignment) {
    var next = new TreeMap<>(environment);
    next.put(assignment.name(), assignment.value());
    return Collections.unmodifiableMap(next);
  }

  /// `environment` is what the assignments above the line come to.
  private TableJob job(
      Table table,
      CrontabLine line,
      Entry entry,
      Map<String, String> environment,
      Map<String, Integer> seen) {
    var who = who(table.place(), entry);
    int offset = entry.command().column() - 1;
    var text = entry.command().uncut();
    var logged = entry.command().logged();
    if (who.columnMissing() && entry.user().column() > 0) {
      offset = entry.user().column() - 1;
      text = entry.text().substring(offset);
      logged = text;
    }
    var shell = ShellLine.parse(text, offset);
    var id = id(table.path(), who.user(), text, seen);
    var command = logged.strip();
    var job =
        new Job(
            id,
            JobKind.SCHEDULED_COMMAND,
            JobName.of(shell, command),
            host,
            schedule(entry, environment),
            new Definition(table.path(), line.number(), who.user(), logged),
            command,
            "");
    return new TableJob(table, line, entry, who, shell, environment, job);
  }

  private String id(String path, String user, String command, Map<String, Integer> seen) {
    var id = StableId.of(host.name(), path, user, command.strip());
    int copy = seen.merge(id, 1, Integer::sum);
    return copy == 1 ? id : id + "-" + copy;
  }

  /// In a system table a path in the user column is a command whose user was forgotten.
  private static TableJob.Who who(TablePlace place, Entry entry) {
    if (place.spooled()) return new TableJob.Who(place.owner(), false);
    var user = entry.user().name();
    if (user.contains("/")) return new TableJob.Who("", true);
    return new TableJob.Who(user, user.isEmpty());
  }

  private Schedule schedule(Entry entry, Map<String, String> environment) {
    if (entry.timing().parts().isEmpty()) return new Schedule.Learning(0, RUNS_TO_LEARN);
    if (platform.dialect() != Platform.Dialect.CRONIE || !environment.containsKey("CRON_TZ")) {
      return entry.timing().schedule(platform.zone());
    }
    var zone = zone(environment.get("CRON_TZ"));
    return entry.timing().schedule(zone, ClockChanges.FOLLOWED);
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneId.of("UTC"); // what the C library makes of a zone it cannot find
    }
  }
}
