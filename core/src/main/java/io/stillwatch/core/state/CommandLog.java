// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.finding.ObservedCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The commands that were seen to start on a host, to which jobs each belongs, which runs have not
/// ended yet, the lines of ends and failures that wait for the start of their run, and what
/// processes wrote whose end was not reported yet.
public record CommandLog(
    Map<CommandKey, Seen> commands,
    List<OpenRun> open,
    List<LogRecord> waiting,
    List<Output> outputs) {
  public static final CommandLog EMPTY = new CommandLog(Map.of(), List.of(), List.of(), List.of());

  /// Who started what.
  public record CommandKey(String user, String command) {
    public static CommandKey of(String user, String command) {
      return new CommandKey(user, command.strip());
    }
  }

  /// When a command was seen, and the jobs that it belongs to.
  public record Seen(Instant first, Instant last, int runs, List<String> jobs) {
    public Seen {
      jobs = List.copyOf(jobs);
    }
  }

  /// A run whose end may still be reported; `most` is how long it may take by what was known when
  /// it started, so that it does not matter when that is looked at.
  public record OpenRun(
      String job, CommandKey key, long pid, Instant startedAt, Optional<Duration> most) {
    /// Empty if it may take as long as it likes.
    public Optional<Instant> mustEndBy() {
      return most.map(startedAt::plus);
    }
  }

  /// What the daemon logged of the output of one of its processes, from its first line on.
  public record Output(String user, long pid, Instant since, long bytes) {}

  public CommandLog {
    commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
    open = List.copyOf(open);
    waiting = List.copyOf(waiting);
    outputs = List.copyOf(outputs);
  }

  /// As the auditor reads them, oldest first; commands that were never started are left out.
  public List<ObservedCommand> observed() {
    return commands.entrySet().stream()
        .filter(entry -> entry.getValue().runs() > 0)
        .map(entry ->
            new ObservedCommand(
                entry.getKey().user(),
                entry.getKey().command(),
                entry.getValue().first(),
                entry.getValue().last(),
                entry.getValue().runs()))
        .toList();
  }
}
