// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.ports.UiPorts;

/// The checklist of a fresh installation: what is done, and what comes next.
final class FirstSteps extends HtmlContainer {
  FirstSteps(UiPorts ports, LogSearch search) throws StoreException {
    super("div");
    addClassName("sw-stack");
    int sources = ports.collecting().sources().all().size();
    long logs = search.counts().getOrDefault("logs", 0L);
    boolean trained = ports.detecting().model().isPresent();
    var steps = Html.element("ol", "sw-steps");
    steps.add(
        step(
            "Connect a source",
            "Name an RDS instance, a log file, a syslog port or an S3 prefix in stillwatch.yaml.",
            sources > 0,
            sources + " connected"),
        step("See the first log lines", "They arrive within a minute.", logs > 0, logs + " lines"),
        step(
            "Find the jobs",
            "From crontabs and logrotate at once; from habit after three runs.",
            false,
            "none yet"),
        step(
            "Train the model",
            "Each job needs some weeks of runs. Until then the schedule alone is watched.",
            trained,
            trained ? "trained" : "not yet"));
    add(new Panel("First steps").flush().with(steps));
    add(
        new Panel("See it with data")
            .with(
                Html.paragraph(
                    "Sixty days of a simulated fleet, in which a typo stops a rotation on day 45:"),
                Html.element("pre", "sw-code", "./stillwatch demo")));
  }

  private static HtmlContainer step(String what, String how, boolean done, String state) {
    var step =
        Html.element(
            "li",
            done ? "sw-done" : "",
            Html.element("strong", "", what),
            Html.span("sw-muted", state),
            Html.paragraph(how));
    if (done) step.getElement().setAttribute("aria-label", what + ", done");
    return step;
  }
}
