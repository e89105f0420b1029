// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlHints;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.core.search.KqlValue;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Axis;
import io.stillwatch.ui.chart.Charts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Kept;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Searching the log lines: a query and filters, what they found over time, and the lines
/// themselves.
@Route(value = "discover", layout = MainLayout.class)
public final class DiscoverView extends PageView {
  private final QueryBar bar = new QueryBar();
  private final LineDrawer drawer;

  DiscoverView(UiPorts ports) {
    super(ports);
    drawer =
        new LineDrawer((line, after, most) -> search().around(line, after, most), original(ports));
  }

  @Override
  protected String name() {
    return "Discover";
  }

  /// The lines stay as they were found; newer ones are a search of their own.
  @Override
  public void follow() {}

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var query = DiscoverQuery.of(visit);
    var fields = search().fields();
    try {
      var parsed = query.parsed(fields);
      var pages = new SearchPages(search(), parsed, visit.interval(), query.look());
      sheet.add(head(pages.total() + " · " + pages.first().took().toMillis() + " ms"));
      sheet.add(ask(query, understood(query, parsed, fields)));
      reopen(query, pages);
      if (pages.first().total() == 0)
        sheet.add(new EmptyResult(search(), query, parsed).draw(), new Kept(drawer));
      else sheet.add(found(query, parsed, pages));
    } catch (KqlException e) {
      sheet.add(head("This query cannot be read"), ask(query, wrong(query, e)));
      sheet.add(EmptyResult.unread());
    }
  }

  private static Component head(String lead) {
    return Html.element(
        "header", "", Html.element("h1", "", "Discover"), Html.element("p", "sw-lead", lead));
  }

  private Component ask(DiscoverQuery query, Component echo) {
    bar.show(query.kql(), text -> go(query.with(text)), this::suggest);
    var search = new Button("Search", _ -> bar.getElement().callJsFunction("search"));
    search.addThemeVariants(ButtonVariant.PRIMARY);
    var presets = Html.div("sw-filter");
    presets.getElement().setAttribute("role", "group").setAttribute("aria-label", "Presets");
    for (var preset : Preset.values()) {
      boolean chosen = preset.kql().equals(query.kql());
      var link = Html.link(query.with(chosen ? "" : preset.kql()).link(), preset.label());
      if (chosen) link.getElement().setAttribute("aria-current", "true");
      presets.add(link);
    }
    var said = Html.div("sw-echo", echo);
    said.getElement().setAttribute("aria-live", "polite");
    var pills = new FilterPills(query, this::go).draw(new FilterDialog(search().fields()));
    return Html.div(
        "sw-stack sw-tight",
        Html.div("sw-query", new Kept(bar), search),
        said,
        Html.div("sw-controls", pills, presets));
  }

  /// Goes to another search; the open line stays open.
  private void go(DiscoverQuery next) {
    Links.open(next.link(drawer.shown()));
  }

  private List<Suggestion> suggest(String text, int caret) {
    try {
      return new Suggestions(search().fields(), this::values).at(text, caret);
    } catch (StoreException | KqlException e) {
      return List.of(); // suggestions are a help; the search itself says what is wrong
    }
  }

  private List<FieldValues.Count> values(String field, String prefix) throws StoreException {
    boolean keyword = search().fields().type(field).equals(Optional.of(LogFields.Type.KEYWORD));
    KqlQuery starting =
        prefix.isEmpty() || !keyword
            ? new KqlQuery.Everything()
            : new KqlQuery.Is(
                KqlText.exact(field), new KqlValue.Pattern(new KqlText(List.of(prefix, ""))));
    var now = ports().clock().instant();
    var range = TimeRange.Quick.MONTH.range().at(now, ports().settings().zone());
    return search().values(starting, range, field, 10).top();
  }

  private static Component understood(DiscoverQuery query, KqlQuery parsed, LogFields fields) {
    var hints = new KqlHints(fields).of(parsed);
    var words =
        query.kql().isEmpty() && query.filters().isEmpty()
            ? "All lines. A word alone searches every field; / goes to the query."
            : parsed.inWords(fields);
    var echo = Html.div("", Html.span("", words));
    hints.forEach(hint -> echo.add(Html.element("p", "sw-hint", hint)));
    return echo;
  }

  private static Component wrong(DiscoverQuery query, KqlException error) {
    var mark = Html.element("pre", "", query.marked(error));
    var message = Html.span("sw-critical", error.getMessage() + ".");
    var both = Html.div("", message, mark);
    both.getElement().setAttribute("role", "alert");
    return both;
  }

  private static Optional<Consumer<Hit>> original(UiPorts ports) {
    boolean permitted = ports.searching().originals().permitted();
    return permitted ? Optional.of(line -> OriginalDialog.ask(ports, line)) : Optional.empty();
  }

  /// The line that the address names, also where the search does not find it.
  private void reopen(DiscoverQuery query, SearchPages pages) throws StoreException {
    drawer.follow(query, line -> remember(query, line), LineDrawer.within(pages.first().hits()));
    var named = LineId.parse(query.visit().parameter("doc"));
    if (named.isEmpty() || named.equals(drawer.shown())) return;
    search()
        .find(named.get().index(), named.get().id())
        .ifPresentOrElse(
            drawer::show, () -> tell("The line of this address is not stored any more."));
  }

  /// The address follows the open line without another search.
  private void remember(DiscoverQuery query, Optional<LineId> line) {
    getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, query.link(line)));
  }

  private Component found(DiscoverQuery query, KqlQuery parsed, SearchPages pages) {
    var range = query.visit().interval();
    var available = new TreeSet<String>();
    pages.first().hits().forEach(hit -> available.addAll(hit.fields().keySet()));
    var list =
        new FieldList(
            query,
            search().fields(),
            available,
            (field, most) -> search().values(parsed, range, field, most),
            this::go);
    var panel = Html.div("sw-panel", histogram(query, pages), tabs(query));
    panel.add(
        query.look().tab() == DiscoverQuery.Tab.PATTERNS
            ? patterns(query, parsed)
            : lines(query, pages));
    return Html.div("sw-discover", list, Html.div("sw-stack", panel, new Kept(drawer)));
  }

  private Component lines(DiscoverQuery query, SearchPages pages) {
    var grid = new HitGrid(pages, query, search().fields(), drawer::show);
    if (pages.reachable() < SearchPages.REACHABLE) return grid;
    return Html.div(
        "",
        grid,
        Html.element(
            "p",
            "sw-note sw-limit",
            "The first 10,000 lines can be scrolled to; an export has all, a shorter range"
                + " fewer."));
  }

  private Component patterns(DiscoverQuery query, KqlQuery parsed) {
    try {
      var range = query.visit().interval();
      var patterns = search().values(parsed, range, PatternList.FIELD, PatternList.MOST);
      return PatternList.of(patterns, query);
    } catch (StoreException e) {
      return failure("The patterns", e);
    }
  }

  private Component tabs(DiscoverQuery query) {
    var tabs = Html.element("nav", "sw-tabs");
    tabs.getElement().setAttribute("aria-label", "Records, lines or patterns");
    for (var tab : DiscoverQuery.Tab.values()) {
      var link = Html.link(query.on(tab).link(), tab.word());
      if (tab == query.look().tab()) link.getElement().setAttribute("aria-current", "page");
      tabs.add(link);
    }
    var tools =
        Html.element(
            "span",
            "sw-exports",
            Html.button(
                "Saved views",
                () -> asked(() -> new SavedViewsDialog(ports().searching().views(), query).open())),
            Html.button("Export", () -> export(query)),
            Html.button("Inspect", () -> inspect(query)));
    return Html.div("sw-result-head", tabs, breakdown(query), tools);
  }

  private void export(DiscoverQuery query) {
    asked(() -> {
      var parsed = query.parsed(search().fields());
      new ExportDialog(query, search().count(parsed, query.visit().interval())).open();
    });
  }

  private void inspect(DiscoverQuery query) {
    asked(() -> {
      var parsed = query.parsed(search().fields());
      var request = SearchPages.firstPage(parsed, query.visit().interval(), query.look());
      new InspectDialog(search().inspect(request)).open();
    });
  }

  private interface Question {
    void ask() throws StoreException;
  }

  private static void asked(Question question) {
    try {
      question.ask();
    } catch (KqlException e) {
      tell(e.getMessage() + ".");
    } catch (StoreException e) {
      tell("The search failed: " + e.getMessage());
    }
  }

  private static void tell(String text) {
    Notification.show(text, 5_000, Notification.Position.BOTTOM_CENTER);
  }

  private Component breakdown(DiscoverQuery query) {
    var choices = new ArrayList<String>();
    choices.add("");
    search()
        .fields()
        .types()
        .forEach((name, type) -> {
          if (search().fields().hasFewValues(name)) choices.add(name);
        });
    var by = query.look().breakdown();
    if (!choices.contains(by)) choices.add(by);
    var select = new Select<String>();
    select.setAriaLabel("Break down the bars by");
    select.addThemeVariants(SelectVariant.SMALL);
    select.setItems(choices);
    select.setItemLabelGenerator(name -> name.isEmpty() ? "No breakdown" : "Breakdown by " + name);
    select.setValue(by);
    select.addValueChangeListener(change -> {
      if (change.isFromClient()) go(query.dividedBy(change.getValue()));
    });
    return select;
  }

  /// The last bar is complete once its time and the range are over.
  private static Instant filledUntil(Visit visit) {
    return Instants.earlier(visit.interval().until(), visit.times().now());
  }

  private Component histogram(DiscoverQuery query, SearchPages pages) {
    var visit = query.visit();
    var marks = new HistogramMarks(ports(), pages.shown()).read(pages.first().bar());
    var chart =
        new Charts(new Axis(visit.times().zone()), pages.shown())
            .histogram(
                pages.histogram(),
                new Charts.Histogram(pages.first().bar(), filledUntil(visit)),
                marks,
                pages.total() + " over time",
                120)
            .onRange((from, until) -> go(query.during(TimeRange.absolute(from, until))));
    var box = Html.div("sw-histogram", chart);
    var interval = visit.interval();
    var half = Duration.between(interval.from(), interval.until()).dividedBy(2);
    var wider = TimeRange.absolute(interval.from().minus(half), interval.until().plus(half));
    box.add(
        Html.element(
            "p",
            "sw-note",
            Html.text("Brush or click to set the time range. " + HistogramMarks.legend(marks)),
            Html.link(query.during(wider).link(), "Zoom out")));
    return box;
  }
}
