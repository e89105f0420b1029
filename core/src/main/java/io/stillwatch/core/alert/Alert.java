// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One story of things that stopped for the same reason, from its first sign to its end.
///
/// An alert of several jobs is one story; `stoppages` begin with the one that names it. Only an
/// observed run, a retirement or a person ends it.
public record Alert(
    String id,
    String group,
    State state,
    List<Stoppage> stoppages,
    List<Cause> causes,
    Times times,
    Handling handling,
    List<Notification> notifications,
    Assessment assessment) {
  public enum State {
    /// Predicted: nothing is missed yet.
    PENDING,
    FIRING,
    /// Runs were seen, but not enough of them.
    RECOVERING,
    RESOLVED
  }

  /// `startedAt` is the first missed due time, `detectedAt` when the alert was opened, `stops` how
  /// often its jobs stopped since.
  public record Times(
      Instant startedAt, Instant detectedAt, Optional<Instant> resolvedAt, int stops) {
    public Times(Instant startedAt, Instant detectedAt, Optional<Instant> resolvedAt) {
      this(startedAt, detectedAt, resolvedAt, 1);
    }

    public Times stoppedAgain() {
      return new Times(startedAt, detectedAt, Optional.empty(), stops + 1);
    }
  }

  /// What people did with it; an empty name is nobody. Evaluation goes on whatever they did: while
  /// it is snoozed or muted, messages are recorded and not sent.
  public record Handling(
      String acknowledgedBy, String assignee, Snooze snooze, String mutedBy, Closing closing) {
    public static final Handling NONE = new Handling("", "", Snooze.NONE, "", Closing.NONE);

    /// Snoozed until a time.
    public Handling(String acknowledgedBy, Instant snoozedUntil) {
      this(acknowledgedBy, "", Snooze.until(snoozedUntil), "", Closing.NONE);
    }

    public Instant snoozedUntil() {
      return snooze.until();
    }

    public Handling acknowledged(String by) {
      return new Handling(by, assignee, snooze, mutedBy, closing);
    }

    public Handling assigned(String to) {
      return new Handling(acknowledgedBy, to, snooze, mutedBy, closing);
    }

    public Handling snoozed(Snooze as) {
      return new Handling(acknowledgedBy, assignee, as, mutedBy, closing);
    }

    public Handling muted(String by) {
      return new Handling(acknowledgedBy, assignee, snooze, by, closing);
    }

    public Handling closed(Closing as) {
      return new Handling(acknowledgedBy, assignee, snooze, mutedBy, as);
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

  /// Of which no log line is known, and whose impact was not weighed.
  public Alert(
      String id,
      String group,
      State state,
      List<Stoppage> stoppages,
      List<Cause> causes,
      Times times,
      Handling handling,
      List<Notification> notifications) {
    this(id, group, state, stoppages, causes, times, handling, notifications, Assessment.NONE);
  }

  /// The stoppage that the alert is named after: the first that was missed.
  public Stoppage first() {
    return stoppages.getFirst();
  }

  public double score() {
    return stoppages.stream().mapToDouble(Stoppage::score).max().orElse(0);
  }

  public ChangedLines lines() {
    return assessment.lines();
  }

  public Impact impact() {
    return assessment.impact();
  }

  /// By its impact; by its score while that was not weighed.
  public Severity severity() {
    return impact().known() ? impact().severity() : Severity.ofScore(score());
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

  public Alert with(State newState, Times newTimes) {
    return new Alert(
        id, group, newState, stoppages, causes, newTimes, handling, notifications, assessment);
  }

  public Alert withStory(List<Stoppage> members, List<Cause> newCauses) {
    return new Alert(
        id, group, state, members, newCauses, times, handling, notifications, assessment);
  }

  public Alert withHandling(Handling newHandling) {
    return new Alert(
        id, group, state, stoppages, causes, times, newHandling, notifications, assessment);
  }

  /// Resolved for another reason than that its jobs ran again.
  public Alert closed(Closing closing, Instant at) {
    var ended = new Times(times.startedAt(), times.detectedAt(), Optional.of(at), times.stops());
    return with(State.RESOLVED, ended).withHandling(handling.closed(closing));
  }

  /// Open again, as if it had not been closed by a person.
  public Alert reopened() {
    var goesOn = new Times(times.startedAt(), times.detectedAt(), Optional.empty(), times.stops());
    var open = predicted() ? State.PENDING : State.FIRING;
    return with(open, goesOn).withHandling(handling.closed(Closing.NONE));
  }

  public Alert withNotifications(List<Notification> newNotifications) {
    return new Alert(
        id, group, state, stoppages, causes, times, handling, newNotifications, assessment);
  }

  public Alert with(Assessment newAssessment) {
    return new Alert(
        id, group, state, stoppages, causes, times, handling, notifications, newAssessment);
  }

  public Alert withLines(ChangedLines newLines) {
    return with(new Assessment(newLines, impact(), assessment.note(), assessment.around()));
  }

  public Alert withImpact(Impact newImpact) {
    return with(new Assessment(lines(), newImpact, assessment.note(), assessment.around()));
  }

  public Alert withSurroundings(Surroundings around) {
    return with(new Assessment(lines(), impact(), assessment.note(), around));
  }
}
