// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.state.CommandLog;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.state.CommandLog.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The commands of a host while evidence is folded in.
///
/// Bounded: of the commands that do not belong to a known job, only the thousand that were seen
/// last are remembered, and some dozens more until the oldest are next forgotten.
final class CommandBook {
  private static final int MOST_COMMANDS = 1_000;
  private static final int FORGET_EVERY = 50;
  private static final int MOST_OPEN = 256;
  private static final int MOST_WAITING = 256;

  /// A run that has not ended by then is not waited for any more.
  private static final Duration OPEN_FOR = Duration.ofDays(7);

  private final CommandLog from;
  private final Map<CommandKey, Seen> commands;
  private final List<OpenRun> open;
  private final List<LogRecord> waiting;
  private final OutputBook outputs;
  private boolean changed;

  CommandBook(CommandLog from) {
    this.from = from;
    this.commands = new LinkedHashMap<>(from.commands());
    this.open = new ArrayList<>(from.open());
    this.waiting = new ArrayList<>(from.waiting());
    this.outputs = new OutputBook(from.outputs());
  }

  CommandLog freeze() {
    return changed || outputs.changed() ? now() : from;
  }

  CommandLog now() {
    return new CommandLog(commands, open, waiting, outputs.now());
  }

  OutputBook outputs() {
    return outputs;
  }

  List<String> jobs(CommandKey key) {
    var seen = commands.get(key);
    return seen == null ? List.of() : seen.jobs();
  }

  /// Notes a start; true if the command was never started before.
  boolean started(CommandKey key, Instant at) {
    var known = commands.get(key);
    changed = true;
    if (known == null || known.runs() == 0) {
      var jobs = known == null ? List.<String>of() : known.jobs();
      commands.put(key, new Seen(at, at, 1, jobs));
      return true;
    }
    if (at.isAfter(known.last())) {
      commands.put(key, new Seen(known.first(), at, known.runs() + 1, known.jobs()));
    }
    return false;
  }

  /// Forgets what was not seen for longest beyond the limit; a command of a job in `known` counts
  /// towards no limit.
  void forgetOldest(Predicate<String> known) {
    if (commands.size() <= MOST_COMMANDS || commands.size() % FORGET_EVERY != 0) return;
    var others =
        commands.entrySet().stream()
            .filter(entry -> entry.getValue().jobs().stream().noneMatch(known))
            .sorted(Comparator.comparing(entry -> entry.getValue().last()))
            .map(Map.Entry::getKey)
            .toList();
    int surplus = Math.max(0, others.size() - MOST_COMMANDS);
    others.subList(0, surplus).forEach(commands::remove);
  }

  /// Forgets the commands of jobs that are not known any more.
  void forget(Set<String> jobs) {
    if (jobs.isEmpty()) return;
    changed |=
        commands.values().removeIf(seen -> !seen.jobs().isEmpty() && jobs.containsAll(seen.jobs()));
  }

  void owned(CommandKey key, Collection<String> owners) {
    var known = commands.getOrDefault(key, new Seen(Instant.MAX, Instant.MIN, 0, List.of()));
    commands.put(key, new Seen(known.first(), known.last(), known.runs(), List.copyOf(owners)));
    changed = true;
  }

  /// The commands of the log that a configured one may stand for: itself, and, where its secrets
  /// were replaced, those that are the same but for them.
  List<CommandKey> writtenAs(CommandKey configured) {
    var keys = new ArrayList<>(List.of(configured));
    if (!RedactedCommand.is(configured.command())) return keys;
    for (var key : commands.keySet()) if (RedactedCommand.matches(configured, key)) keys.add(key);
    return keys;
  }

  /// The owners of a command that was never seen before: those of a configured one whose secrets
  /// were replaced.
  List<String> ownersOfRedacted(CommandKey key) {
    for (var known : commands.entrySet()) {
      if (!known.getValue().jobs().isEmpty() && RedactedCommand.matches(known.getKey(), key)) {
        return known.getValue().jobs();
      }
    }
    return List.of();
  }

  /// Moves the commands of one job to another.
  void moved(String from, String to) {
    for (var entry : List.copyOf(commands.entrySet())) {
      if (entry.getValue().jobs().contains(from)) {
        var owners = new ArrayList<>(entry.getValue().jobs());
        owners.replaceAll(owner -> owner.equals(from) ? to : owner);
        owned(entry.getKey(), owners.stream().distinct().toList());
      }
    }
  }

  List<String> commandsOf(String job) {
    return commands.entrySet().stream()
        .filter(entry -> entry.getValue().jobs().contains(job))
        .map(entry -> entry.getKey().command())
        .toList();
  }

  void opened(OpenRun run) {
    if (open.contains(run)) return;
    open.removeIf(old -> old.startedAt().plus(OPEN_FOR).isBefore(run.startedAt()));
    open.add(run);
    if (open.size() > MOST_OPEN) open.removeFirst();
    changed = true;
  }

  /// The runs of one start that an end belongs to: those of the same process if there are, else the
  /// oldest start of the same command (cronie logs the end under another process).
  List<OpenRun> endedBy(CommandKey key, long pid) {
    var sameProcess =
        open.stream().filter(run -> pid != 0 && run.pid() == pid && run.key().equals(key)).toList();
    var ended = sameProcess.isEmpty() ? oldest(key) : sameProcess;
    close(ended);
    return ended;
  }

  private List<OpenRun> oldest(CommandKey key) {
    var ofKey = open.stream().filter(run -> run.key().equals(key)).toList();
    if (ofKey.isEmpty()) return List.of();
    var first = ofKey.getFirst();
    return ofKey.stream()
        .filter(run -> run.startedAt().equals(first.startedAt()) && run.pid() == first.pid())
        .toList();
  }

  /// The runs that a failure belongs to: of that process, else the newest of that command.
  List<OpenRun> failedBy(String command, long pid) {
    var sameProcess = open.stream().filter(run -> pid != 0 && run.pid() == pid).toList();
    if (!sameProcess.isEmpty()) return newest(sameProcess);
    if (command.isEmpty()) return List.of();
    return newest(open.stream().filter(run -> run.key().command().equals(command)).toList());
  }

  /// The newest run of a job that pings, which ends with the ping, successful or not.
  List<OpenRun> pingedBy(String pingKey) {
    var ended = failedBy(pingKey, 0);
    close(ended);
    return ended;
  }

  private static List<OpenRun> newest(List<OpenRun> runs) {
    if (runs.isEmpty()) return runs;
    var last = runs.getLast().startedAt();
    return runs.stream().filter(run -> run.startedAt().equals(last)).toList();
  }

  /// Keeps an end until the start of its run is read; returns the oldest one if there are too many.
  Optional<LogRecord> waits(LogRecord end) {
    changed = true;
    waiting.add(end);
    waiting.sort(Comparator.comparing(LogRecord::at));
    return waiting.size() > MOST_WAITING ? Optional.of(waiting.removeFirst()) : Optional.empty();
  }

  /// Takes the ends that may belong to a run that started at an instant.
  List<LogRecord> takeEndsFrom(Instant start) {
    return take(end -> !end.at().isBefore(start));
  }

  /// Takes the ends that are so much older than an instant that the start of their runs will not be
  /// read any more.
  List<LogRecord> takeEndsThrough(Instant complete, Duration older) {
    return take(end -> !end.at().plus(older).isAfter(complete));
  }

  private List<LogRecord> take(Predicate<LogRecord> wanted) {
    var taken = waiting.stream().filter(wanted).toList();
    changed |= waiting.removeAll(taken);
    return taken;
  }

  void close(Collection<OpenRun> runs) {
    changed |= open.removeAll(runs);
  }

  /// The runs of a job that have not ended.
  Optional<OpenRun> openRunOf(String job) {
    return open.stream().filter(run -> run.job().equals(job)).findFirst();
  }
}
