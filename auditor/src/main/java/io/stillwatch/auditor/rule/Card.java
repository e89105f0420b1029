// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.core.finding.Finding.Severity;
import java.util.EnumSet;
import java.util.Set;

/// What people read about a rule: its id, how bad it is, one sentence, a bad and a good example.
public record Card(
    String id, Severity severity, String says, String bad, String good, Set<Fact> needs) {
  public Card {
    needs = Set.copyOf(needs);
  }

  public static Card error(String id, String says) {
    return new Card(id, Severity.ERROR, says, "", "", EnumSet.noneOf(Fact.class));
  }

  public static Card warning(String id, String says) {
    return new Card(id, Severity.WARNING, says, "", "", EnumSet.noneOf(Fact.class));
  }

  public static Card info(String id, String says) {
    return new Card(id, Severity.INFO, says, "", "", EnumSet.noneOf(Fact.class));
  }

  public Card example(String badExample, String goodExample) {
    return new Card(id, severity, says, badExample, goodExample, needs);
  }

  public Card needing(Fact... facts) {
    return new Card(id, severity, says, bad, good, Set.of(facts));
  }

  /// A problem of this rule at a place; the title is a sentence without a full stop.
  public Problem at(Spot spot, String title) {
    return Problem.of(this, spot, title);
  }
}
