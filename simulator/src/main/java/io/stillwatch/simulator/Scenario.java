// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import io.stillwatch.simulator.host.Change;
import io.stillwatch.simulator.host.Change.Edit;
import io.stillwatch.simulator.host.Change.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What happens in the fleet. Days count from 1, the day on which the simulation starts.
public enum Scenario {
  /// Nothing goes wrong; on day 20 somebody adds a job.
  HEALTHY,

  /// As healthy, but on day 45 an operator edits the crontab that rotates the slow query logs: the
  /// command for one database gets a typo, and the script behind it comes back without the
  /// permission that the job's user needs. Nothing fails loudly.
  CASE_STUDY;

  /// The day of the edit in [#CASE_STUDY].
  public static final int EDIT_DAY = 45;

  /// The database whose slow query log stops rotating.
  public static final String VICTIM = "orders-mysql";

  private static final int NEW_JOB_DAY = 20;
  private static final String TABLE = "/etc/cron.d/rds-log-rotation";
  private static final String SCRIPT = "/opt/dbtools/rotate-slow-log.sh";

  List<Change> changes(LocalDate firstDay) {
    var changes = new ArrayList<Change>();
    changes.add(newJob(firstDay));
    if (this == CASE_STUDY) changes.add(typo(firstDay));
    return changes;
  }

  private static Change newJob(LocalDate firstDay) {
    var table = "/var/spool/cron/crontabs/deploy";
    var cleanup = "30 5 * * 0 find";
    var job = "45 4 * * 1-5 /srv/shop/bin/export-prices >/dev/null 2>&1\n";
    return new Change(
        "web-1",
        firstDay.plusDays(NEW_JOB_DAY - 1).atTime(9, 42, 8),
        List.of(new Edit.Replace(table, cleanup, job + cleanup)),
        List.of(
            new Message(0, "crontab[%d]", "(deploy) BEGIN EDIT (deploy)"),
            new Message(41, "crontab[%d]", "(deploy) REPLACE (deploy)"),
            new Message(41, "crontab[%d]", "(deploy) END EDIT (deploy)")));
  }

  private static Change typo(LocalDate firstDay) {
    var sudo = "operator : TTY=pts/0 ; PWD=/home/operator ; USER=root ; COMMAND=";
    var install = "/usr/bin/install -m 0744 rotate-slow-log.sh " + SCRIPT;
    return new Change(
        "ops-1",
        firstDay.plusDays(EDIT_DAY - 1).atTime(14, 10, 6),
        List.of(
            new Edit.Replace(
                TABLE, SCRIPT + " " + VICTIM, "/opt/dbtools/rotate-slow-lgo.sh " + VICTIM),
            // Root may still run it; dbops, whose job it is, may not.
            new Edit.Chmod(SCRIPT, "0744")),
        List.of(
            new Message(0, "sudo", sudo + install),
            new Message(19, "sudo", sudo + "/usr/bin/vim " + TABLE)));
  }
}
