// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Applies the schedules that people declared for jobs that ping.
///
/// 1. A declared job is due by its schedule, whether it ever pinged or not.
/// 2. What was learned of it stays; a new schedule counts from now on.
/// 3. A job that is not declared any more is retired.
/// 4. If it pings all the same, it is learned as any other.
/// 5. So is one that is declared without a schedule.
/// 6. Nothing changes while it is not known what is declared.
public final class DeclaredPings {
  private DeclaredPings() {}

  /// The id of the job of a key, declared or learned.
  public static String id(String key) {
    return ShortId.of("cron-", Host.HEARTBEATS.name(), key, key);
  }

  /// The job of a key that is declared without a schedule.
  public static Job learned(String key) {
    return new Job(
        id(key),
        JobKind.SCHEDULED_COMMAND,
        key,
        Host.HEARTBEATS,
        new Schedule.Learning(0, HostDraft.RUNS_TO_LEARN),
        Definition.LEARNED,
        key,
        "");
  }

  /// `known` is what is declared; empty while that is not known.
  public static Folded apply(HostState from, Optional<List<Job>> known, Instant at) {
    var draft = new HostDraft(from);
    if (known.isPresent() && from.host().equals(Host.HEARTBEATS)) apply(draft, known.get(), at);
    return draft.freeze();
  }

  private static void apply(HostDraft draft, List<Job> declared, Instant at) {
    var ids = new HashSet<String>();
    for (var job : declared) {
      ids.add(job.id());
      if (job.definition().configured()) declare(draft, job, at);
      else learn(draft, job, at);
    }
    for (var job : draft.jobs()) {
      if (job.learned() || ids.contains(job.id())) continue;
      if (!job.retired()) draft.put(job.retired("no longer declared", at));
      else if (pingedSince(job)) draft.put(learnedAgain(job, at));
    }
  }

  private static void learn(HostDraft draft, Job job, Instant at) {
    draft
        .job(job.id())
        .filter(state -> !state.learned())
        .ifPresent(state -> draft.put(learnedAgain(state, at)));
  }

  private static void declare(HostDraft draft, Job job, Instant at) {
    var known = draft.job(job.id());
    if (known.isEmpty()) {
      draft.found(job, at);
      draft.commands.owned(CommandKey.of(job.subject(), job.subject()), List.of(job.id()));
      return;
    }
    var state = known.get();
    if (state.job().equals(job) && !state.retired()) return;
    var next = state.active().with(job);
    boolean sameTimes = !state.retired() && state.job().schedule().equals(job.schedule());
    draft.put(sameTimes ? next : next.rescheduled(at));
  }

  private static boolean pingedSince(JobState job) {
    var end = job.lifecycle().retirement().at();
    return job.runs().last().filter(run -> run.isAfter(end)).isPresent();
  }

  private static JobState learnedAgain(JobState job, Instant at) {
    return job.active().with(learned(job.job().subject())).rescheduled(at);
  }
}
