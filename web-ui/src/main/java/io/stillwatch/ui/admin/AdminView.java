// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.Administration.Setting;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.sources.StorageModel;
import io.stillwatch.ui.sources.StoragePanel;
import io.stillwatch.ui.time.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Retention and sizes, routes with a test, who saw original lines, the configuration in force, and
/// the process.
@Route(value = "admin", layout = MainLayout.class)
public final class AdminView extends PageView {
  private static final int LOOKS = 20;

  AdminView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Admin";
  }

  /// Configuration and process are shown even while the store does not respond: then they matter
  /// most.
  @Override
  protected void show(Visit visit, HtmlContainer sheet) {
    sheet.add(
        Html.element(
            "header",
            "",
            Html.element("h1", "", name()),
            Html.element("p", "sw-lead", "Settings are changed in stillwatch.yaml")));
    var administration = ports().settings().administration();
    sheet.add(
        Html.div(
            "sw-columns",
            Html.div("sw-stack", configuration(administration.configuration())),
            Html.div(
                "sw-stack",
                facts("System", administration.system().read()),
                stored("Notification routes", () -> routes(visit.times())),
                stored("Original lines", () -> originals(visit.times())),
                stored("Storage", this::storage))));
  }

  /// A panel that needs the store.
  private interface Stored {
    Component read() throws StoreException;
  }

  private Component stored(String title, Stored panel) {
    try {
      return panel.read();
    } catch (StoreException e) {
      return new Panel(title).with(failure(title, e));
    }
  }

  private Component storage() throws StoreException {
    return new StoragePanel(StorageModel.of(ports().collecting().storage().read()));
  }

  /// One group for each section of the file.
  private static Component configuration(List<Setting> settings) {
    var panel = new Panel("Configuration in force", Html.span("", "secrets are hidden"));
    if (settings.isEmpty())
      return panel.with(
          Note.empty("There is no configuration", "This process was started without one."));
    var sections = new LinkedHashMap<String, Facts>();
    for (var setting : settings) {
      var dot = setting.name().indexOf('.');
      var section = dot < 0 ? "" : setting.name().substring(0, dot);
      sections
          .computeIfAbsent(section, _ -> new Facts())
          .with(setting.name().substring(dot + 1), value(setting.value()));
    }
    sections.forEach((name, facts) -> panel.with(Html.element("h3", "sw-section", name), facts));
    return panel;
  }

  private static Component value(String value) {
    return value.isEmpty()
        ? Html.span("sw-muted", "not set")
        : Html.element("span", "sw-mono", value);
  }

  private static Component facts(String title, List<Setting> settings) {
    var facts = new Facts();
    settings.forEach(setting -> facts.with(setting.name(), setting.value()));
    return new Panel(title).with(facts);
  }

  /// Who had lines shown as they were written.
  private Component originals(Times times) throws StoreException {
    var originals = ports().searching().originals();
    var looks = originals.lines().looks(LOOKS);
    var panel = new Panel("Original lines");
    if (looks.isEmpty())
      return panel.with(
          Note.empty(
              "No line was shown as it was written",
              originals.permitted()
                  ? "The newest that are shown are listed here."
                  : "web.originalLines does not permit it."));
    var facts = new Facts();
    for (var look : looks)
      facts.with(
          times.minute(look.at()) + ", " + Printable.line(look.by()),
          Printable.line(look.reason() + " (" + look.index() + "/" + look.id() + ")"));
    return panel.with(facts);
  }

  private Component routes(Times times) throws StoreException {
    var routes = ports().routing().tested(ports().alerts().messages());
    var panel = new Panel("Notification routes");
    if (routes.isEmpty())
      return panel.with(
          Note.empty(
              "No route is configured",
              "Alerts are shown here only. Set alerts.topicArn or alerts.routes."));
    var facts = new Facts();
    for (var route : routes)
      facts.with(
          route.route(),
          route
              .last()
              .map(test ->
                  test.delivery().state().name().toLowerCase(Locale.ROOT)
                      + ", last test "
                      + times.minute(test.madeAt()))
              .orElse("never tested"));
    return panel.with(
        facts, Html.div("sw-actions", Html.button("Send a test to each", this::test)));
  }

  private void test() {
    try {
      ports().routing().tests().send(ports().clock().instant());
      refresh();
    } catch (StoreException e) {
      Notification.show(
          "The test was not saved: " + e.getMessage(), 8_000, Notification.Position.BOTTOM_CENTER);
    }
  }
}
