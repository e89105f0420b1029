// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.speed;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// Jobs that run hourly or daily, a little late, now and then not at all; half of them rotate logs.
final class MadeUpPast {
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final Instant UNTIL = START.plus(Duration.ofDays(90));

  private static final Duration HOURLY_PAST = Duration.ofDays(10);
  private static final double MISSED = 0.003;
  private static final int SAMPLES_A_PERIOD = 8;

  private final Random random;

  MadeUpPast(long seed) {
    random = new Random(seed);
  }

  List<JobHistory> jobs(int count) {
    var jobs = new ArrayList<JobHistory>();
    for (int i = 0; i < count; i++) jobs.add(job("job-" + i, i % 2 == 0, i % 4 < 2));
    return jobs;
  }

  private JobHistory job(String id, boolean hourly, boolean rotates) {
    var period = hourly ? Duration.ofHours(1) : Duration.ofDays(1);
    var from = hourly ? UNTIL.minus(HOURLY_PAST) : START;
    var schedule = schedule(hourly, period);
    double latest = 0.005 + 0.04 * random.nextDouble();
    var runs = new ArrayList<Instant>();
    var due = schedule.nextAfter(from, from).orElseThrow();
    while (due.isBefore(UNTIL)) {
      var late = (long) (random.nextDouble() * latest * period.toMillis());
      if (random.nextDouble() >= MISSED) runs.add(due.plusMillis(late));
      due = schedule.nextAfter(due, due).orElseThrow();
    }
    var kind = rotates ? JobKind.LOG_ROTATION : JobKind.SCHEDULED_COMMAND;
    var job = new Job(id, kind, id, Host.server("host"), schedule, Definition.LEARNED, id, "");
    var sizes = rotates ? sizes(runs, period, from) : List.<SizeSample>of();
    return new JobHistory(job, runs, List.of(), sizes, List.of(), List.of(), from);
  }

  private Schedule schedule(boolean hourly, Duration period) {
    var minute = bits(random.nextInt(60), 1);
    var hour = hourly ? bits(0, 24) : bits(random.nextInt(24), 1);
    var fields = new CronFields(minute, hour, bits(1, 31), bits(1, 12), bits(0, 7), true, true);
    return new Schedule.Cron("", fields, ZoneId.of("UTC"), period);
  }

  private static BitSet bits(int first, int count) {
    var bits = new BitSet();
    bits.set(first, first + count);
    return bits;
  }

  private List<SizeSample> sizes(List<Instant> runs, Duration period, Instant from) {
    var samples = new ArrayList<SizeSample>();
    var every = period.dividedBy(SAMPLES_A_PERIOD);
    double bytes = 0;
    int next = 0;
    for (var at = from; at.isBefore(UNTIL); at = at.plus(every)) {
      while (next < runs.size() && !runs.get(next).isAfter(at)) {
        bytes = 0;
        next++;
      }
      bytes += every.toSeconds() * 100 * Math.exp(0.3 * random.nextGaussian());
      samples.add(new SizeSample(at, (long) bytes, (long) (bytes * 5), 1 + Math.min(7, next)));
    }
    return samples;
  }
}
