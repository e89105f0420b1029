// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Axis;
import io.stillwatch.ui.chart.Charts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.TimeRange;

/// Searching the log lines: a query, what it found over time, and the lines themselves.
@Route(value = "discover", layout = MainLayout.class)
public final class DiscoverView extends PageView {
  /// Whether the query was asked from its field, which then keeps the focus.
  private boolean asked;

  DiscoverView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Discover";
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var query = DiscoverQuery.of(visit);
    try {
      var words = query.inWords();
      var pages = new SearchPages(ports().search(), query.kql(), visit.interval());
      sheet.add(head(pages.total() + " · " + pages.first().took().toMillis() + " ms"));
      sheet.add(
          ask(
              query,
              Html.span(
                  "",
                  query.kql().isEmpty()
                      ? "All lines. A word alone searches every field; / goes to the query."
                      : words)));
      if (pages.first().total() == 0) sheet.add(nothing(query));
      else sheet.add(found(query, pages));
    } catch (KqlException e) {
      sheet.add(head("the query is not complete"), ask(query, wrong(query, e)), help());
    }
  }

  /// The lines stay as they were found; newer ones are a search of their own.
  @Override
  public void follow() {}

  private static Component head(String lead) {
    return Html.element(
        "header", "", Html.element("h1", "", "Discover"), Html.element("p", "sw-lead", lead));
  }

  private Component ask(DiscoverQuery query, Component echo) {
    var field = new TextField();
    field.setValue(query.kql());
    field.setPlaceholder("host.name : \"ops-1\" and message : logrotate");
    field.setAriaLabel("KQL query");
    field.setClearButtonVisible(true);
    field.getElement().setAttribute("spellcheck", "false").setAttribute("autocapitalize", "off");
    // eager, for Enter is told before the change that it ends
    field.setValueChangeMode(ValueChangeMode.EAGER);
    var search = new Button("Search", _ -> go(query.link(field.getValue())));
    search.addThemeVariants(ButtonVariant.PRIMARY);
    field.addKeyPressListener(
        Key.ENTER,
        _ -> {
          asked = true;
          go(query.link(field.getValue()));
        });
    if (asked) field.focus();
    asked = false;
    // "/" goes to the query, but not while something else is typed into
    field
        .getElement()
        .executeJs(
            "const field = this; const go = e => { if (!field.isConnected) { removeEventListener('keydown', go); return; }"
                + " if (e.key === '/' && !e.ctrlKey && !e.metaKey && !/INPUT|TEXTAREA/.test(document.activeElement?.tagName)) { e.preventDefault(); field.focus(); } };"
                + " addEventListener('keydown', go);");
    var presets = Html.div("sw-filter");
    presets.getElement().setAttribute("role", "group").setAttribute("aria-label", "Presets");
    for (var preset : Preset.values()) {
      boolean chosen = preset.kql().equals(query.kql());
      var link = Html.link(query.link(chosen ? "" : preset.kql()), preset.label());
      if (chosen) link.getElement().setAttribute("aria-current", "true");
      presets.add(link);
    }
    var said = Html.div("sw-echo", echo);
    said.getElement().setAttribute("aria-live", "polite");
    return Html.div("sw-stack sw-tight", Html.div("sw-query", field, search), said, presets);
  }

  private static void go(String address) {
    Links.open(address);
  }

  private static Component wrong(DiscoverQuery query, KqlException error) {
    var mark = Html.element("pre", "", query.marked(error));
    var message = Html.span("sw-critical", error.getMessage() + ".");
    var both = Html.div("", message, mark);
    both.getElement().setAttribute("role", "alert");
    return both;
  }

  private static Component help() {
    return Html.div(
        "sw-panel",
        Note.empty(
            "Nothing was searched",
            "Conditions are field : value, joined by and, or, not. A value of several words stands in"
                + " double quotes, for instance message : \"rotating log\".",
            Html.link("discover", "Show all lines")));
  }

  private Component nothing(DiscoverQuery query) throws StoreException {
    var visit = query.visit();
    var longer = TimeRange.Quick.QUARTER.range();
    var note =
        Note.empty(
            "No line matches",
            query.kql().isEmpty()
                ? "Nothing was collected in this time range."
                : "The query was understood, and no line of this time range fits it.");
    var steps = Html.div("sw-actions");
    if (!visit.range().equals(longer)) {
      var interval = longer.at(visit.times().now(), visit.times().zone());
      var wider = new SearchPages(ports().search(), query.kql(), interval);
      steps.add(
          Html.link(
              Links.to("discover", longer, "q", query.kql()),
              "Search the last 90 days (" + wider.total() + ")"));
    }
    if (!query.kql().isEmpty()) steps.add(Html.link(query.link(""), "Clear the query"));
    note.add(steps);
    return Html.div("sw-panel", note);
  }

  private Component found(DiscoverQuery query, SearchPages pages) {
    var visit = query.visit();
    var histogram =
        new Charts(new Axis(visit.times().zone()), pages.shown())
            .histogram(pages.histogram(), pages.first().bar(), pages.total() + " over time", 120)
            .onRange((from, until) ->
                go(Links.to("discover", TimeRange.absolute(from, until), "q", query.kql())));
    var layout = Html.div("sw-discover");
    var detail = new HitDetail(query, () -> layout.removeClassName("sw-open"));
    var hits =
        new HitGrid(
            pages,
            visit.times(),
            hit -> {
              detail.show(hit);
              layout.addClassName("sw-open");
            });
    layout.add(Html.div("sw-panel", chart(histogram), hits), detail);
    return layout;
  }

  private static HtmlContainer chart(Component histogram) {
    var box = Html.div("sw-histogram", histogram);
    box.add(Html.element("p", "sw-hidden", new Text("Brush or click to set the time range.")));
    return box;
  }
}
