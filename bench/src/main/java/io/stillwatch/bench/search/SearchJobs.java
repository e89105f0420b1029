// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.search;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Daily jobs with a week of verdicts, of which some are silent or late.
record SearchJobs(List<JobStatus> statuses, List<JudgedRun> verdicts) {
  private static final int JOBS_A_HOST = 20;
  private static final int DAYS = 7;
  private static final Duration DAY = Duration.ofDays(1);

  static SearchJobs of(int jobs, Instant now) {
    var statuses = new ArrayList<JobStatus>(jobs);
    var verdicts = new ArrayList<JudgedRun>(jobs * DAYS);
    for (int i = 0; i < jobs; i++) {
      var job = job(i);
      statuses.add(status(job, i, now));
      for (int day = 0; day < DAYS; day++) {
        var due = now.minus(Duration.ofMinutes(i % 1_440)).minus(DAY.multipliedBy(day));
        verdicts.add(new JudgedRun(job.id(), due, new Verdict.OnTime(due), due));
      }
    }
    return new SearchJobs(statuses, verdicts);
  }

  private static Job job(int i) {
    return new Job(
        "job-" + i,
        JobKind.SCHEDULED_COMMAND,
        "Nightly job " + i,
        Host.server("host-" + i / JOBS_A_HOST),
        new Schedule.SinceLast(DAY, "daily"),
        Definition.LEARNED,
        "/usr/local/bin/job-" + i,
        "");
  }

  private static JobStatus status(Job job, int i, Instant now) {
    var health = i % 500 == 0 ? JobHealth.SILENT : i % 90 == 0 ? JobHealth.LATE : JobHealth.ON_TIME;
    var last = now.minus(Duration.ofMinutes(i % 1_440));
    return new JobStatus(
        job,
        health,
        new JobStatus.Timing(
            Optional.of(last),
            Optional.of(last),
            Optional.of(last.plus(DAY)),
            Duration.ofMinutes(30)),
        Optional.of(new Verdict.OnTime(last)),
        0,
        Optional.empty(),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }
}
