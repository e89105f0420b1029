// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Walks through Discover in a real browser.
class DiscoverWalkTest extends InBrowser {
  DiscoverWalkTest() throws Exception {
    super(Story.told(2));
  }

  @Test
  void a_query_is_completed_from_suggestions_with_the_keyboard_alone() {
    browser.open("discover?from=now-30d").see("lines");
    browser.run("document.activeElement.blur()");
    browser.find("body").sendKeys("/");
    browser.focused().sendKeys("host");
    browser.find("sw-query li");
    browser.focused().sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
    browser.find("sw-query li");
    browser.focused().sendKeys("\"ops");
    browser.find("sw-query li");
    browser.focused().sendKeys(Keys.ARROW_DOWN, Keys.TAB);
    browser.focused().sendKeys(Keys.ESCAPE, Keys.ENTER);
    browser.at("q=host.name%3A%20%22ops-1%22").see("host.name is \"ops-1\"").see("15 lines");
  }

  @Test
  void filters_columns_and_order_survive_a_reload_and_go_back() {
    browser.open("discover?from=now-30d").see("lines");
    browser.run(
        "[...document.querySelectorAll('.sw-field-list summary')]"
            + ".find(each => each.textContent.includes('host.name')).click()");
    browser.click(browser.find("button[aria-label='Only lines with host.name ops-1']"));
    browser.at("f=host.name").see("15 lines");
    browser.click(browser.find(".sw-pill button[aria-label='Exclude']"));
    browser.at("f=!host.name").see("NOT host.name: ops-1");
    browser.click(browser.find(".sw-pill button[aria-label='Include']"));
    browser.see("15 lines");
    browser.click(browser.find("vaadin-grid .sw-hit"));
    browser.click(browser.find("button[aria-label='Add column message']"));
    browser.at("cols=message").see("15 lines");
    browser.click(browser.link("Time"));
    browser.at("sort=%40timestamp").see("Time ↑");
    var address = browser.address().replaceFirst("https?://[^/]+/", "");
    browser.open(address).see("Time ↑").see("15 lines").see("host.name: ops-1");
    browser.back();
    browser.back();
    browser.notAt("sort=").see("15 lines");
  }

  @Test
  void a_line_has_an_address_that_opens_it_with_its_neighbours() {
    browser.open("discover?q=host.name%3A%20ops-1&from=now-30d").see("15 lines");
    browser.click(browser.find("vaadin-grid .sw-hit"));
    browser.at("doc=stillwatch-logs").see("Link to this line");
    var address = browser.address().replaceFirst("https?://[^/]+/", "");
    browser.open(address).see("Link to this line");
    browser.click(browser.button("Surrounding lines"));
    browser.click(browser.button("Show five lines before and after"));
    browser.find(".sw-surrounding li.sw-mark");
    browser.see("Last line of the file that is stored");
    browser.click(browser.button("Five more before"));
    browser.click(browser.button("Close"));
    browser.notAt("doc=");
  }

  @Test
  void the_open_line_stays_open_while_filters_change() {
    browser.open("discover?q=host.name%3A%20ops-1&from=now-30d").see("15 lines");
    browser.click(browser.find("vaadin-grid .sw-hit"));
    browser.see("Link to this line");
    browser.click(browser.button("Add filter"));
    browser.see("Condition");
    browser.find("vaadin-combo-box input").sendKeys("event.action", Keys.ENTER);
    browser.find("vaadin-dialog vaadin-text-field input").sendKeys("nothing-such");
    browser.click(browser.button("Add"));
    browser.at("f=event.action").see("No line matches").see("Link to this line");
  }

  @Test
  void an_export_has_what_the_view_shows() {
    browser.open("discover?q=host.name%3A%20ops-1&from=now-30d&cols=host.name,message").see("15 l");
    browser.click(browser.button("Export"));
    browser.see("Export 15 lines").see("Only host.name, message:");
    var csv =
        (String)
            browser.run(
                "const ask = new XMLHttpRequest(); ask.open('GET', [...document"
                    + ".querySelectorAll('.sw-exports a[href*=cols]')][0].href, false); ask.send();"
                    + "return ask.responseText;");
    assertThat(csv.lines()).hasSize(16).first().isEqualTo("@timestamp,host.name,message");
    assertThat(csv).contains(",ops-1,CRON[");
  }

  @Test
  void a_running_export_shows_its_rows_and_is_saved_or_cancelled() {
    browser.open("discover?q=host.name%3A%20ops-1&from=now-30d&cols=host.name,message").see("15 l");
    browser.click(browser.button("Export"));
    browser.see("Export 15 lines");
    browser.click(browser.find(".sw-exports a[href*='cols'][download$='.csv']"));
    browser.see("15 of 15 rows. Saved stillwatch.csv.");
    browser.run(
        "window.fetch = (_, how) => new Promise((_, refuse) =>"
            + " how.signal.addEventListener('abort', () => refuse(new Error('aborted'))))");
    browser.click(browser.find(".sw-exports a[download$='.ndjson']"));
    browser.see("0 of 15 rows");
    browser.button("Cancel and close");
    browser.click(browser.button("Cancel export"));
    browser.see("Cancelled; nothing was saved.");
    browser.button("Close");
  }

  @Test
  void a_pinned_filter_stays_in_other_searches_and_comes_back_from_other_views() {
    browser.open("discover?f=host.name%7Cis%7Cops-1&from=now-30d").see("15 lines");
    browser.click(browser.find(".sw-pill button[aria-label^='Pin']"));
    browser.at("f=%5Ehost.name").see("15 lines").find(".sw-pill.sw-pinned");
    browser.click(browser.find("vaadin-side-nav-item[path^='timelines']"));
    browser.at("/timelines").at("f=%5Ehost.name").see("Worst first");
    browser.click(browser.find("vaadin-side-nav-item[path^='discover']"));
    browser.at("/discover").at("f=%5Ehost.name").see("15 lines");
    browser.click(browser.find(".sw-pill button[aria-label='Unpin']"));
    browser.notAt("%5E");
  }

  @Test
  void an_absolute_range_goes_with_the_navigation() {
    browser.open("discover?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z").see("lines");
    browser.click(browser.find("vaadin-side-nav-item[path^='timelines']"));
    browser.at("/timelines").at("from=2026-11-01");
    assertThat(browser.address()).doesNotContain("%25");
    browser.click(browser.find("vaadin-side-nav-item[path^='alerts']"));
    browser.at("/alerts").at("from=2026-11-01");
  }

  @Test
  void errors_point_at_their_column_and_surprises_have_hints() {
    browser
        .open("discover?q=process.pid%20%3E%20abc")
        .see("Expected a number, because process.pid holds numbers, at column 15")
        .see("              ^");
    browser.open("discover?q=host.nam%3A%20x").see("Did you mean host.name?");
  }

  @Test
  void a_search_can_be_inspected_and_repeated_without_its_credentials() {
    browser.open("discover?from=now-30d").see("lines");
    browser.click(browser.button("Inspect"));
    browser.see("all 3 shards answered").see("\"size\": 100");
    browser.click(browser.button("cURL"));
    browser.see("$ELASTICSEARCH/stillwatch-logs/_search").see("$USER_AND_PASSWORD");
  }

  @Test
  void lines_of_one_record_are_one_row_that_unfolds() {
    browser.open("discover?q=host.name%3A%20slow-mysql&from=now-30d").see("6 lines");
    assertThat(browser.find("vaadin-grid .sw-hit").getText()).contains("ERROR");
    browser.click(browser.find("vaadin-grid .sw-unfold"));
    assertThat(browser.find(".sw-record").getText().lines())
        .containsExactly(
            "# Time: 2026-11-21T10:00:00Z", "# Query_time: 12.4", "SELECT * FROM orders");
    browser.click(browser.link("Lines"));
    browser.at("tab=lines").see("# Query_time: 12.4");
  }

  @Test
  void a_search_is_saved_shared_and_found_again_by_another_browser() throws Exception {
    browser.open("discover?q=host.name%3A%20ops-1&from=now-30d").see("15 lines");
    browser.click(browser.button("Saved views"));
    browser.see("None yet");
    save("Mine");
    browser.see("private, saved now");
    browser.run("document.querySelector('vaadin-dialog vaadin-checkbox input').click()");
    save("Of ops-1");
    browser.see("shared, saved now");
    try (var other = other()) {
      other.open("discover?from=now-90d").see("lines");
      other.click(other.button("Saved views"));
      other.see("Of ops-1");
      assertThat(other.text()).doesNotContain("Mine");
      other.click(other.link("Of ops-1"));
      other.at("q=host.name").at("from=now-90d").see("host.name is");
      assertThat(other.complaints()).isEmpty();
    }
  }

  private void save(String name) {
    browser.find("vaadin-dialog vaadin-text-field input").sendKeys(name);
    browser.click(browser.button("Save this search"));
    browser.link(name);
  }
}
