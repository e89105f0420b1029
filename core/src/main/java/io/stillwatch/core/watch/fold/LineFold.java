// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Folds one log line: what a daemon started, what ended or failed, what that wrote, what the
/// daemon complains of, and that the host is alive.
final class LineFold {
  /// A shorter silence before a boot was a restart, not a time in which the host was off.
  private static final Duration SHORTEST_OFF = Duration.ofMinutes(2);

  private LineFold() {}

  static void add(HostDraft draft, LogRecord line) {
    sign(draft, line);
    var configuration = draft.configuration;
    switch (line.event()) {
      case LogEvent.RunStarted started -> started(draft, line, started);
      case LogEvent.RunEnded ended -> ended(draft, line, ended);
      case LogEvent.RunFailed failed -> failed(draft, line, failed);
      case LogEvent.Rotated _ ->
          draft.listings = Rotations.announced(draft.listings, line.position().path(), line.at());
      case LogEvent.ConfigRejected(var path, var reason) ->
          draft.configuration = configuration.complaining(path + ' ' + reason, line);
      case LogEvent.ConfigError(var path, var reason) ->
          draft.configuration = configuration.complaining(path + ' ' + reason, line);
      case LogEvent.ConfigReloaded(var path) ->
          draft.configuration = configuration.satisfied(path).withAuditDue();
      case LogEvent.ConfigEdited(_, var action) -> {
        if (!action.equals("LIST")) draft.configuration = configuration.withAuditDue();
      }
      case LogEvent.RunOutput output -> draft.commands.outputs().wrote(output, line.at());
      case LogEvent.DaemonStarted _ -> draft.configuration = configuration.withoutComplaints();
      case LogEvent.HostBooted _,
          LogEvent.DaemonStopped _,
          LogEvent.Other _,
          LogEvent.Unparsed _ -> {}
    }
  }

  private static void sign(HostDraft draft, LogRecord line) {
    var event = line.event();
    if (event instanceof LogEvent.HostBooted) booted(draft, line.at());
    if (event instanceof LogEvent.Rotated || event instanceof LogEvent.Other)
      draft.signs = draft.signs.lineAt(line.at());
    else if (event instanceof LogEvent.HostBooted) draft.signs = draft.signs.bootedAt(line.at());
    else if (UnitRuns.reportedBy(event)) draft.signs = draft.signs.systemdAt(line.at());
    else if (event.concernsJobs()) draft.signs = draft.signs.cronAt(line.at());
  }

  /// Between its last sign of life and its boot the host was off. Another line that was written
  /// soon after the boot may have been read first: then a silence has just ended.
  private static void booted(HostDraft draft, Instant at) {
    var last = draft.signs.last();
    if (last.equals(Instant.MIN)) return;
    if (!last.plus(SHORTEST_OFF).isAfter(at)) {
      draft.signs = draft.signs.withOff(new Interval(last, at));
      return;
    }
    draft.signs.silent().spans().stream()
        .filter(span -> !span.until().isBefore(at) && span.until().isBefore(at.plus(SHORTEST_OFF)))
        .filter(span -> !span.from().plus(SHORTEST_OFF).isAfter(at))
        .findFirst()
        .ifPresent(span -> draft.signs = draft.signs.withOff(new Interval(span.from(), at)));
  }

  private static void started(HostDraft draft, LogRecord line, LogEvent.RunStarted started) {
    var key = CommandKey.of(started.user(), started.command());
    if (UnitRuns.daemon(started) && draft.commands.jobs(key).isEmpty()) return;
    boolean firstSeen = draft.commands.started(key, line.at());
    if (draft.commands.jobs(key).isEmpty())
      draft.commands.owned(key, owners(draft, key, line.at()));
    if (firstSeen) {
      draft.configuration = draft.configuration.withAuditDue();
      draft.forgetCommands();
    }
    for (var job : due(draft, draft.commands.jobs(key), line.at())) {
      draft.ran(job, line.at(), Run.Outcome.STARTED, started.command(), line.id());
      draft.commands.opened(new OpenRun(job, key, started.pid(), line.at(), most(draft, job)));
    }
    for (var early : draft.commands.takeEndsFrom(line.at())) end(draft, early);
  }

  /// How long a run that starts now may take.
  ///
  /// 1. What people set, where ends are reported: one was, or the job pings.
  /// 2. Where ends are reported, three times the longest run so far and ten minutes.
  /// 3. A job that pings its start must ping its end within a period.
  /// 4. Else ends are not reported, and no run is overdue.
  private static Optional<Duration> most(HostDraft draft, String id) {
    var job = draft.job(id);
    var set = job.flatMap(state -> draft.note(state).maxRuntime());
    boolean ends = job.filter(state -> state.judgements().lengths().any()).isPresent();
    if (set.isPresent() && (ends || pinged(draft))) return set;
    var known = job.flatMap(state -> state.judgements().lengths().most());
    if (known.isPresent() || !pinged(draft)) return known;
    return job.map(state -> state.job().schedule().period()).filter(Duration::isPositive);
  }

  private static void end(HostDraft draft, LogRecord line) {
    switch (line.event()) {
      case LogEvent.RunEnded ended -> ended(draft, line, ended);
      case LogEvent.RunFailed failed -> failed(draft, line, failed);
      default -> throw new IllegalArgumentException("not an end: " + line.event().kind());
    }
  }

  /// The start of a run may be read after its end, which waits for it.
  private static void waits(HostDraft draft, LogRecord line) {
    draft.commands.waits(line).ifPresent(oldest -> unstarted(draft, oldest));
  }

  /// An end whose start was not seen shows that the job ran all the same.
  static void unstarted(HostDraft draft, LogRecord line) {
    switch (line.event()) {
      case LogEvent.RunEnded ended -> endedUnstarted(draft, line, ended);
      case LogEvent.RunFailed(var command, var detail, _) -> {
        for (var id : jobsNamed(draft, command))
          draft.ran(id, line.at(), Run.Outcome.FAILED, detail, line.id());
      }
      default -> throw new IllegalArgumentException("not an end: " + line.event().kind());
    }
  }

  private static List<String> owners(HostDraft draft, CommandKey key, Instant at) {
    var configured = draft.commands.ownersOfRedacted(key);
    return configured.isEmpty() ? learned(draft, key, at) : configured;
  }

  /// None if the host has as many such jobs as it may have.
  private static List<String> learned(HostDraft draft, CommandKey key, Instant at) {
    var id = ShortId.of("cron-", draft.host().name(), key.user(), key.command());
    if (draft.job(id).isEmpty()) {
      if (!draft.makesRoom(at)) {
        draft.refused();
        return List.of();
      }
      draft.found(
          new Job(
              id,
              JobKind.SCHEDULED_COMMAND,
              CommandWords.withoutRedirections(key.command()),
              draft.host(),
              new Schedule.Learning(0, HostDraft.RUNS_TO_LEARN),
              Definition.LEARNED,
              key.command(),
              ""),
          at);
    }
    return List.of(id);
  }

  /// Of several lines with the same command those that are due in this minute; all of them if none
  /// is, because cron may be catching up after a clock change.
  static List<String> due(HostDraft draft, List<String> jobs, Instant at) {
    if (jobs.size() == 1) return jobs;
    var minute = at.truncatedTo(ChronoUnit.MINUTES);
    var due =
        jobs.stream()
            .filter(id ->
                draft
                    .job(id)
                    .flatMap(job -> job.job().schedule().nextAfter(minute.minusMillis(1), at))
                    .filter(minute::equals)
                    .isPresent())
            .toList();
    return due.isEmpty() ? jobs : due;
  }

  private static void ended(HostDraft draft, LogRecord line, LogEvent.RunEnded ended) {
    var key = CommandKey.of(ended.user(), ended.command());
    boolean pinged = pinged(draft);
    var runs =
        pinged ? draft.commands.pingedBy(key.command()) : draft.commands.endedBy(key, ended.pid());
    if (!runs.isEmpty()) finished(draft, line, ended, runs);
    boolean known = !draft.commands.jobs(key).isEmpty();
    if (!runs.isEmpty() || (!known && UnitRuns.reportedBy(ended))) return;
    if (pinged) endedUnstarted(draft, line, ended);
    else waits(draft, line);
  }

  private static void endedUnstarted(HostDraft draft, LogRecord line, LogEvent.RunEnded ended) {
    var key = CommandKey.of(ended.user(), ended.command());
    if (draft.commands.jobs(key).isEmpty())
      draft.commands.owned(key, owners(draft, key, line.at()));
    for (var id : due(draft, draft.commands.jobs(key), line.at())) {
      boolean seen = draft.job(id).filter(job -> startSeen(job, line.at())).isPresent();
      if (seen && !pinged(draft)) continue;
      draft.ran(id, line.at(), Run.Outcome.SUCCEEDED, "ended", line.id());
    }
  }

  /// A job that pings reports its success or its failure after its last start, or without one.
  private static boolean pinged(HostDraft draft) {
    return draft.host().equals(Host.HEARTBEATS);
  }

  private static boolean startSeen(JobState job, Instant end) {
    var half = job.job().schedule().period().dividedBy(2);
    return job.runs()
        .floor(end)
        .filter(start -> start.plus(half).isAfter(end) || half.isZero())
        .isPresent();
  }

  /// The runs of one start, which the jobs that share the command have in common.
  private static void finished(
      HostDraft draft, LogRecord line, LogEvent.RunEnded ended, List<OpenRun> runs) {
    long bytes = draft.commands.outputs().takeBytes(ended, runs.getFirst().startedAt());
    for (var run : runs) finished(draft, line, run, bytes);
  }

  private static void finished(HostDraft draft, LogRecord line, OpenRun run, long bytes) {
    var job = draft.job(run.job());
    if (job.isEmpty()) return;
    var took = took(run, line);
    var lengths = job.get().judgements().lengths();
    boolean failed =
        job.get().runs().outcome(run.startedAt()).filter(Run.Outcome.FAILED::equals).isPresent();
    boolean tooShort = lengths.tooShort(took);
    var counted = tooShort ? lengths.withUnusual(run.startedAt(), took) : lengths.with(took);
    if (tooShort || !failed) {
      draft.put(job.get().with(counted));
    }
    var outcome = tooShort ? Run.Outcome.TOO_SHORT : Run.Outcome.SUCCEEDED;
    var figures =
        new RunFigures(run.startedAt(), outcome, Optional.of(took), output(job.get(), bytes));
    draft.ran(run.job(), figures, "took " + took.toSeconds() + " s", line.id());
  }

  /// Of a clock that was set back meanwhile nothing can be said but that it ended.
  private static Duration took(OpenRun run, LogRecord end) {
    return Durations.longer(Duration.ZERO, Duration.between(run.startedAt(), end.at()));
  }

  /// That a run wrote nothing is known only of a job whose output was logged before.
  private static Optional<Long> output(JobState job, long bytes) {
    boolean logged = bytes > 0 || job.runs().work().hasOutput();
    return logged ? Optional.of(bytes) : Optional.empty();
  }

  /// A failure belongs to the run of that process, or to the newest run of that command. A key that
  /// reports only failures has a job too.
  private static void failed(HostDraft draft, LogRecord line, LogEvent.RunFailed failed) {
    var runs =
        pinged(draft)
            ? draft.commands.pingedBy(failed.command())
            : draft.commands.failedBy(failed.command(), failed.pid());
    for (var run : runs) {
      var took = Optional.of(took(run, line));
      var figures = new RunFigures(run.startedAt(), Run.Outcome.FAILED, took, Optional.empty());
      draft.ran(run.job(), figures, failed.detail(), line.id());
      noteDelay(draft, run, line.at());
    }
    if (!runs.isEmpty()) return;
    if (!pinged(draft)) {
      waits(draft, line);
      return;
    }
    known(draft, failed.command(), line.at());
    unstarted(draft, line);
  }

  private static void known(HostDraft draft, String pingKey, Instant at) {
    var key = CommandKey.of(pingKey, pingKey);
    if (draft.commands.jobs(key).isEmpty()) draft.commands.owned(key, owners(draft, key, at));
  }

  private static List<String> jobsNamed(HostDraft draft, String command) {
    return draft.jobs().stream()
        .filter(job -> job.job().kind() == JobKind.SCHEDULED_COMMAND)
        .filter(job -> command.equals(command(job.job())))
        .map(JobState::id)
        .toList();
  }

  private static String command(Job job) {
    return job.definition().configured() ? job.definition().command() : job.subject();
  }

  /// How long after its start a run is known to have failed: a later run is believed only then.
  private static void noteDelay(HostDraft draft, OpenRun run, Instant at) {
    var job = draft.job(run.job());
    if (job.isEmpty()) return;
    long seconds = Math.max(0, Duration.between(run.startedAt(), at).toSeconds());
    var streak = job.get().judgements().streak();
    if (seconds <= streak.failedAfterSeconds()) return;
    draft.put(job.get().with(job.get().judgements().withStreak(streak.failedAfter(seconds))));
  }
}
