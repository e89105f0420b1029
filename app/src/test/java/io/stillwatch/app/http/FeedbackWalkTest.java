// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Labels, thresholds and the budget in a real browser.
class FeedbackWalkTest {
  private WebServer server;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    server = StoryServer.of(Story.told(1).unusual(), 0);
    server.start();
    browser = new Browser(server.port());
  }

  @AfterEach
  void close() {
    assertThat(browser.complaints()).isEmpty();
    browser.close();
    server.close();
  }

  @Test
  void a_false_alarm_is_said_on_the_page_of_the_alert_and_moves_its_threshold() {
    browser
        .open("alerts/" + Story.ODD_ALERT)
        .see("Was it right?")
        .see("1.12 × its threshold")
        .see("rhythm from 75, as calibrated; here 84")
        .see("30 alerts a month of the autoencoder alone");
    browser.find(".sw-label vaadin-text-field input").sendKeys("a planned rerun");
    browser.click(browser.button("False alarm"));
    browser
        .see("False alarm, says somebody in a browser, Nov 22, 09:00: a planned rerun")
        .see("0.99 × its threshold")
        .see("rhythm from 85, by labels of this job: 1 false alarm, 0 right; here 84");
    browser.open("alerts").see("rank 1.12\n✗\nFalse alarm");
    browser.open("alerts/" + Story.ODD_ALERT);
    browser.click(browser.button("Take back"));
    browser.see("rhythm from 75, as calibrated; here 84");
  }

  @Test
  void an_alert_of_the_schedule_says_that_a_label_moves_no_threshold() {
    browser
        .open("alerts/" + Story.ALERT)
        .see("a label is kept, and moves no threshold")
        .see("1.28 × its threshold");
    browser.click(browser.button("Right"));
    browser.see("Right, says somebody in a browser");
  }

  @Test
  void what_was_not_sent_is_listed_and_leads_to_its_anomalies() {
    browser
        .open("alerts?show=held")
        .see("Not sent 1")
        .see("not sent: over the budget of 30 a month, rank 31");
    browser.click(browser.link("does not follow its pattern"));
    browser
        .at("/timelines/")
        .see("not sent: over the budget of 30 a month, rank 31")
        .see("The autoencoder alone raises an alert on rhythm from 75");
    browser.click(browser.button("Right"));
    browser.see("Right, says somebody in a browser");
  }

  @Test
  void nothing_scrolls_sideways_on_a_phone() {
    for (var scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      for (var view : List.of("alerts", "alerts?show=held", "alerts/" + Story.ODD_ALERT)) {
        browser.size(320, 700).open(view);
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
            .as(view + " in " + scheme)
            .isLessThanOrEqualTo(320);
      }
    }
  }
}
