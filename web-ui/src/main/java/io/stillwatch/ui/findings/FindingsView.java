// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.findings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle.Decision;
import io.stillwatch.core.finding.FindingLifecycle.Status;
import io.stillwatch.core.store.FindingDecisions;
import io.stillwatch.core.store.FindingDecisions.Outcome;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.ui.page.BrowserId;
import io.stillwatch.ui.page.Choice;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.TextDialog;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The faults of the configuration, by page, narrowed by state, host and rule.
@Route(value = "findings", layout = MainLayout.class)
public final class FindingsView extends PageView {
  private static final String PATH = "findings";
  private static final int PAGE = 50;

  FindingsView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Findings";
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var selection = Selection.of(visit);
    var id = visit.parameter("id");
    var page =
        id.isEmpty()
            ? ports().findings().page(selection.filter(), visit.parameter("after"), PAGE)
            : one(id);
    sheet.add(
        Html.element(
            "header",
            "",
            Html.element("h1", "", name()),
            Html.element("p", "sw-lead", "Faults of crontabs, logrotate, units, RDS and IAM")));
    sheet.add(filters(selection, visit));
    if (page.findings().isEmpty()) {
      sheet.add(Html.div("sw-panel", empty(selection, visit)));
      return;
    }
    var rows = Html.element("ul", "sw-rows");
    boolean single = !id.isEmpty();
    for (var each : page.findings()) {
      var card = new FindingCard(each.value(), visit, this::decide).draw(single);
      rows.add(Html.element("li", "", card));
    }
    sheet.add(Html.div("sw-panel", rows));
    if (!page.next().isEmpty()) {
      var next = visit.link(PATH, selection.parameters("after", page.next()));
      sheet.add(Html.div("sw-actions", Html.link(next, "Next " + PAGE)));
    }
  }

  private FindingStore.Page one(String id) throws StoreException {
    List<Versioned<Finding>> found = ports().findings().find(id).map(List::of).orElse(List.of());
    return new FindingStore.Page(found, FindingStore.Page.START);
  }

  private static Component filters(Selection selection, Visit visit) {
    var states = Choice.group("State");
    for (var status : Status.values()) {
      boolean chosen = selection.status() == status;
      states.add(
          Choice.of(FindingWords.status(status), visit.link(PATH, selection.with(status)), chosen));
    }
    var narrowed = Choice.group("Narrowed to");
    if (!selection.host().isEmpty())
      narrowed.add(
          Choice.of(
              "Host " + selection.host() + " ×",
              visit.link(PATH, selection.with("", selection.rule())),
              true));
    if (!selection.rule().isEmpty())
      narrowed.add(
          Choice.of(
              "Rule " + selection.rule() + " ×",
              visit.link(PATH, selection.with(selection.host(), "")),
              true));
    return Html.div("sw-controls", states, narrowed);
  }

  private static Component empty(Selection selection, Visit visit) {
    boolean open = selection.status() == Status.OPEN && selection.isWhole();
    return Note.empty(
        open ? "No open findings" : "No finding matches",
        open
            ? "No fault in the configuration that was read is known."
            : "None is "
                + FindingWords.status(selection.status()).toLowerCase(Locale.ROOT)
                + " with this host and rule.",
        Html.link(visit.link(PATH), "All open findings"),
        Html.link(visit.link("sources"), "What is read"));
  }

  private void decide(Finding finding, Status status) {
    if (status == Status.OPEN) {
      save(decisions -> decisions.reopen(finding.id()));
      return;
    }
    boolean accepts = status == Status.ACCEPTED;
    new TextDialog(
            new TextDialog.Words(
                accepts ? "Accept the risk?" : "False positive?",
                "Reason",
                "Shown with the finding. It stays listed under its state.",
                accepts ? "Accept" : "Mark as false positive"),
            why -> {
              var decision =
                  new Decision(
                      BrowserId.SOMEBODY, why, ports().clock().instant(), Optional.empty());
              save(decisions -> decisions.decide(finding.id(), status, decision));
            })
        .open();
  }

  /// Something that a person decides.
  private interface Change {
    Outcome on(FindingDecisions decisions) throws StoreException;
  }

  private void save(Change change) {
    try {
      tell(change.on(new FindingDecisions(ports().findings())));
    } catch (StoreException e) {
      tell("Not saved: " + e.getMessage() + " Try again.");
    }
    refresh();
  }

  private static void tell(Outcome outcome) {
    tell(
        switch (outcome) {
          case Outcome.Done(var finding) ->
              "Saved: " + FindingWords.status(finding.life().status()) + ".";
          case Outcome.Unknown(var id) -> "There is no finding " + id + " any more.";
          case Outcome.Gone _ -> "The fault is fixed: it was not seen any more.";
        });
  }

  private static void tell(String text) {
    Notification.show(text, 5_000, Notification.Position.BOTTOM_CENTER);
  }

  /// What the address narrows the list to.
  private record Selection(Status status, String host, String rule) {
    static Selection of(Visit visit) {
      return new Selection(
          FindingWords.status(visit.parameter("status")),
          visit.parameter("host"),
          visit.parameter("rule"));
    }

    FindingFilter filter() {
      return new FindingFilter(Optional.of(status), rule, host);
    }

    boolean isWhole() {
      return host.isEmpty() && rule.isEmpty();
    }

    String[] with(Status other) {
      return new Selection(other, host, rule).parameters("after", "");
    }

    String[] with(String otherHost, String otherRule) {
      return new Selection(status, otherHost, otherRule).parameters("after", "");
    }

    String[] parameters(String name, String value) {
      var token = status == Status.OPEN ? "" : FindingWords.token(status);
      return new String[] {"status", token, "host", host, "rule", rule, name, value};
    }
  }
}
