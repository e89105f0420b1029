// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Composite;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;

/// What happened around the alert, newest first.
final class Activity extends Composite<Panel> {
  private final transient AlertPage page;

  Activity(AlertPage page) {
    this.page = page;
  }

  @Override
  protected Panel initContent() {
    var feed = Html.element("ul", "sw-feed");
    for (var event : page.events()) {
      var shape = Html.span("sw-" + event.colour(), event.shape());
      shape.getElement().setAttribute("aria-hidden", "true");
      feed.add(
          Html.element(
              "li",
              "",
              shape,
              Html.span("", event.text()),
              Html.element(
                  "time",
                  "",
                  page.times().minute(event.at()) + " · " + page.times().relative(event.at()))));
    }
    return new Panel("Activity", Html.span("", "newest first")).flush().with(feed);
  }
}
