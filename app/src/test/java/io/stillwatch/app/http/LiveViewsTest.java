// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.AlertHandling;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What two users see of each other's work, in two real browsers.
class LiveViewsTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  private Story story;
  private WebServer server;
  private Browser one;
  private Browser other;

  @BeforeEach
  void open() throws Exception {
    story = Story.told(1);
    server = StoryServer.of(story, 0);
    server.start();
    one = new Browser(server.port());
    other = new Browser(server.port());
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    server.close();
  }

  @Test
  void a_second_user_sees_an_acknowledgement_within_two_seconds() {
    one.open("alerts/" + Story.ALERT).button("Acknowledge");
    other.open("alerts/" + Story.ALERT).button("Acknowledge");
    one.click(one.button("Acknowledge"));
    one.see("Acknowledged by somebody in a browser");
    long start = System.nanoTime();
    other.see("Acknowledged by somebody in a browser");
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("The second browser showed the acknowledgement after " + took);
    assertThat(took).isLessThan(SOON);
    other.button("Undo acknowledgement");
    assertThat(other.complaints()).isEmpty();
  }

  @Test
  void a_redraw_keeps_scroll_focus_text_and_open_panels() throws Exception {
    one.size(1440, 600).open("alerts/" + Story.ALERT);
    var note = one.find(".sw-label vaadin-text-field input");
    note.sendKeys("half a sent");
    one.find("sw-chart .sw-as-table summary");
    one.run(
        "document.querySelector('sw-chart .sw-as-table').open = true;"
            + "document.querySelector('.sw-label vaadin-text-field').scrollIntoView({block: 'center'});");
    long scrolled = (Long) one.run("return Math.round(window.scrollY)");
    acknowledge();
    one.see("Acknowledged by ana");
    note.sendKeys("ence");
    assertThat(one.focused()).isEqualTo(note);
    assertThat(note.getAttribute("value")).isEqualTo("half a sentence");
    assertThat((Boolean) one.run("return document.querySelector('sw-chart .sw-as-table').open"))
        .isTrue();
    assertThat((Long) one.run("return Math.round(window.scrollY)"))
        .isBetween(scrolled - 200, scrolled + 200);
    assertThat(one.complaints()).isEmpty();
  }

  @Test
  void a_hidden_tab_is_drawn_when_it_is_shown_again() throws Exception {
    one.open("alerts/" + Story.ALERT).button("Acknowledge");
    other.open("alerts/" + Story.ALERT).button("Acknowledge");
    visibility("hidden");
    acknowledge();
    other.see("Acknowledged by ana");
    assertThat(one.text()).doesNotContain("Acknowledged by ana");
    visibility("visible");
    one.see("Acknowledged by ana");
    assertThat(one.complaints()).isEmpty();
  }

  private void visibility(String state) {
    one.run(
        "Object.defineProperty(document, 'visibilityState', {value: arguments[0], configurable:"
            + " true});Object.defineProperty(document, 'hidden', {value: arguments[0] === 'hidden',"
            + " configurable: true});document.dispatchEvent(new Event('visibilitychange'));",
        state);
  }

  @Test
  void every_list_of_alerts_follows() throws Exception {
    one.open("").see("Firing");
    other.open("alerts?show=acknowledged").see("Nobody has acknowledged");
    acknowledge();
    other.see("Acknowledged by ana");
    one.see("Acknowledged by ana");
  }

  @Test
  void a_timeline_keeps_its_open_card_and_the_typed_words() throws Exception {
    one.open("timelines?state=silent").find("sw-lanes canvas.sw-lane");
    one.run(
        "const lane = document.querySelector('sw-lanes canvas.sw-lane'); lane.focus();"
            + "for (const key of ['ArrowLeft', 'Enter'])"
            + " lane.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));");
    one.find(".sw-card");
    acknowledge();
    other.open("alerts?show=acknowledged").see("Acknowledged by ana");
    assertThat(one.find(".sw-card").getText()).contains("Missed");
    assertThat(one.complaints()).isEmpty();
  }

  private void acknowledge() throws Exception {
    var alerts = story.stores.alerts();
    var seen = alerts.find(Story.ALERT).orElseThrow().value().handling();
    new AlertHandling(alerts)
        .acknowledge(new AlertHandling.Request(Story.ALERT, seen, "ana", Story.NOW));
  }
}
