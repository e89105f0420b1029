// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.ui.ports.UiPorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every view in every state, in both schemes, wide and on a phone: no violation that axe finds,
/// and nothing that jumps while a page loads. Prints the first contentful paint.
class ViewChecksTest {
  /// Where the navigation leads.
  private static final List<String> NAVIGATION =
      List.of(
          "",
          "timelines",
          "alerts",
          "anomalies",
          "findings",
          "discover",
          "sources",
          "detector",
          "admin");

  private static final List<String> VIEWS =
      List.of(
          "",
          "timelines?from=now-30d",
          "timelines/rds-orders-mysql-slowquery?from=now-30d",
          "alerts",
          "alerts/" + Story.ALERT,
          "anomalies?from=now-30d",
          "findings",
          "discover?from=now-30d",
          "discover?from=now-30d&tab=patterns",
          "discover?from=now-30d&cols=host.name,message",
          "discover?q=host.name%20%3A",
          "sources",
          "detector",
          "admin");

  private record Look(String scheme, int width) {}

  private static final List<Look> LOOKS =
      List.of(new Look("light", 1440), new Look("dark", 1440), new Look("light", 390));

  /// Of the whole page, as Chromium sums it.
  private static final double MOST_SHIFT = 0.02;

  private static final String AXE =
      """
      return axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})
        .then(found => found.violations.map(each =>
          each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))
      """;

  private static final String SHIFT =
      """
      return new Promise(done => {
        let shift = 0;
        new PerformanceObserver(list =>
          list.getEntries().forEach(each => { if (!each.hadRecentInput) shift += each.value; }))
          .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done({
          shift: String(shift),
          paint: String(Math.round(performance.getEntriesByName('first-contentful-paint')[0]
            ?.startTime ?? -1))}), 300);
      })
      """;

  @Test
  void every_view_is_accessible_and_stands_still_when_full() throws Exception {
    check("full", Story.told(2).ports(), VIEWS);
  }

  @Test
  void every_view_is_accessible_and_stands_still_when_empty() throws Exception {
    check("empty", Story.empty().ports(), NAVIGATION);
  }

  @Test
  void every_view_is_accessible_and_stands_still_without_the_store() throws Exception {
    check(
        "failing",
        Story.broken(),
        Stream.concat(NAVIGATION.stream(), Stream.of("nowhere")).toList());
  }

  private static void check(String state, UiPorts ports, List<String> views) throws Exception {
    var wrong = new ArrayList<String>();
    try (var server = StoryServer.of(ports, 0)) {
      server.start();
      try (var browser = new Browser(server.port())) {
        for (var look : LOOKS) {
          browser.scheme(look.scheme()).size(look.width(), 900);
          for (var view : views) {
            var where = state + " /" + view + " " + look;
            violations(browser, view).forEach(each -> wrong.add(where + " " + each));
            shift(browser, where).forEach(wrong::add);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> violations(Browser browser, String view) throws IOException {
    browser.open(view);
    browser.run(axe());
    var found = (List<?>) browser.run(AXE);
    return found.stream().map(String::valueOf).toList();
  }

  private static List<String> shift(Browser browser, String where) {
    var measured = (Map<?, ?>) browser.run(SHIFT);
    double shift = Double.parseDouble(String.valueOf(measured.get("shift")));
    System.out.printf(
        "%s: shift %.3f, first contentful paint %s ms%n", where, shift, measured.get("paint"));
    return shift <= MOST_SHIFT ? List.of() : List.of(where + " shifts by " + shift);
  }

  private static String axe() throws IOException {
    var path = "/axe.min.js";
    try (var in = ViewChecksTest.class.getResourceAsStream(path)) {
      if (in == null) throw new AssertionError("axe-core is not on the class path: " + path);
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
