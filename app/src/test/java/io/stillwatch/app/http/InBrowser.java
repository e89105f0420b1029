// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/// Tests that look at one story in one browser, which must have nothing to complain about.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {
  final Story story;
  private final WebServer server;
  final Browser browser;

  InBrowser(Story story) throws Exception {
    this.story = story;
    server = StoryServer.of(story, 0);
    server.start();
    browser = new Browser(server.port());
  }

  /// Another user of the same server.
  final Browser other() {
    return new Browser(server.port());
  }

  @AfterAll
  void close() {
    browser.close();
    server.close();
  }

  @AfterEach
  void the_console_has_no_complaints() {
    browser.size(1440, 900).scheme("light");
    assertThat(browser.complaints()).isEmpty();
  }
}
