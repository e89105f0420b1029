// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.signals.Signal;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.live.LiveUpdates;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Redraw;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The frame of every view: navigation at the left, the time range at the top, and under it a strip
/// while we are unwell.
public final class MainLayout extends AppLayout implements AfterNavigationObserver {
  /// Fetches what was redrawn where a proxy lets no push through.
  private static final int POLL_MILLIS = 10_000;

  private final UiPorts ports;
  private final LiveUpdates updates;
  private final Map<SideNavItem, String> items = new LinkedHashMap<>();
  private final HtmlContainer count = Html.span("sw-count", "");
  private final HtmlContainer crumb = Html.span("sw-crumb", "");
  private final HtmlContainer clock = Html.span("sw-tag sw-sim", "");
  private final HtmlContainer zone = Html.span("sw-tag sw-zone", "");
  private final HtmlContainer strip = Html.div("sw-strip");
  private final HtmlContainer content = Html.div("sw-main", strip);
  private final RangePicker ranges = new RangePicker();
  private final Redraw strips = new Redraw(strip);

  /// Whether something changed while the tab was hidden.
  private boolean missed;

  MainLayout(UiPorts ports, LiveUpdates updates) {
    this.ports = ports;
    this.updates = updates;
    setPrimarySection(Section.DRAWER);
    addToDrawer(drawer());
    clock.setVisible(ports.settings().simulatedTime());
    clock.getElement().setAttribute("title", "The clock of this server is simulated.");
    zone.getElement().setAttribute("title", "All times are in this zone.");
    var skip = Html.link("#content", "Skip to content");
    skip.addClassName("sw-skip");
    var toggle = new DrawerToggle();
    toggle.setAriaLabel("Menu");
    addToNavbar(
        toggle, Html.element("header", "sw-bar", skip, crumb, clock, zone, ranges.button()));
    strip.getElement().setAttribute("role", "status");
    setContent(content);
  }

  private Component drawer() {
    var mark = new Image("sw/mark.svg", "");
    var brand = Html.link("", "sw-brand", mark, Html.span("", "Stillwatch"));
    var nav = new SideNav();
    nav.getElement().setAttribute("aria-label", "Views");
    item("Overview", "");
    item("Timelines", "timelines");
    item("Alerts", "alerts").setSuffixComponent(count);
    item("Anomalies", "anomalies");
    item("Findings", "findings");
    item("Discover", "discover");
    item("Sources", "sources");
    item("Detector", "detector");
    item("Admin", "admin");
    items.keySet().forEach(nav::addItem);
    var foot =
        Html.element(
            "div",
            "sw-foot",
            new SchemeSwitch(),
            new KeyboardHelp(),
            Html.paragraph(
                "Local access only ("
                    + ports.settings().boundTo()
                    + "): sign-in is not available yet."));
    var drawer = Html.element("aside", "sw-drawer", brand, nav, foot);
    drawer.getElement().setAttribute("aria-label", "Menu");
    return drawer;
  }

  private SideNavItem item(String label, String path) {
    var item = new SideNavItem(label, path);
    item.setMatchNested(!path.isEmpty());
    items.put(item, path);
    return item;
  }

  @Override
  public void showRouterLayoutContent(HasElement view) {
    content.removeAll();
    content.add(strip);
    content.getElement().appendChild(view.getElement());
  }

  @Override
  public void removeRouterLayoutContent(@Nullable HasElement old) {
    if (old != null) old.getElement().removeFromParent();
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    var location = event.getLocation();
    var parameters = location.getQueryParameters().getParameters();
    var visit = Visit.of(parameters, times());
    ranges.show(visit, range -> again(location.getPath(), parameters, range));
    // setPath would drop the range, and setQueryParameters encode it twice
    items.forEach((item, path) -> item.getElement().setAttribute("path", visit.link(path)));
    if (event.getActiveChain().getFirst() instanceof HasDynamicTitle titled) {
      crumb.setText(titled.getPageTitle().replace(" · Stillwatch", ""));
    }
    refresh();
  }

  private static String again(String path, Map<String, List<String>> parameters, TimeRange range) {
    var kept = new ArrayList<String>();
    parameters.forEach((name, values) -> {
      if (name.equals(TimeRange.FROM) || name.equals(TimeRange.TO)) return;
      for (var value : values) {
        kept.add(name);
        kept.add(value);
      }
    });
    return Links.to(path, range, kept.toArray(String[]::new));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    var ui = event.getUI();
    ui.setPollInterval(POLL_MILLIS);
    var registration =
        updates.register(() -> {
          var _ = ui.access(() -> follow(ui));
        });
    Signal.effect(
        this,
        () -> {
          boolean hidden = ui.getPage().pageVisibilitySignal().get() == PageVisibility.HIDDEN;
          if (!missed || hidden) return;
          var _ = ui.access(this::follow);
        });
    addDetachListener(detached -> {
      registration.remove();
      detached.unregisterListener();
    });
  }

  /// Nobody sees a hidden tab: it is drawn when it is shown again.
  private void follow(UI ui) {
    if (ui.getPage().pageVisibilitySignal().peek() == PageVisibility.HIDDEN) missed = true;
    else follow();
  }

  private void follow() {
    missed = false;
    refresh();
    content
        .getChildren()
        .filter(PageView.class::isInstance)
        .forEach(view -> ((PageView) view).follow());
  }

  private void refresh() {
    var times = times();
    zone.setText(times.zoneLabel());
    clock.setText("simulated " + times.minute(times.now()));
    showCount();
    var troubles = Health.read(ports, times);
    strip.setVisible(!troubles.isEmpty());
    var sheet = Html.div("");
    troubles.forEach(trouble -> sheet.add(line(trouble)));
    strips.update(sheet);
  }

  private static Component line(Health trouble) {
    var line =
        Html.div(
            "", Html.element("strong", "", trouble.headline()), Html.span("", trouble.detail()));
    if (trouble.jobsUnknown()) line.add(Html.link("timelines?state=blind", "Jobs that are blind"));
    line.add(Html.link(trouble.page().path(), trouble.page().title()));
    return line;
  }

  private void showCount() {
    try {
      int open = ports.alerts().open().size();
      count.setText(Integer.toString(open));
      count.setVisible(open > 0);
      count.getElement().setAttribute("aria-label", open + " open");
    } catch (StoreException e) {
      count.setVisible(false); // the strip says that the store cannot be read
    }
  }

  private Times times() {
    return new Times(ports.clock().instant(), ports.settings().zone());
  }
}
