// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import java.time.Instant;
import java.util.Optional;

/// Since when a finding is known, when it was last seen, and what people made of it.
public record FindingLifecycle(
    Instant firstSeen, Instant lastSeen, Status status, Optional<Decision> decision) {
  public enum Status {
    OPEN,
    ACCEPTED,
    FIXED,
    FALSE_POSITIVE
  }

  /// Who decided, why, when, and until when it holds; without an end it holds while the fault is
  /// there.
  public record Decision(String by, String why, Instant at, Optional<Instant> until) {}

  public FindingLifecycle(Instant firstSeen, Instant lastSeen, Status status) {
    this(firstSeen, lastSeen, status, Optional.empty());
  }

  public FindingLifecycle decided(Status newStatus, Decision newDecision) {
    return new FindingLifecycle(firstSeen, lastSeen, newStatus, Optional.of(newDecision));
  }

  /// Nobody's decision holds any more.
  public FindingLifecycle reopened() {
    return new FindingLifecycle(firstSeen, lastSeen, Status.OPEN);
  }

  /// Whether people decided this, and until a time that is over.
  public boolean expired(Instant now) {
    boolean decided = status == Status.ACCEPTED || status == Status.FALSE_POSITIVE;
    return decided
        && decision.flatMap(Decision::until).filter(end -> !end.isAfter(now)).isPresent();
  }
}
