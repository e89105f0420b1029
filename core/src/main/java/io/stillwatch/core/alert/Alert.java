// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One stoppage from its first miss to its recovery.
///
/// `group` is the job that all its members hang on: when one crontab line stops five rotations,
/// that is one alert with five stoppages. `causes` are ordered, the strongest first; `lines` are
/// hints at them from the log.
public record Alert(
    String id,
    String group,
    State state,
    List<Stoppage> stoppages,
    List<Cause> causes,
    Times times,
    Handling handling,
    List<Notification> notifications,
    ChangedLines lines) {
  public enum State {
    /// Predicted: nothing is missed yet.
    PENDING,
    FIRING,
    RESOLVED
  }

  /// `startedAt` is the first missed due time, `detectedAt` when the alert was opened.
  public record Times(Instant startedAt, Instant detectedAt, Optional<Instant> resolvedAt) {}

  /// What people did with it. Snoozed is not resolved: evaluation goes on.
  public record Handling(String acknowledgedBy, Instant snoozedUntil, Closing closing) {
    public static final Handling NONE = new Handling("", Instant.MIN);

    public Handling(String acknowledgedBy, Instant snoozedUntil) {
      this(acknowledgedBy, snoozedUntil, Closing.NONE);
    }

    public Handling closed(Closing as) {
      return new Handling(acknowledgedBy, snoozedUntil, as);
    }
  }

  /// Why an alert was resolved although its jobs did not run again: [Closing#NONE] if they did.
  ///
  /// `by` is a person, or empty where the jobs left the configuration.
  public record Closing(Kind kind, String by, String reason) {
    public static final Closing NONE = new Closing(Kind.RECOVERED, "", "");

    public enum Kind {
      RECOVERED,
      /// Nothing is expected of its jobs any more.
      RETIRED,
      /// A person closed it.
      CLOSED
    }
  }

  public Alert {
    if (stoppages.isEmpty()) throw new IllegalArgumentException("An alert needs a stoppage: " + id);
    stoppages = List.copyOf(stoppages);
    causes = List.copyOf(causes);
    notifications = List.copyOf(notifications);
  }

  /// Of which no log line is known.
  public Alert(
      String id,
      String group,
      State state,
      List<Stoppage> stoppages,
      List<Cause> causes,
      Times times,
      Handling handling,
      List<Notification> notifications) {
    this(id, group, state, stoppages, causes, times, handling, notifications, ChangedLines.NONE);
  }

  /// The stoppage that the alert is named after: the first that was missed.
  public Stoppage first() {
    return stoppages.getFirst();
  }

  public double score() {
    return stoppages.stream().mapToDouble(Stoppage::score).max().orElse(0);
  }

  public Severity severity() {
    return Severity.ofScore(score());
  }

  public int missedRuns() {
    return first().missedRuns();
  }

  public boolean open() {
    return state != State.RESOLVED;
  }

  /// Whether it reports runs that are not missed yet; once resolved, that never were.
  public boolean predicted() {
    return missedRuns() == 0;
  }

  /// The strongest; a change that is only shown beside the alert is none.
  public Optional<Cause> cause() {
    return causes.stream().filter(cause -> cause.link().explains()).findFirst();
  }

  public Alert withHandling(Handling newHandling) {
    return new Alert(id, group, state, stoppages, causes, times, newHandling, notifications, lines);
  }

  /// Resolved for another reason than that its jobs ran again.
  public Alert closed(Closing closing, Instant at) {
    var ended = new Times(times.startedAt(), times.detectedAt(), Optional.of(at));
    return new Alert(
        id,
        group,
        State.RESOLVED,
        stoppages,
        causes,
        ended,
        handling.closed(closing),
        notifications,
        lines);
  }

  public Alert withNotifications(List<Notification> newNotifications) {
    return new Alert(id, group, state, stoppages, causes, times, handling, newNotifications, lines);
  }

  public Alert withLines(ChangedLines newLines) {
    return new Alert(id, group, state, stoppages, causes, times, handling, notifications, newLines);
  }
}
