// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Snooze;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.AlertHandling;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Walks through the views in a real browser, on sixty days of data.
class WalkTest extends InBrowser {
  private static final List<String> ALL_VIEWS =
      List.of(
          "",
          "timelines?from=now-30d",
          "timelines/rds-orders-mysql-slowquery?from=now-30d",
          "alerts",
          "alerts/" + Story.ALERT,
          "anomalies?from=now-30d",
          "findings",
          "discover?from=now-30d",
          "sources",
          "detector",
          "admin");

  WalkTest() throws Exception {
    super(Story.told(8));
  }

  @Test
  void from_the_overview_to_the_cause_in_one_click_and_on_to_the_evidence() {
    browser.open("").see("4 of 48 jobs are silent").see("Local access only (127.0.0.1)");
    browser.click(browser.link("Rotate RDS logs on ops-1 has not run"));
    browser
        .at("/alerts/" + Story.ALERT)
        .see("cron starts a command that does not exist")
        .see("ops-1:/etc/cron.d/rds-logs:4")
        .see("^ did you mean rotate-rds-logs?")
        .see("sudo sed -i '4s#rotate-rds-lgos#rotate-rds-logs#' /etc/cron.d/rds-logs")
        .see("one missed run earlier because the pattern of its past runs is broken")
        .see("91 of 100")
        .see("until the disk is full");
    browser.click(browser.link("Open in Discover"));
    browser.at("/discover").see("CMD (/usr/local/bin/rotate-rds-logs)").see("1 line ");
    browser.back();
    browser.at("/alerts/").see("What to do");
  }

  @Test
  void a_cell_of_a_lane_tells_expected_and_observed() {
    browser.open("timelines?state=silent");
    browser.find("sw-lanes canvas.sw-lane");
    browser.run(
        "const lane = document.querySelector('sw-lanes canvas.sw-lane'); lane.focus();for (const"
            + " key of ['ArrowLeft', 'Enter']) lane.dispatchEvent(new KeyboardEvent('keydown',"
            + " {key, bubbles: true}));");
    assertThat(browser.find(".sw-card").getText())
        .contains("Missed", "Expected", "Sun 2026-11-22 02:00", "Observed", "–", "Logs around it");
    browser.click(browser.link("Alert"));
    browser.at("/alerts/").see("Why");
  }

  @Test
  void words_filter_the_jobs_while_they_are_typed() {
    browser.open("timelines").see("48 jobs");
    browser.find("vaadin-text-field input").sendKeys("nginx");
    browser.at("q=nginx").see("8 of 48 jobs");
    browser.focused().sendKeys(" web-3");
    browser.at("q=nginx%20web-3").see("1 of 48 jobs");
  }

  @Test
  void a_typed_query_is_searched_with_enter_and_its_field_keeps_the_focus() {
    browser.open("discover?from=now-30d").see("lines");
    browser.find("sw-query > input").sendKeys("host.name : \"ops-1\"\n");
    browser.at("q=host.name").see("15 lines").see("host.name is \"ops-1\"");
    browser.focused().sendKeys(" and message : nowhere\n");
    browser.see("No line matches");
  }

  @Test
  void the_range_goes_with_every_link_and_survives_a_reload() {
    browser.open("timelines?from=now-90d").see("Last 90 days");
    browser.click(browser.link("Rotate RDS logs"));
    browser.at("from=now-90d").see("Time between runs");
    browser.open(browser.address().replaceFirst("https?://[^/]+/", "")).see("Last 90 days");
  }

  @Test
  void a_query_that_is_wrong_is_marked_where_it_is_wrong() {
    browser.open("discover?q=host.name%20%3A").see("Nothing was searched").see("at column");
    browser
        .open("discover?q=message%20%3A%20nowhere")
        .see("No line matches")
        .see("Clear the query");
  }

  @Test
  void a_line_narrows_the_search_to_its_values() {
    browser.open("discover?from=now-30d").see("CMD (");
    browser.click(browser.find("vaadin-grid .sw-hit"));
    browser.click(browser.find("button[aria-label='Only lines with this host.name']"));
    browser.at("f=host.name").see("host.name: ").see("lines");
  }

  @Test
  void a_blind_source_leads_to_why_and_what_was_lost_is_listed() {
    browser.open("").see("Blind: file:edge-3:/var/log/cron.log");
    browser.click(browser.find(".sw-strip a[href='sources']"));
    browser
        .at("/sources")
        .see("Permission denied: /var/log/cron.log")
        .see("2 gaps, at least 88.5 KiB");
    browser.see("number 12").see("at byte 1048576").see("up to 318 documents in the spool");
    browser.see("1,204,331 documents, kept 30 days, oldest index from 2026-10-01");
    browser.open("sources?state=blind").see("complete until 2026-11-22 00:00");
    assertThat(browser.find("main .sw-rows").getText()).doesNotContain("web-1");
  }

  @Test
  void an_address_without_a_view_says_so() {
    browser.open("nowhere").see("There is no page at /nowhere");
    browser.open("alerts/SW-NONE").see("There is no alert SW-NONE");
    browser.complaints(); // Chromium notes the 404 of the page itself
  }

  @Test
  void acknowledging_shows_at_once_and_a_link_only_asks() {
    browser.open("alerts/" + Story.ALERT + "?do=ack").see("It stops the reminders");
    assertThat(browser.text()).contains("Firing");
    browser.open("alerts/" + Story.ALERT);
    browser.click(browser.button("Acknowledge"));
    browser.see("Acknowledged by somebody in a browser");
    browser.open("alerts?show=acknowledged").see("Acknowledged 1").see("Rotate RDS logs");
  }

  @Test
  void closing_asks_for_a_reason_and_shows_it_with_the_alert() throws Exception {
    try (var own = StoryServer.of(Story.told(1), 0)) {
      own.start();
      try (var other = new Browser(own.port())) {
        other.open("alerts/" + Story.ALERT);
        other.click(other.button("Close"));
        other.see("A run that is missed afterwards opens a new alert");
        other.find("vaadin-text-area textarea").sendKeys("ops-1 is being replaced");
        other.click(other.button("Close alert"));
        other.see("Closed by somebody in a browser: ops-1 is being replaced");
        other.open("alerts?show=resolved&from=now-30d").see("Closed by somebody in a browser");
        assertThat(other.complaints()).isEmpty();
      }
    }
  }

  @Test
  void a_job_page_states_its_habit_with_confidence_and_observations() {
    browser
        .open("timelines/rds-orders-mysql-slowquery?from=now-30d")
        .see("97 % confidence, 60 runs observed")
        .see("Grace");
  }

  @Test
  void a_lane_shows_and_tells_when_its_job_is_not_expected() {
    for (var scheme : List.of("light", "dark")) {
      browser.scheme(scheme).open("timelines?q=billing").see("maintenance or holiday");
      var lane = browser.find("sw-lanes canvas.sw-lane");
      assertThat(lane.getAttribute("aria-label"))
          .contains("Not expected in 2 times")
          .contains("Maintenance: database patches, 2026-11-21 22:00 to 2026-11-22 06:00")
          .contains("Holiday: national holidays");
      assertThat(titleAt(TUESDAY)).isEmpty();
      assertThat(titleAt(HOLIDAY)).contains("Holiday: national holidays");
      assertThat(inkAt(HOLIDAY)).as(scheme).isGreaterThan(inkAt(TUESDAY));
    }
    browser.scheme("light");
  }

  /// As a share of the lane, which shows seven days up to Sunday 09:00: clear of the runs at 03:30.
  private static final double TUESDAY = 0.30;

  private static final double HOLIDAY = 0.44;

  private String titleAt(double share) {
    return (String)
        browser.run(
            "const lane = document.querySelector('sw-lanes canvas.sw-lane');"
                + "const box = lane.getBoundingClientRect();"
                + "lane.dispatchEvent(new MouseEvent('mousemove', {bubbles: true,"
                + " clientX: box.left + box.width * arguments[0], clientY: box.top + 5}));"
                + "return lane.title;",
            share);
  }

  /// How much is drawn in a column of the lane.
  private long inkAt(double share) {
    return (Long)
        browser.run(
            "const lane = document.querySelector('sw-lanes canvas.sw-lane');"
                + "const copy = document.createElement('canvas');"
                + "copy.width = lane.width; copy.height = lane.height;"
                + "const drawing = copy.getContext('2d', {willReadFrequently: true});"
                + "drawing.drawImage(lane, 0, 0);"
                + "const data = drawing.getImageData("
                + "Math.round(lane.width * arguments[0]), 0, 4, lane.height).data;"
                + "return data.filter((value, i) => i % 4 === 3).reduce((a, b) => a + b, 0);",
            share);
  }

  @Test
  void a_job_page_tells_who_looks_after_the_job_and_where_its_runbook_is() {
    browser.open("timelines?q=billing");
    browser.click(browser.link("Dump billing"));
    browser
        .see("Billing dump")
        .see("team-payments")
        .see("https://runbooks.example.org/billing")
        .see("critical");
    assertThat(browser.link("https://runbooks.example.org/billing").getAttribute("rel"))
        .contains("noopener");
  }

  @Test
  void a_job_page_says_when_its_log_grew_unusually() {
    browser
        .open("timelines/rds-orders-mysql-slowquery?from=now-30d")
        .see("Growth by the hour")
        .see("The log grew by 310 MiB in this hour; 12.0 MiB to 48.0 MiB were expected.");
  }

  @Test
  void no_view_scrolls_sideways_on_a_phone_and_charts_are_drawn_in_both_schemes() {
    for (var scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      for (var view : ALL_VIEWS) {
        browser.size(320, 700).open(view);
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
            .as(view + " in " + scheme)
            .isLessThanOrEqualTo(320);
      }
      browser.open(ALL_VIEWS.getFirst()).find("sw-chart svg path");
      assertThat(browser.complaints()).as(scheme).isEmpty();
    }
    browser.scheme("light");
  }

  @Test
  void the_detector_tells_its_model_what_came_of_trainings_and_what_is_missing() {
    browser
        .open("detector")
        .see("Model 000007-20261122T030000, trained 6 h ago")
        .see("46 of 48 jobs have the 10 runs that a job needs to teach")
        .see("4 of them have an open alert and teach nothing")
        .see("The next training begins by itself in 18 h")
        .see("The new model was refused; the one before stays")
        .see("its loss on the held-back windows is 0.0510")
        .see("No space left on device");
    browser.find("sw-chart svg path");
  }

  @Test
  void a_training_that_is_asked_for_shows_its_epochs_and_can_be_cancelled() throws Exception {
    var fresh = Story.empty();
    try (var own = StoryServer.of(fresh, 0)) {
      own.start();
      try (var other = new Browser(own.port())) {
        other
            .open("detector")
            .see("No model yet")
            .see("What there is to learn from is not known yet");
        other.click(other.button("Train now"));
        other.see("A training was asked for");
        var asked = fresh.training.requests().train();
        fresh.training.state(
            TrainingState.NONE
                .answered(asked)
                .with(new TrainingState.Running(Story.NOW, 3, 24, 0.0312)));
        other.see("epoch 3 of 24, validation loss 0.0312");
        other.click(other.button("Cancel"));
        other.see("cancelled; it ends after this epoch");
        assertThat(fresh.training.requests().cancel()).isEqualTo(Story.NOW);
        assertThat(other.complaints()).isEmpty();
      }
    }
  }

  @Test
  void a_refused_model_is_promoted_with_a_reason_and_its_choice_is_listed() throws Exception {
    var own = Story.told(1);
    try (var server = StoryServer.of(own, 0)) {
      server.start();
      try (var other = new Browser(server.port())) {
        other.open("detector").see("Refused after its training").see("Was in use");
        other.click(other.button("Promote"));
        other.see("until the next training makes a model");
        other.find("vaadin-dialog textarea").sendKeys("It sees weekly jobs better");
        other.click(other.button("Use this model"));
        other.see("asked for");
        var use = own.training.requests().use().orElseThrow();
        assertThat(use.model()).isEqualTo("000007-20261121T030000");
        var state = own.training.state();
        own.training.state(state.with(state.models().with(new Models.Chosen(use, true))));
        other.see("somebody in a browser chose 000007-20261121T030000: It sees weekly jobs better");
        assertThat(other.complaints()).isEmpty();
      }
    }
  }

  @Test
  void a_store_that_does_not_answer_is_said_in_the_view_with_a_next_step() throws Exception {
    try (var broken = StoryServer.of(Story.broken(), 0)) {
      broken.start();
      try (var other = new Browser(broken.port())) {
        for (var view : ALL_VIEWS) {
          other
              .open(view)
              .see("could not be read")
              .see("Elasticsearch at 127.0.0.1:9200 does not answer")
              .see("error E-")
              .see("The store cannot be read.");
          other.button("Try again");
        }
        other.open("sources").see("nothing in the spool");
        other.open("admin").see("https://es.example.org:9243").see("Storage could not be read");
        assertThat(other.complaints()).isEmpty();
      }
    }
  }

  @Test
  void what_happens_while_the_page_is_open_appears_by_itself() throws Exception {
    browser.open("alerts?show=snoozed").see("No alert is snoozed");
    var alerts = story.stores.alerts();
    var seen = alerts.find(Story.ALERT).orElseThrow().value().handling();
    new AlertHandling(alerts)
        .snooze(request(seen), Story.NOW.plus(Duration.ofHours(8)), Snooze.Wake.NOTHING);
    browser.see("Snoozed until Nov 22, 17:00");
    new AlertHandling(alerts)
        .wake(request(alerts.find(Story.ALERT).orElseThrow().value().handling()));
  }

  private static AlertHandling.Request request(Alert.Handling seen) {
    return new AlertHandling.Request(Story.ALERT, seen, "ana", Story.NOW);
  }

  @Test
  void a_fresh_installation_says_what_comes_next() throws Exception {
    try (var fresh = StoryServer.of(Story.empty(), 0)) {
      fresh.start();
      try (var other = new Browser(fresh.port())) {
        other
            .open("")
            .see("Nothing is watched yet")
            .see("Connect a source")
            .see("./stillwatch demo");
        other.open("timelines").see("No recurring jobs found yet");
        other.open("alerts").see("Nothing is open");
        other.open("discover").see("No line matches");
        assertThat(other.complaints()).isEmpty();
      }
    }
  }
}
