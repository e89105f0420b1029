// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.anomaly.Symptom;
import java.time.Instant;
import java.util.List;

/// What a person says of an alert, or of an anomaly that raised none.
///
/// A label is never changed: a newer one of the same subject replaces it, [Says#NOTHING] takes it
/// back. `scored` is what the autoencoder alone decided there: nothing, if the schedule proved it.
public record Label(
    Subject subject, Says says, String by, String note, Instant at, List<Scored> scored) {
  public Label {
    if (by.isBlank()) throw new IllegalArgumentException("A label needs a person: " + subject);
    scored = List.copyOf(scored);
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
