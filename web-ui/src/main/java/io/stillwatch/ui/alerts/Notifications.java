// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.TabBox;
import io.stillwatch.ui.time.Times;
import java.util.Comparator;

/// The messages about the alert as they were written, and how far each got.
final class Notifications extends Composite<Panel> {
  private final transient AlertPage page;

  Notifications(AlertPage page) {
    this.page = page;
  }

  @Override
  protected Panel initContent() {
    var panel =
        new Panel("Notifications", Html.span("", page.alert().notifications().size() + " written"));
    var newest =
        page.alert().notifications().stream()
            .max(
                Comparator.comparing(Notification::madeAt)
                    .thenComparingInt(Notification::sequence));
    if (newest.isEmpty()) {
      return panel
          .flush()
          .with(
              Note.empty(
                  "Nobody was told yet", "A message is written as soon as the alert fires."));
    }
    return panel.with(message(newest.get()));
  }

  private Component message(Notification notification) {
    var message = notification.message();
    var tabs =
        new TabBox("Forms of the message")
            .with(
                "E-mail", text("sw-message sw-fixed", message.subject() + "\n\n" + message.email()))
            .with("SMS", text("sw-message", message.sms()))
            .with("JSON", text("sw-message", JsonText.pretty(message.json())));
    return Html.div("sw-stack sw-tight", delivery(notification, page.times()), tabs);
  }

  private static Component text(String classes, String text) {
    var block = Html.element("pre", classes, text);
    block.getElement().setAttribute("tabindex", "0");
    return block;
  }

  private static Component delivery(Notification notification, Times times) {
    var delivery = notification.delivery();
    var kind = AlertPage.kind(notification.kind());
    var written = kind + ", written " + times.minute(notification.madeAt());
    return switch (delivery.state()) {
      case SENT ->
          Html.div(
              "sw-delivery",
              Html.chip("✓", "Delivered", "ok"),
              Html.span("", " · " + written + " · MessageId " + delivery.messageId()));
      case PENDING ->
          Html.div(
              "sw-delivery",
              Html.chip(
                  "…", delivery.attempts() == 0 ? "Waits to be sent" : "Not accepted yet", "minor"),
              Html.span("", " · " + written + retry(notification, times)));
      case DEAD ->
          Html.div(
              "sw-delivery",
              Html.chip("✕", "Refused", "critical"),
              Html.span("", " · " + written + " · " + delivery.problem()));
      case HELD ->
          Html.div(
              "sw-delivery",
              Html.chip("○", "Not sent", "unknown"),
              Html.span("", " · " + written + " · " + delivery.problem()));
    };
  }

  private static String retry(Notification notification, Times times) {
    var delivery = notification.delivery();
    if (delivery.attempts() == 0) return "";
    return " · "
        + delivery.problem()
        + " · tried "
        + delivery.attempts()
        + "×, next "
        + times.minute(delivery.nextTryAt());
  }
}
