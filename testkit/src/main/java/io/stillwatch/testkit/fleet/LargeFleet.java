// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.fleet;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Many daily jobs with some days of verdicts until `now`, in stores in memory that count the
/// documents they return: for tests of what one request reads.
public final class LargeFleet {
  private static final int JOBS_A_HOST = 10;

  private final AtomicLong read = new AtomicLong();
  private final Outcomes outcomes = InMemoryStores.empty().outcomes();
  private final Instant now;

  public LargeFleet(int jobs, int days, Instant now) throws StoreException {
    this.now = now;
    var statuses = new ArrayList<JobStatus>(jobs);
    for (int i = 0; i < jobs; i++) {
      var job = job(i);
      statuses.add(status(job, i));
      verdicts(job, days);
    }
    outcomes.statuses().put(statuses);
  }

  private static Job job(int i) {
    return new Job(
        "job-" + i,
        JobKind.SCHEDULED_COMMAND,
        "Nightly job " + i,
        Host.server("host-" + i / JOBS_A_HOST),
        new Schedule.SinceLast(Duration.ofDays(1), "daily"),
        Definition.LEARNED,
        "/usr/local/bin/job-" + i,
        "");
  }

  private JobStatus status(Job job, int i) {
    var health = i % 500 == 0 ? JobHealth.SILENT : i % 90 == 0 ? JobHealth.LATE : JobHealth.ON_TIME;
    var last = Optional.of(now.minus(Duration.ofMinutes(i % 1_440)));
    return new JobStatus(
        job,
        health,
        new JobStatus.Timing(
            last, last, last.map(at -> at.plus(Duration.ofDays(1))), Duration.ofMinutes(30)),
        Optional.of(new Verdict.OnTime(last.get())),
        0,
        Optional.empty(),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }

  private void verdicts(Job job, int days) throws StoreException {
    var runs = new ArrayList<JudgedRun>(days);
    for (int day = 0; day < days; day++) {
      var due = now.minus(Duration.ofHours(1 + 24L * day));
      runs.add(new JudgedRun(job.id(), due, new Verdict.OnTime(due), due));
    }
    outcomes.verdicts().putVerdicts(runs);
  }

  /// The counting stores.
  public Outcomes outcomes() {
    return new Outcomes(
        counting(JobStatusStore.class, outcomes.statuses()),
        counting(RunStore.class, outcomes.runs()),
        counting(VerdictStore.class, outcomes.verdicts()),
        counting(AnomalyStore.class, outcomes.anomalies()),
        counting(SizeStore.class, outcomes.sizes()),
        counting(SeriesStore.class, outcomes.series()));
  }

  /// How many documents were returned since the last call.
  public long documentsRead() {
    return read.getAndSet(0);
  }

  private <T> T counting(Class<T> port, T store) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              try {
                var result = method.invoke(store, arguments);
                read.addAndGet(documents(result));
                return result;
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            }));
  }

  private static long documents(@Nullable Object result) {
    return switch (result) {
      case JobStatusStore.Page page -> page.jobs().size();
      case VerdictStore.Page page -> page.verdicts().size();
      case AnomalyStore.Page page -> page.anomalies().size();
      case List<?> list when !list.isEmpty() && list.getFirst() instanceof VerdictStore.Bucket -> 0;
      case Collection<?> all -> all.size();
      case null, default -> 0;
    };
  }
}
