// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.app.cli.StillwatchCommand;
import io.stillwatch.testkit.text.HostileTexts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.TimeoutException;

/// Sixty texts that a page might run, each with something that a terminal would obey, in every
/// field that a sender or a person can fill: no page runs one, and no output has one raw.
@Isolated("standard output is one for all")
class HostileTextTest {
  private static final List<String> VIEWS =
      List.of(
          "",
          "timelines?from=now-30d",
          "alerts",
          "alerts/SW-ALL",
          "anomalies?from=now-30d",
          "findings",
          "discover?from=now-30d",
          "discover?from=now-30d&tab=patterns",
          "discover?from=now-30d&cols=host.name,message",
          "sources",
          "detector",
          "admin");

  /// Nothing of the story is shown here; its lines have no patterns.
  private static final Set<String> WITHOUT =
      Set.of("anomalies?from=now-30d", "discover?from=now-30d&tab=patterns", "detector", "admin");

  private static final List<String> OUTPUTS =
      List.of(
          "/api/v1/jobs?limit=1000",
          "/api/v1/alerts?limit=1000&from=now-30d",
          "/api/v1/alerts/SW-ALL",
          "/api/v1/findings?limit=1000",
          "/api/v1/sources",
          "/api/v1/gaps",
          "/api/v1/views?owner=ana",
          "/api/v1/search?from=now-30d&limit=100",
          "/api/v1/search/export?from=now-30d&format=ndjson",
          "/api/v1/search/export?from=now-30d&format=csv",
          "/api/v1/search/fields/host.name/values?from=now-30d",
          "/metrics");

  /// What ran, what would run at a click, and the first character that is hidden.
  private static final String LOOK =
      """
      const found = [];
      if (window.swXss) found.push('ran');
      document.querySelectorAll('[href], [src], [action], [data]').forEach(each => {
        for (const name of ['href', 'src', 'action', 'data', 'xlink:href']) {
          if (/^[\\s\\x00-\\x20]*(java|data:text)/i.test(each.getAttribute(name) || ''))
            found.push('address ' + each.outerHTML.slice(0, 120));
        }
      });
      document.querySelectorAll('*').forEach(each => {
        for (const one of each.attributes)
          if (one.name.startsWith('on')) found.push('handler ' + each.outerHTML.slice(0, 120));
      });
      const controls =
        /[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069]/;
      const tags = /[\\u{e0000}-\\u{e007f}]/u;
      const hidden = text => controls.test(text) || tags.test(text);
      document.querySelectorAll('*').forEach(each => {
        for (const name of ['title', 'aria-label', 'alt', 'placeholder', 'description', 'text'])
          if (hidden(each.getAttribute(name) || ''))
            found.push('hidden in ' + name + ' of ' + each.outerHTML.slice(0, 160));
      });
      if (hidden(document.title)) found.push('hidden in the title');
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const tag = node.parentElement?.tagName;
        if (tag !== 'SCRIPT' && tag !== 'STYLE' && hidden(node.data))
          found.push('hidden in ' + node.parentElement?.outerHTML.slice(0, 160));
      }
      return found;
      """;

  @Test
  void no_view_runs_what_senders_and_people_wrote() throws Exception {
    assertThat(HostileTexts.payloads()).hasSize(60).doesNotHaveDuplicates();
    var wrong = new ArrayList<String>();
    try (var server = StoryServer.of(Hostile.story(), 0)) {
      server.start();
      try (var browser = new Browser(server.port())) {
        var views = new ArrayList<>(VIEWS);
        for (int i = 5; i < 60; i += 20) views.add("alerts/SW-H" + i);
        for (int i = 3; i < 60; i += 12) views.add("timelines/job-" + i + "?from=now-30d");
        for (var view : views) {
          browser.open(view);
          if (!WITHOUT.contains(view) && !shows(browser, view))
            wrong.add("/" + view + " has no text");
          for (var found : (List<?>) browser.run(LOOK)) wrong.add("/" + view + ": " + found);
        }
        for (int i = 0; i < 60; i += 15) {
          browser.open("discover?q=" + encode(HostileTexts.payloads().get(i), UTF_8));
          for (var found : (List<?>) browser.run(LOOK)) wrong.add("query " + i + ": " + found);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// What a view shows may come later than the view, and the rows of a grid last.
  private static boolean shows(Browser browser, String view) {
    boolean inGrid = view.startsWith("discover");
    try {
      browser.see(inGrid ? "vaadin-grid-cell-content" : "main.sw-page", "swXss");
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Test
  void no_answer_of_the_api_has_a_raw_control_character() throws Exception {
    var wrong = new ArrayList<String>();
    try (var server = StoryServer.of(Hostile.story(), 0);
        var client = HttpClient.newHttpClient()) {
      server.start();
      for (var path : OUTPUTS) {
        var uri = URI.create("http://127.0.0.1:" + server.port() + path);
        var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        assertThat(answer.body()).as(path + " has the texts").contains("swXss");
        int raw = HostileTexts.raw(answer.body());
        if (raw >= 0) wrong.add(path + " has U+" + Integer.toHexString(raw));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_command_prints_a_raw_control_character() throws Exception {
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    try (var server = StoryServer.of(Hostile.story(), 0);
        var captured = new PrintStream(printed, true, UTF_8)) {
      server.start();
      System.setOut(captured);
      var url = "http://127.0.0.1:" + server.port();
      assertThat(StillwatchCommand.run("findings", "list", "--url", url)).isZero();
    } finally {
      System.setOut(out);
    }
    var text = printed.toString(UTF_8);
    assertThat(text).contains("swXss");
    assertThat(HostileTexts.raw(text)).as(text).isEqualTo(-1);
  }
}
