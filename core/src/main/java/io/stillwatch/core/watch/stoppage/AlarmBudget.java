// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import io.stillwatch.core.fleet.JobStatus.HeldAlarm;
import io.stillwatch.core.state.Alarm;
import io.stillwatch.core.state.Alarms;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Which alarms of the autoencoder alone become alerts: as many a month as an operator allows, the
/// strongest. Pure.
///
/// 1. Alarms are ranked by their peak over the threshold that they had to reach; of equal ones the
///    earlier comes first.
/// 2. An alarm is let through if it is among the strongest of the last 30 days, as many as the
///    budget allows in 30 days. If alarms keep coming as they do, so many come through on average.
/// 3. Never are more than twice as many let through in 30 days, however strong they are.
/// 4. What was let through stays so until it ends; what was held back is let through once its rank
///    allows it.
public final class AlarmBudget {
  /// An alarm of a job.
  public record JobAlarm(String job, Alarm alarm) {}

  private static final Comparator<JobAlarm> STRONGEST_FIRST =
      Comparator.comparingDouble((JobAlarm one) -> -one.alarm().rank())
          .thenComparing(one -> one.alarm().noticedAt())
          .thenComparing(JobAlarm::job);

  private final int perMonth;
  private final List<JobAlarm> fleet;
  private final Instant from;

  /// `fleet` holds the alarms of all jobs.
  public AlarmBudget(int perMonth, List<JobAlarm> fleet, Instant now) {
    this.perMonth = perMonth;
    this.fleet = fleet;
    this.from = now.minus(Alarms.WINDOW);
  }

  /// The host with the alarms let through that the budget allows.
  public HostState open(HostState host, Instant now) {
    var opened = new LinkedHashMap<String, JobState>();
    for (var job : host.jobs().values()) {
      var waiting = job.opinion().alarms().current().filter(alarm -> !alarm.opened());
      if (waiting.isEmpty() || !allows(new JobAlarm(job.id(), waiting.get()))) continue;
      opened.put(job.id(), job.with(job.opinion().with(job.opinion().alarms().opened(now))));
    }
    if (opened.isEmpty()) return host;
    var jobs = new LinkedHashMap<>(host.jobs());
    jobs.putAll(opened);
    return host.with(jobs);
  }

  /// The newest alarm of a job, if the budget held it back.
  public Optional<HeldAlarm> held(JobState job) {
    return job.opinion()
        .alarms()
        .last()
        .filter(alarm -> !alarm.opened())
        .filter(alarm -> alarm.goesOn() || recent(alarm))
        .map(alarm -> held(new JobAlarm(job.id(), alarm)));
  }

  private HeldAlarm held(JobAlarm one) {
    var alarm = one.alarm();
    return new HeldAlarm(alarm.noticedAt(), alarm.peak(), alarm.needed(), rank(one), perMonth);
  }

  boolean allows(JobAlarm one) {
    if (rank(one) > perMonth) return false;
    long opened = fleet.stream().filter(other -> openedRecently(other.alarm())).count();
    long before =
        stronger(one).stream()
            .filter(other -> other.alarm().goesOn() && !other.alarm().opened())
            .count();
    return opened + before < 2L * perMonth;
  }

  int rank(JobAlarm one) {
    return 1 + stronger(one).size();
  }

  private List<JobAlarm> stronger(JobAlarm one) {
    return fleet.stream()
        .filter(other -> recent(other.alarm()) && STRONGEST_FIRST.compare(other, one) < 0)
        .filter(other -> !other.equals(one))
        .toList();
  }

  private boolean recent(Alarm alarm) {
    return !alarm.noticedAt().isBefore(from);
  }

  private boolean openedRecently(Alarm alarm) {
    return alarm.openedAt().filter(at -> !at.isBefore(from)).isPresent();
  }
}
