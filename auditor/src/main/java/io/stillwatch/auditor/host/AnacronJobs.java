// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.anacron.Anacrontab;
import io.stillwatch.auditor.anacron.AnacrontabLine;
import io.stillwatch.auditor.crontab.CommandText;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.auditor.crontab.Timing;
import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import java.util.BitSet;
import java.util.List;

/// Makes jobs of the lines of an anacrontab; their commands are audited like those of cron.
///
/// anacron logs the identifier of a job, not its command, so that is what a run is known by. A line
/// that is wrong costs the line, as with cronie.
final class AnacronJobs {
  private static final CrontabLine.User ROOT = new CrontabLine.User("root", 0);

  private final Host host;
  private final Dialect dialect;

  AnacronJobs(Host host, Dialect dialect) {
    this.host = host;
    this.dialect = dialect;
  }

  List<TableJob> of(ConfigFile file) {
    var anacrontab = Anacrontab.read(file.path(), file.text(), dialect);
    var place = new TablePlace(file.path(), TablePlace.Format.SYSTEM, "");
    var crontab = new Crontab(place, Dialect.CRONIE, file.text(), List.of());
    var table = new Table(file, crontab, List.of(), false);
    return anacrontab.entries().stream().map(e -> job(table, anacrontab, e)).toList();
  }

  private TableJob job(Table table, Anacrontab anacrontab, AnacrontabLine.Entry entry) {
    var text = entry.command().text();
    int column = entry.command().column();
    var none = new BitSet();
    var fields = new CronFields(none, none, none, none, none, true, true);
    var written = entry.times().written();
    var line =
        new CrontabLine.Entry(
            entry.number(),
            entry.text(),
            new Timing(written, fields, List.of(), false, false),
            ROOT,
            new CommandText(text, column, false));
    var shell = ShellLine.parse(text, column - 1);
    var words = written.startsWith("@") ? written : "every " + written + " days";
    var job =
        new Job(
            StableId.of(host.name(), table.path(), entry.identifier()),
            JobKind.SCHEDULED_COMMAND,
            JobName.of(shell, text),
            host,
            new Schedule.SinceLast(entry.times().period(), "by anacron " + words),
            new Definition(table.path(), entry.number(), "root", entry.identifier()),
            text,
            "");
    var environment = anacrontab.environment(entry.number());
    return new TableJob(
        table, line, line, new TableJob.Who("root", false), shell, environment, job);
  }
}
