// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Durations;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.time.Sizes;
import java.time.Duration;
import java.time.Instant;

/// What the stoppage costs: how the log grows and when the disk is full, as far as that is known.
final class Impact extends Composite<Panel> {
  private final transient AlertPage page;

  Impact(AlertPage page) {
    this.page = page;
  }

  @Override
  protected Panel initContent() {
    var panel = new Panel("Impact");
    var alert = page.alert();
    var list = Html.element("dl", "sw-impact");
    var growing = AlertWords.growing(alert);
    growing.ifPresent(stoppage -> growth(list, stoppage));
    long jobs = AlertWords.jobs(alert);
    list.add(number(Long.toString(jobs), jobs == 1 ? "job has stopped" : "jobs have stopped"));
    panel.with(list);
    if (alert.impact().known())
      panel.with(
          Html.element(
              "p",
              "sw-muted",
              AlertWords.severity(alert.severity())
                  + " because "
                  + String.join("; ", alert.impact().reasons())
                  + ". The score says how unusual it is, not how grave."));
    if (growing.isEmpty()) {
      panel.with(Html.element("p", "sw-muted", "No growing log is known to depend on it."));
    }
    return panel;
  }

  private void growth(HtmlContainer list, Stoppage stoppage) {
    var growth = stoppage.growth();
    var now = page.times().now();
    growth
        .diskFullAt()
        .ifPresent(at -> {
          var range = growth.diskFullAtLatest().isPresent() ? " at the earliest" : "";
          list.add(number(until(now, at), "until the disk is full" + range));
        });
    growth
        .diskFullAtLatest()
        .ifPresent(at -> list.add(number(until(now, at), "until the disk is full at the latest")));
    if (growth.room().freeBytes() > 0)
      list.add(number(Sizes.words(growth.room().freeBytes()), "free in the last snapshot"));
    list.add(
        number(Sizes.words(Math.round(growth.bytesPerDay())), "more each day"),
        number(Sizes.words(growth.bytes()), "size of " + stoppage.job().subject()));
  }

  private static String until(Instant now, Instant at) {
    return at.isAfter(now) ? Durations.words(Duration.between(now, at)) : "now";
  }

  private static Component number(String value, String meaning) {
    return Html.div("", Html.element("dt", "", meaning), Html.element("dd", "", value));
  }
}
