// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What people note about a job: what they call it, who looks after it, where its runbook is, how
/// much it matters, and which limits apply instead of those that are learned.
///
/// Texts are empty where nothing is noted, and so is the importance: then the command decides.
public record JobNote(
    String name,
    String owner,
    String runbook,
    Optional<Importance> importance,
    Optional<Duration> grace,
    Optional<Duration> maxRuntime) {
  public static final JobNote NONE =
      new JobNote("", "", "", Optional.empty(), Optional.empty(), Optional.empty());

  /// What this says, and where it says nothing, what the other one does.
  public JobNote or(JobNote other) {
    if (other.equals(NONE)) return this;
    return new JobNote(
        name.isEmpty() ? other.name : name,
        owner.isEmpty() ? other.owner : owner,
        runbook.isEmpty() ? other.runbook : runbook,
        importance.or(other::importance),
        grace.or(other::grace),
        maxRuntime.or(other::maxRuntime));
  }

  /// How much a job matters, the least first.
  public enum Importance {
    LOW,
    NORMAL,
    HIGH,
    CRITICAL;

    /// As files, documents and the API write it.
    public String token() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Importance> ofToken(String token) {
      for (var each : values()) if (each.token().equals(token)) return Optional.of(each);
      return Optional.empty();
    }
  }
}
