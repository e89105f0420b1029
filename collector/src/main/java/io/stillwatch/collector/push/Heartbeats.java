// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Pings of jobs that tell themselves that they ran, by the addresses of Healthchecks.
///
/// The key names the job. A start opens a run and a success ends it; without a start the job ran at
/// the time of its success. A failure is a failed run. A log message is evidence only.
public final class Heartbeats {
  /// As much of the body is kept as Healthchecks keeps.
  public static final int MAX_BODY_BYTES = 100_000;

  static final SourceId SOURCE = new SourceId(PushedSources.HEARTBEATS + Host.HEARTBEATS.name());
  private static final String DATASET = "heartbeat.ping";

  /// A UUID, or a slug; with the ping key of a project in front of it.
  private static final Pattern KEY =
      Pattern.compile("[A-Za-z0-9_-]{1,100}(?:/[A-Za-z0-9_-]{1,100})?");

  /// Keys of our own jobs begin like this.
  private static final String RESERVED = "stillwatch-";

  private final Intake intake;
  private final AtomicLong number = new AtomicLong();

  public Heartbeats(Intake intake) {
    this.intake = intake;
  }

  /// What a ping says.
  public sealed interface Signal {
    record Success() implements Signal {}

    record Start() implements Signal {}

    record Failure(String how) implements Signal {}

    record Message() implements Signal {}

    /// By the last part of the address; empty for one that is no signal.
    static Optional<Signal> of(String word) {
      return switch (word) {
        case "", "0" -> Optional.of(new Success());
        case "start" -> Optional.of(new Start());
        case "fail" -> Optional.of(new Failure("said so"));
        case "log" -> Optional.of(new Message());
        default ->
            word.matches("\\d{1,3}") && Integer.parseInt(word) <= 255
                ? Optional.of(new Failure("exit status " + Integer.parseInt(word)))
                : Optional.empty();
      };
    }
  }

  /// Whether a key is reserved for Stillwatch's own jobs; pings from outside are rejected.
  public static boolean isReserved(String key) {
    return key.startsWith(RESERVED);
  }

  /// Whether the key was pinged before, or there is room for another one.
  public boolean admits(String key) {
    return intake.quotas().admitsPing(key);
  }

  public static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /// Returns once the ping is safe; `body` is what the job wrote, for people.
  public void ping(String key, Signal signal, String body) throws StoreException {
    if (!isKey(key)) throw new IllegalArgumentException("No key of a heartbeat: " + key);
    var now = intake.now();
    var id = EvidenceId.of("ping", key, now.toString(), Long.toString(number.incrementAndGet()));
    var position = new Position("ping/" + key, "ping", 0);
    var text = body.isBlank() ? words(key, signal) : words(key, signal) + "\n" + body;
    var line = new Line(text, List.of());
    intake.keep(
        Host.HEARTBEATS.name(),
        List.of(
            new LogRecord(
                id, SOURCE, DATASET, Host.HEARTBEATS, now, position, line, event(key, signal))));
  }

  private static String words(String key, Signal signal) {
    return key
        + switch (signal) {
          case Signal.Success _ -> ": success";
          case Signal.Start _ -> ": start";
          case Signal.Failure(var how) -> ": failure, " + how;
          case Signal.Message _ -> ": log";
        };
  }

  /// Each key is a user of its own, so that similar keys are never taken for a misspelt command.
  private static LogEvent event(String key, Signal signal) {
    return switch (signal) {
      case Signal.Start _ -> new LogEvent.RunStarted(key, key, 0);
      case Signal.Success _ -> new LogEvent.RunEnded(key, key, 0);
      case Signal.Failure(var how) -> new LogEvent.RunFailed(key, how, 0);
      case Signal.Message _ -> new LogEvent.Other("ping");
    };
  }
}
