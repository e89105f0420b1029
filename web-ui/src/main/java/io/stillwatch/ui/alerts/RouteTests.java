// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.ports.Routing.Tested;
import io.stillwatch.ui.time.Times;
import java.util.List;
import java.util.Optional;

/// The routes by which people are told, each with the receipt of its last test.
final class RouteTests extends Composite<Div> {
  private final transient List<Tested> rows;
  private final transient Times times;
  private final transient Runnable test;

  RouteTests(List<Tested> rows, Times times, Runnable test) {
    this.rows = rows;
    this.times = times;
    this.test = test;
  }

  @Override
  protected Div initContent() {
    var content = new Div();
    if (rows.isEmpty()) {
      content.add(
          Note.empty(
              "Nobody is told",
              "Alerts are shown here only. Set alerts.topicArn or alerts.routes."));
      return content;
    }
    var list = Html.element("ul", "sw-rows");
    for (var row : rows) list.add(Html.element("li", "", row(row)));
    var actions = Html.div("sw-actions", Html.button("Send a test to each", test));
    content.add(list, actions);
    return content;
  }

  private Component row(Tested row) {
    return Html.div(
        "sw-alert-row",
        receipt(row.last()),
        Html.element("strong", "", row.route()),
        Html.span("sw-age", row.last().map(this::words).orElse("No test was ever sent.")));
  }

  private static Component receipt(Optional<Notification> last) {
    if (last.isEmpty()) return Html.chip("○", "Never tested", "unknown");
    return switch (last.get().delivery().state()) {
      case SENT -> Html.chip("✓", "Delivered", "ok");
      case PENDING -> Html.chip("…", "Waits", "minor");
      case DEAD -> Html.chip("✕", "Refused", "critical");
      case HELD -> Html.chip("○", "Not sent", "unknown");
    };
  }

  private String words(Notification test) {
    var delivery = test.delivery();
    var detail = delivery.messageId().isEmpty() ? delivery.problem() : delivery.messageId();
    return "last test " + times.minute(test.madeAt()) + (detail.isEmpty() ? "" : " · " + detail);
  }
}
