// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Surroundings.Peer;
import io.stillwatch.core.alert.Surroundings.SeenLine;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;

/// The lines of the host about the first miss, and the hosts on which the same job still runs;
/// hidden if nothing is known.
final class AroundTheMiss extends Composite<Panel> {
  private final transient AlertPage page;

  AroundTheMiss(AlertPage page) {
    this.page = page;
  }

  @Override
  protected Panel initContent() {
    var around = page.alert().assessment().around();
    var panel = new Panel("Around the first miss");
    panel.setVisible(!around.lines().isEmpty() || !around.peers().isEmpty());
    if (!around.lines().isEmpty()) {
      var list = Html.element("ul", "sw-lines");
      around.lines().forEach(line -> list.add(line(line)));
      panel.with(list);
    }
    around.peers().forEach(peer -> panel.with(Html.paragraph(words(peer))));
    return panel;
  }

  private Component line(SeenLine line) {
    return Html.element(
        "li",
        "",
        Html.time(page.times().stamp(line.at()), line.at().toString()),
        Html.span("", line.text()));
  }

  private String words(Peer peer) {
    var differences = String.join("; ", peer.differences());
    return "Still runs on "
        + peer.host()
        + ", last "
        + page.times().weekday(peer.lastGoodRun())
        + (differences.isEmpty() ? "; nothing known differs there" : "; " + differences)
        + ".";
  }
}
