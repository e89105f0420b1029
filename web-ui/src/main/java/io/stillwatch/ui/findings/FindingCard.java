// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.findings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle.Status;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;

/// One finding: a line of a list that opens to the fault, the remedy and what can be decided.
final class FindingCard {
  private final Finding finding;
  private final Visit visit;
  private final Decider decider;

  /// Takes what a person decides; open takes a decision back.
  @FunctionalInterface
  interface Decider {
    void decide(Finding finding, Status status);
  }

  FindingCard(Finding finding, Visit visit, Decider decider) {
    this.finding = finding;
    this.visit = visit;
    this.decider = decider;
  }

  HtmlContainer draw(boolean open) {
    var life = finding.life();
    var times = visit.times();
    var summary =
        Html.element(
            "summary",
            "sw-finding-row",
            FindingWords.chip(finding.severity()),
            Html.element("strong", "", Printable.lines(finding.explanation().title())),
            Html.time(times.relative(life.firstSeen()), times.stamp(life.firstSeen())),
            Html.span("sw-mono sw-muted", finding.place().toString()));
    var details = Html.element("details", "", summary, body());
    if (open) details.getElement().setAttribute("open", "");
    return details;
  }

  private Component body() {
    var explanation = finding.explanation();
    var body = Html.div("sw-stack sw-tight sw-finding-body", FindingCode.of(finding));
    if (!explanation.remedy().isEmpty()) {
      body.add(
          Html.element("strong", "", "What to do"),
          Html.element("pre", "sw-code", Printable.lines(explanation.remedy())));
    }
    body.add(facts(), actions());
    return body;
  }

  private Facts facts() {
    var life = finding.life();
    var times = visit.times();
    var facts =
        new Facts()
            .with("Confidence", finding.confidence().word())
            .with("Rule", Html.link(visit.link("findings", "rule", finding.rule()), finding.rule()))
            .with(
                "Host",
                Html.link(
                    visit.link("findings", "host", finding.place().host().name()),
                    finding.place().host().name()))
            .with("First seen", times.minute(life.firstSeen()))
            .with("Last seen", times.minute(life.lastSeen()))
            .with("Name", Html.link(visit.link("findings", "id", finding.id()), finding.id()));
    if (!finding.jobsLost().isEmpty()) facts.with("Stops", jobs());
    life.decision()
        .ifPresent(decision ->
            facts.with(
                FindingWords.status(life.status()),
                "by "
                    + decision.by()
                    + ", "
                    + times.minute(decision.at())
                    + ": "
                    + decision.why()
                    + decision.until().map(end -> " Until " + times.minute(end) + ".").orElse("")));
    return facts;
  }

  private Component jobs() {
    var jobs = Html.element("span", "");
    for (var job : finding.jobsLost()) {
      if (jobs.getChildren().findAny().isPresent()) jobs.add(Html.text(", "));
      jobs.add(Html.link(visit.link("timelines/" + Links.segment(job)), job));
    }
    return jobs;
  }

  private Component actions() {
    var actions = Html.div("sw-actions");
    switch (finding.life().status()) {
      case OPEN ->
          actions.add(
              Html.button("Accept the risk", () -> decider.decide(finding, Status.ACCEPTED)),
              Html.button("False positive", () -> decider.decide(finding, Status.FALSE_POSITIVE)));
      case ACCEPTED, FALSE_POSITIVE ->
          actions.add(Html.button("Open again", () -> decider.decide(finding, Status.OPEN)));
      case FIXED -> actions.add(Html.span("sw-muted", "It was not seen any more."));
    }
    return actions;
  }
}
