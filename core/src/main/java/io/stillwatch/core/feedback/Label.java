// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.anomaly.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a person says of an alert, or of an anomaly that raised none.
///
/// A label is never changed: a newer one of the same subject replaces it, [Says#NOTHING] takes it
/// back. `scored` is what the autoencoder alone decided there: nothing, if the schedule proved it.
/// `wrong` is the cause that was shown when somebody called it wrong.
public record Label(
    Subject subject,
    Says says,
    String by,
    String note,
    Instant at,
    List<Scored> scored,
    Optional<WrongCause> wrong) {
  public Label {
    if (by.isBlank()) throw new IllegalArgumentException("A label needs a person: " + subject);
    scored = List.copyOf(scored);
  }

  /// That says nothing of a cause.
  public Label(
      Subject subject, Says says, String by, String note, Instant at, List<Scored> scored) {
    this(subject, says, by, note, at, scored, Optional.empty());
  }

  /// A finding that does not explain what happened to these jobs.
  public record WrongCause(String finding, String rule, List<String> jobs) {
    public WrongCause {
      jobs = List.copyOf(jobs);
    }
  }

  /// What is labelled, by its id.
  public record Subject(Kind kind, String id) {
    public enum Kind {
      ALERT,
      ANOMALY
    }

    public static Subject alert(String id) {
      return new Subject(Kind.ALERT, id);
    }

    public static Subject anomaly(String id) {
      return new Subject(Kind.ANOMALY, id);
    }
  }

  public enum Says {
    RIGHT,
    /// It happened, and was meant to.
    EXPECTED,
    /// It happened, for another reason than the one that was shown.
    WRONG_CAUSE,
    FALSE_ALARM,
    /// The label before is taken back.
    NOTHING
  }

  /// The highest score of a job in one way.
  public record Scored(String job, JobClass jobClass, Symptom symptom, double score) {}

  /// One document for each change.
  public String id() {
    return subject.kind() + "/" + subject.id() + "@" + at.toEpochMilli();
  }

  /// Whether it says something.
  public boolean counts() {
    return says != Says.NOTHING;
  }
}
