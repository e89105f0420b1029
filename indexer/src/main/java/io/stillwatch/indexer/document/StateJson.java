// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.CommandLog;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.state.CommandLog.Output;
import io.stillwatch.core.state.CommandLog.Seen;
import io.stillwatch.core.state.EvidencePosition;
import io.stillwatch.core.state.HabitHistory;
import io.stillwatch.core.state.RecentRuns;
import io.stillwatch.core.state.RecentWork;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The parts of a host's state whose components would be large or no JSON as they are.
///
/// Runs are an instant and the milliseconds from each run to the next one, with one digit for each
/// outcome; of the last ones that ended, three numbers each: the milliseconds from one to the next,
/// how many it took, and the bytes it wrote, -1 where that is not known. Hours of the week are one
/// digit each, in base 36; hashes are base64.
final class StateJson {
  private static final int RADIX = 36;
  private static final int NUMBERS_OF_WORK = 3;
  private static final int OUTCOMES = Run.Outcome.values().length;

  private StateJson() {}

  static JsonMapper.Builder addTo(JsonMapper.Builder mapper) {
    return mapper
        .addMixIn(LogEvent.class, LogEventTypes.class)
        .addMixIn(RecentRuns.class, AsStoredRuns.class)
        .addMixIn(HabitHistory.class, AsStoredHabit.class)
        .addMixIn(EvidencePosition.class, AsStoredPosition.class)
        .addMixIn(CommandLog.class, AsStoredCommands.class);
  }

  /// `work` is missing where nothing is known of it, and in states of earlier versions.
  record StoredRuns(long total, List<Long> times, String outcomes, Optional<List<Long>> work) {}

  record StoredHabit(String passed, String kept, Instant countedThrough, Instant learnedThrough) {}

  record StoredPosition(long number, String since, String before, String earlier, String refold) {}

  /// A key of two texts cannot be the name of a property.
  record StoredCommand(CommandKey key, Seen seen) {}

  /// States of earlier versions have no `outputs`.
  record StoredCommands(
      List<StoredCommand> commands,
      List<OpenRun> open,
      List<LogRecord> waiting,
      Optional<List<Output>> outputs) {}

  /// A state holds the lines in which a daemon complained, and ends that wait for their start;
  /// elsewhere an event is stored as fields.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = LogEvent.RunStarted.class, name = "run-start"),
    @JsonSubTypes.Type(value = LogEvent.RunEnded.class, name = "run-end"),
    @JsonSubTypes.Type(value = LogEvent.RunFailed.class, name = "run-failed"),
    @JsonSubTypes.Type(value = LogEvent.RunOutput.class, name = "run-output"),
    @JsonSubTypes.Type(value = LogEvent.ConfigRejected.class, name = "config-rejected"),
    @JsonSubTypes.Type(value = LogEvent.ConfigError.class, name = "config-error"),
    @JsonSubTypes.Type(value = LogEvent.ConfigReloaded.class, name = "config-reload"),
    @JsonSubTypes.Type(value = LogEvent.ConfigEdited.class, name = "config-edit"),
    @JsonSubTypes.Type(value = LogEvent.DaemonStarted.class, name = "daemon-start"),
    @JsonSubTypes.Type(value = LogEvent.HostBooted.class, name = "host-boot"),
    @JsonSubTypes.Type(value = LogEvent.DaemonStopped.class, name = "daemon-stop"),
    @JsonSubTypes.Type(value = LogEvent.Rotated.class, name = "rotation-evidence"),
    @JsonSubTypes.Type(value = LogEvent.Other.class, name = "other"),
    @JsonSubTypes.Type(value = LogEvent.Unparsed.class, name = "unparsed")
  })
  private interface LogEventTypes {}

  @JsonSerialize(converter = WriteRuns.class)
  @JsonDeserialize(converter = ReadRuns.class)
  private interface AsStoredRuns {}

  @JsonSerialize(converter = WriteHabit.class)
  @JsonDeserialize(converter = ReadHabit.class)
  private interface AsStoredHabit {}

  @JsonSerialize(converter = WritePosition.class)
  @JsonDeserialize(converter = ReadPosition.class)
  private interface AsStoredPosition {}

  @JsonSerialize(converter = WriteCommands.class)
  @JsonDeserialize(converter = ReadCommands.class)
  private interface AsStoredCommands {}

  static final class WriteRuns extends StdConverter<RecentRuns, StoredRuns> {
    @Override
    public StoredRuns convert(RecentRuns runs) {
      var times = new ArrayList<Long>(runs.size());
      long before = 0;
      for (long at : runs.startedAt()) {
        times.add(at - before);
        before = at;
      }
      return new StoredRuns(runs.total(), times, digits(runs.outcomes()), stored(runs.work()));
    }

    private static Optional<List<Long>> stored(RecentWork work) {
      if (work.size() == 0) return Optional.empty();
      var numbers = new ArrayList<Long>(work.size() * NUMBERS_OF_WORK);
      long before = 0;
      for (int i = 0; i < work.size(); i++) {
        numbers.add(work.startedAt()[i] - before);
        numbers.add((long) work.millis()[i]);
        numbers.add((long) work.bytes()[i]);
        before = work.startedAt()[i];
      }
      return Optional.of(numbers);
    }
  }

  static final class ReadRuns extends StdConverter<StoredRuns, RecentRuns> {
    @Override
    public RecentRuns convert(StoredRuns stored) {
      var times = stored.times().stream().mapToLong(Long::longValue).toArray();
      for (int i = 1; i < times.length; i++) times[i] += times[i - 1];
      var outcomes = numbers(stored.outcomes(), times.length);
      for (byte code : outcomes) {
        if (code >= OUTCOMES) throw new IllegalArgumentException("not an outcome: " + code);
      }
      return new RecentRuns(stored.total(), times, outcomes, work(stored.work().orElse(List.of())));
    }

    private static RecentWork work(List<Long> numbers) {
      int size = numbers.size() / NUMBERS_OF_WORK;
      var work = new RecentWork(new long[size], new int[size], new int[size]);
      long at = 0;
      for (int i = 0; i < size; i++) {
        at += numbers.get(i * NUMBERS_OF_WORK);
        work.startedAt()[i] = at;
        work.millis()[i] = Math.toIntExact(numbers.get(i * NUMBERS_OF_WORK + 1));
        work.bytes()[i] = Math.toIntExact(numbers.get(i * NUMBERS_OF_WORK + 2));
      }
      return work;
    }
  }

  static final class WriteHabit extends StdConverter<HabitHistory, StoredHabit> {
    @Override
    public StoredHabit convert(HabitHistory habit) {
      return new StoredHabit(
          digits(habit.passed()),
          digits(habit.kept()),
          habit.countedThrough(),
          habit.learnedThrough());
    }
  }

  static final class ReadHabit extends StdConverter<StoredHabit, HabitHistory> {
    @Override
    public HabitHistory convert(StoredHabit stored) {
      return new HabitHistory(
          numbers(stored.passed(), HabitHistory.HOURS),
          numbers(stored.kept(), HabitHistory.HOURS),
          stored.countedThrough(),
          stored.learnedThrough());
    }
  }

  static final class WritePosition extends StdConverter<EvidencePosition, StoredPosition> {
    @Override
    public StoredPosition convert(EvidencePosition position) {
      return new StoredPosition(
          position.number(),
          base64(position.since()),
          base64(position.before()),
          base64(position.earlier()),
          position.refold().orElse(""));
    }
  }

  static final class ReadPosition extends StdConverter<StoredPosition, EvidencePosition> {
    @Override
    public EvidencePosition convert(StoredPosition stored) {
      return new EvidencePosition(
          stored.number(),
          hashes(stored.since()),
          hashes(stored.before()),
          hashes(stored.earlier()),
          Optional.of(stored.refold()).filter(cursor -> !cursor.isEmpty()));
    }
  }

  static final class WriteCommands extends StdConverter<CommandLog, StoredCommands> {
    @Override
    public StoredCommands convert(CommandLog log) {
      var commands = new ArrayList<StoredCommand>(log.commands().size());
      log.commands().forEach((key, seen) -> commands.add(new StoredCommand(key, seen)));
      var outputs = Optional.of(log.outputs()).filter(all -> !all.isEmpty());
      return new StoredCommands(commands, log.open(), log.waiting(), outputs);
    }
  }

  static final class ReadCommands extends StdConverter<StoredCommands, CommandLog> {
    @Override
    public CommandLog convert(StoredCommands stored) {
      var commands = new LinkedHashMap<CommandKey, Seen>();
      for (var command : stored.commands()) commands.put(command.key(), command.seen());
      var outputs = stored.outputs().orElse(List.of());
      return new CommandLog(commands, stored.open(), stored.waiting(), outputs);
    }
  }

  private static String digits(byte[] numbers) {
    var digits = new StringBuilder(numbers.length);
    for (byte number : numbers) digits.append(Character.forDigit(number, RADIX));
    return digits.toString();
  }

  private static byte[] numbers(String digits, int expected) {
    if (digits.length() != expected) {
      throw new IllegalArgumentException(digits.length() + " digits instead of " + expected);
    }
    var numbers = new byte[expected];
    for (int i = 0; i < expected; i++) {
      int number = Character.digit(digits.charAt(i), RADIX);
      if (number < 0) throw new IllegalArgumentException("not a digit: " + digits.charAt(i));
      numbers[i] = (byte) number;
    }
    return numbers;
  }

  private static String base64(long[] hashes) {
    var bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
    bytes.asLongBuffer().put(hashes);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static long[] hashes(String base64) {
    var bytes = Base64.getDecoder().decode(base64);
    var hashes = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
    return hashes;
  }
}
