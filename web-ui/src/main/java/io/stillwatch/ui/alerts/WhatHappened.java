// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Panel;

/// Expected against seen.
final class WhatHappened extends Composite<Panel> {
  private final transient AlertPage page;

  WhatHappened(AlertPage page) {
    this.page = page;
  }

  @Override
  protected Panel initContent() {
    return new Panel("What happened").with(facts(page));
  }

  private static Facts facts(AlertPage page) {
    var alert = page.alert();
    var first = alert.first();
    var times = page.times();
    var facts = new Facts();
    facts.with("Expected", first.job().schedule().inWords());
    facts.with(
        "Last seen",
        first.everSeen()
            ? times.weekday(first.lastSeen()) + " (" + times.relative(first.lastSeen()) + ")"
            : "never");
    if (alert.predicted()) facts.with("Due", times.weekday(first.firstMissed()));
    else
      facts.with(
          first.origin().basis() == Stoppage.Basis.FAILURES ? "Failed" : "Missed",
          first.missedRuns()
              + (first.missedRuns() == 1 ? " run" : " runs")
              + ", the first "
              + times.weekday(first.firstMissed()));
    alert
        .times()
        .resolvedAt()
        .ifPresent(at ->
            facts.with(
                "Resolved", times.weekday(at) + ", after " + AlertWords.length(alert, times)));
    if (alert.handling().closing().kind() != Closing.Kind.RECOVERED) {
      facts.with("Ended", ended(alert.handling().closing()));
    }
    facts.with("Decided by", AlertWords.basis(first.origin().basis()));
    facts.with("How unusual", AlertWords.sequence(first.origin()));
    if (!first.reasons().isEmpty()) facts.with("Because", AlertWords.reasons(first, times));
    return facts;
  }

  private static String ended(Closing closing) {
    var words = AlertWords.closing(closing);
    return closing.kind() == Closing.Kind.RETIRED && !closing.reason().isEmpty()
        ? words + ": " + closing.reason()
        : words;
  }
}
