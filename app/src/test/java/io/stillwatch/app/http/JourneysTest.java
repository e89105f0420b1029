// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Ways of people through several views, each in as few steps as they take.
class JourneysTest {
  private static WebServer server;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    server = StoryServer.of(Story.told(2), 0);
    server.start();
    browser = new Browser(server.port());
  }

  @AfterAll
  static void close() {
    if (browser != null) browser.close();
    server.close();
  }

  @AfterEach
  void the_console_has_no_complaints() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void from_an_anomaly_to_the_logs_around_it() {
    browser.open("anomalies?from=now-30d").see("scores in a row");
    browser.click(browser.link("Logs around it"));
    browser.at("/discover").at("f=host.name").at("from=2026-11-").see("host.name: orders-mysql");
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
    browser.see("Acknowledged by this browser");
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
