// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Ways of people through several views, each in as few steps as they take.
class JourneysTest extends InBrowser {
  JourneysTest() throws Exception {
    super(Story.told(2));
  }

  @Test
  void from_an_anomaly_to_the_logs_around_it() {
    browser.open("anomalies?from=now-30d").see("scores in a row");
    browser.click(browser.link("Logs around it"));
    browser.at("/discover").at("f=host.name").at("from=2026-11-").see("host.name: orders-mysql");
  }

  @Test
  void a_cell_of_the_lanes_leads_to_its_scores_and_back() {
    browser.open("anomalies?from=now-30d").see("14 scores in a row");
    browser.click(browser.link("By host"));
    browser.at("by=host").see(".sw-swim", "orders-mysql");
    browser.click(browser.find(".sw-swim-lane:nth-child(2) a.sw-fill-critical"));
    browser.at("lane=orders-mysql").at("cell=").see("Chosen: orders-mysql, 2026-11-");
    assertThat(browser.text()).doesNotContain("scores in a row");
    browser.back();
    browser.notAt("cell=").see("14 scores in a row");
  }

  @Test
  void the_link_of_a_message_shows_the_cause_at_once() {
    browser
        .open("alerts/" + Story.ALERT)
        .see("cron starts a command that does not exist")
        .see("^ did you mean rotate-rds-logs?");
  }

  @Test
  void the_cron_errors_of_a_host_yesterday_are_three_steps_away() {
    browser.open("discover").see("lines");
    browser.click(browser.link("Cron errors"));
    browser.at("q=event.action");
    browser.click(browser.button("Last 7 days"));
    browser.click(browser.link("Yesterday"));
    browser.at("from=now-1d").at("to=now").see("1 line");
    unfold("host.name");
    browser.click(browser.find("button[aria-label='Only lines with host.name edge-3']"));
    browser.at("f=host.name").see("1 line").see("BAD MINUTE (/etc/crontab)");
  }

  private void unfold(String field) {
    browser.find(".sw-field-list summary");
    browser.run(
        "[...document.querySelectorAll('.sw-field-list summary')]"
            + ".find(each => each.textContent.includes(arguments[0])).click()",
        field);
  }

  @Test
  void a_brushed_filtered_and_ordered_search_is_shared_reloaded_and_taken_back() {
    browser.open("discover?from=now-30d").see("lines");
    browser.brush(browser.find("sw-chart .sw-canvas"), 0.3, 0.9);
    browser.at("from=2026-").at("to=2026-").see("lines");
    unfold("host.name");
    browser.click(browser.find("button[aria-label='Only lines with host.name web-1']"));
    browser.at("f=host.name").see("host.name: web-1");
    browser.click(browser.find("vaadin-grid .sw-hit"));
    browser.click(browser.find("button[aria-label='Add column message']"));
    browser.at("cols=message");
    browser.click(browser.button("Close")); // beside it, the list is too narrow for its headings
    browser.notAt("doc=");
    browser.click(browser.link("Time"));
    browser.at("sort=%40timestamp").see("Time ↑");
    browser.click(browser.button("Saved views"));
    browser.find("vaadin-dialog vaadin-text-field input").sendKeys("Runs of web-1");
    browser.run("document.querySelector('vaadin-dialog vaadin-checkbox input').click()");
    browser.click(browser.button("Save this search"));
    browser.link("Runs of web-1");
    try (var other = other()) {
      other.open("discover").see("lines");
      other.click(other.button("Saved views"));
      other.click(other.link("Runs of web-1"));
      other.at("cols=message").at("sort=%40timestamp").see("host.name: web-1");
    }
    browser.open(path()).see("Time ↑").see("host.name: web-1");
    browser.back();
    browser.notAt("sort=").see("host.name: web-1");
  }

  /// The address without the server.
  private String path() {
    return browser.address().replaceFirst("https?://[^/]+/", "");
  }

  @Test
  void the_address_of_a_line_opens_it_in_another_browser() {
    browser.open("discover?q=host.name%3A%20ops-1&from=now-30d").see("15 lines");
    browser.click(browser.find("vaadin-grid .sw-hit"));
    browser.at("doc=stillwatch-logs").see("Link to this line");
    try (var other = other()) {
      other.open(path()).see("Link to this line").see("CMD (/usr/local/bin/rotate-rds-logs)");
      assertThat(other.complaints()).isEmpty();
    }
  }

  @Test
  void a_run_on_time_leads_to_the_line_that_proves_it() {
    browser.open("timelines?q=backup%20web-1").find("sw-lanes canvas.sw-lane");
    browser.run(
        "const lane = document.querySelector('sw-lanes canvas.sw-lane'); lane.focus();for (const"
            + " key of ['ArrowLeft', 'Enter']) lane.dispatchEvent(new KeyboardEvent('keydown',"
            + " {key, bubbles: true}));");
    assertThat(browser.find(".sw-card").getText()).contains("On time", "Observed");
    browser.click(browser.link("Logs around it"));
    browser.at("/discover").see("CMD (");
  }

  @Test
  void an_absolute_range_goes_through_every_view() {
    browser.open("?from=2026-11-01T00:00:00Z&to=2026-11-21T00:00:00Z").see("Needs attention");
    for (var view :
        List.of(
            "timelines",
            "alerts",
            "anomalies",
            "findings",
            "discover",
            "sources",
            "detector",
            "admin")) {
      browser.click(browser.find("vaadin-side-nav-item[path^='" + view + "']"));
      browser.at("/" + view).at("from=2026-11-01").at("to=2026-11-21");
      assertThat(browser.address()).doesNotContain("%25");
    }
  }

  @Test
  void a_hundred_thousand_lines_are_exported() throws Exception {
    var many = Story.empty();
    for (int i = 0; i < 100_000; i++)
      many.search.line(
          "bulk-1", "cron.syslog", "run-start", Story.NOW.minusSeconds(1 + i % 9_000), "line " + i);
    try (var server = StoryServer.of(many, 0)) {
      server.start();
      try (var other = new Browser(server.port())) {
        other.open("discover?from=now-24h").see("more than 10,000 lines");
        other.click(other.button("Export"));
        other.see("Export 100,000 lines");
        other.click(other.find(".sw-exports a[download$='.csv']"));
        other.see("100,000 of 100,000 rows. Saved stillwatch.csv.");
        assertThat(other.complaints()).isEmpty();
      }
    }
  }

  @Test
  void a_store_that_refuses_access_is_named_in_every_view_with_the_remedy() throws Exception {
    var refused = "Elasticsearch answered 403. Grant the user the privileges listed in the manual.";
    try (var server = StoryServer.of(Story.failing(refused), 0)) {
      server.start();
      try (var other = new Browser(server.port())) {
        for (var view : List.of("", "timelines", "alerts", "findings", "discover", "sources"))
          other.open(view).see("could not be read").see("answered 403. Grant the user");
        assertThat(other.complaints()).isEmpty();
      }
    }
  }

  @Test
  void a_single_line_is_a_whole_search() throws Exception {
    var single = Story.empty();
    single.search.line(
        "one-1", "cron.syslog", "run-start", Story.NOW.minusSeconds(60), "CRON[1]: (root) CMD (a)");
    try (var server = StoryServer.of(single, 0)) {
      server.start();
      try (var other = new Browser(server.port())) {
        other.open("discover").see("1 line").see("CRON[1]: (root) CMD (a)");
        other.open("").see("1 line");
        assertThat(other.complaints()).isEmpty();
      }
    }
  }

  @Test
  void the_scores_of_a_run_unfold() {
    browser.open("anomalies?from=now-30d").see("scores in a row");
    browser.click(browser.find(".sw-run summary"));
    browser.see("times the alert threshold");
    assertThat(browser.find(".sw-scores").getText().lines().count()).isGreaterThan(3);
  }

  @Test
  void a_finding_is_accepted_with_a_reason() {
    browser.open("findings");
    browser.click(browser.find("summary.sw-finding-row"));
    browser.click(browser.button("Accept the risk"));
    browser.find("vaadin-dialog textarea").sendKeys("The host is being replaced");
    browser.click(browser.button("Accept"));
    browser.see("Saved: Accepted.");
    browser.open("findings");
    browser.click(browser.link("Accepted"));
    browser.find("summary.sw-finding-row");
  }

  @Test
  void from_the_overview_to_acknowledged_with_the_keyboard_alone() {
    browser.open("").see("Needs attention");
    browser.find("body").sendKeys("g", "a");
    browser.at("/alerts");
    browser.link("Rotate RDS logs on ops-1").sendKeys(Keys.ENTER);
    browser.at("/alerts/" + Story.ALERT).button("Acknowledge");
    browser.find("body").sendKeys("e");
    browser.see("Acknowledged by somebody in a browser");
  }

  @Test
  void another_threshold_says_what_it_would_have_raised() {
    browser.open("detector?from=now-30d").see("From a score of 75 on:");
    browser.find("input.sw-slider").sendKeys(Keys.END);
    browser.see("From a score of 100 on: nothing in this range.");
  }

  @Test
  void the_configuration_in_force_is_shown_and_a_route_is_tested() {
    browser.open("admin").see("https://es.example.org:9243").see("never tested");
    browser.button("Send a test to each");
  }
}
