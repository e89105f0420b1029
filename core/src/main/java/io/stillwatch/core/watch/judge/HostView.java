// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.Occurrence;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.watch.fold.UnitRuns;
import io.stillwatch.core.watch.judge.Occasion.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What can be seen of a host at an instant: how far its lines and its listings are complete, and
/// whether it is alive.
///
/// `lines` is the watermark of its logs. `now` is the instant of the tick. `plan` is what people
/// plan for its jobs.
public record HostView(HostState state, Instant lines, Instant now, Plan plan) {
  private static final Duration LEAST_SILENCE = Duration.ofMinutes(10);

  /// A host for which nothing is planned.
  public HostView(HostState state, Instant lines, Instant now) {
    this(state, lines, now, Plan.NONE);
  }

  HostSigns signs() {
    return state.signs();
  }

  /// What could be seen at an earlier instant, as far as it is known now.
  public HostView at(Instant then) {
    return new HostView(state, lines, then, plan);
  }

  /// Up to when the evidence of a job is complete.
  public Instant watermark(Job job) {
    var complete = job.kind().rotates() ? state.listings().listedAt() : lines;
    return Instants.earlier(complete, now);
  }

  /// Jobs that ping report to us directly, so that a ping that did not come was not sent.
  boolean pings() {
    return state.host().equals(Host.HEARTBEATS);
  }

  /// From when on lines of the scheduler of a job reach us; never before its first one.
  Instant heardSince(Job job) {
    if (job.kind() != JobKind.SCHEDULED_COMMAND) return Instant.MIN;
    return UnitRuns.of(job) ? signs().systemd().heardSince() : signs().cron().heardSince();
  }

  /// Whether a job was due while cron had stopped and was heard again: then it is cron that had
  /// stopped, and not the job.
  boolean heldUp(Job job, Instant due) {
    return job.kind() == JobKind.SCHEDULED_COMMAND
        && !UnitRuns.of(job)
        && signs().cron().stopped().contains(due);
  }

  /// The window in which a job is not expected at a due time.
  Optional<Occurrence> planned(Job job, Instant due) {
    return plan.maintenance().at(job, due);
  }

  /// Whether a missing run may be called missed.
  ///
  /// What people planned explains more than anything that was seen. A host that gave a sign of life
  /// after the due time, or no longer ago than it usually is silent, was alive. What the host was
  /// at the due time explains more than what it was soon after: that became known earlier.
  Unseen unseen(Job job, Instant due, Instant deadline) {
    var planned = planned(job, due);
    if (planned.isPresent()) return Unseen.because(planned.get().window().kind().why());
    if (signs().off().contains(due)) return Unseen.because(Verdict.Why.HOST_OFF);
    if (signs().silent().contains(due) && needsSigns(job))
      return Unseen.because(Verdict.Why.HOST_SILENT);
    if (signs().off().overlaps(due, deadline)) return Unseen.because(Verdict.Why.HOST_OFF);
    if (signs().clockChanges().overlaps(due, deadline))
      return Unseen.because(Verdict.Why.CLOCK_CHANGED);
    if (!needsSigns(job)) return Unseen.NO;
    return alive(due, deadline) ? Unseen.NO : Unseen.HOLD;
  }

  /// A listing or a ping is itself a sign of life.
  private boolean needsSigns(Job job) {
    return !job.kind().rotates() && !pings();
  }

  private boolean alive(Instant due, Instant deadline) {
    return !signs().last().isBefore(due) || !aliveUntil().isBefore(deadline);
  }

  /// A host counts as alive until its silence is longer than usual.
  private Instant aliveUntil() {
    var last = signs().last();
    if (last.equals(Instant.MIN)) return last;
    var usual = signs().usualGap().multipliedBy(3).dividedBy(2);
    return last.plus(Durations.longer(usual, LEAST_SILENCE));
  }

  /// Up to when it is certain that the host was alive, and its evidence complete.
  public Instant seenUntil(Job job) {
    var complete = watermark(job);
    if (!needsSigns(job)) return complete;
    return complete.isBefore(signs().last()) ? complete : signs().last();
  }
}
