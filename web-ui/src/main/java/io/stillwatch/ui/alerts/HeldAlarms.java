// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.words.KindWords;
import java.util.List;
import java.util.Locale;

/// Alarms that the budget of alerts held back, one row for each job.
final class HeldAlarms {
  private HeldAlarms() {}

  static Component rows(List<JobStatus> held, Visit visit) {
    var rows = Html.element("ul", "sw-rows");
    for (var status : held) {
      status
          .scoring()
          .held()
          .ifPresent(alarm -> rows.add(Html.element("li", "", row(status, alarm, visit))));
    }
    return rows;
  }

  private static Component row(JobStatus status, JobStatus.HeldAlarm alarm, Visit visit) {
    var severity = Severity.ofScore(alarm.peak());
    return Html.div(
        "sw-alert-row",
        Html.chip(
            AlertWords.shape(severity),
            AlertWords.severity(severity) + " " + Math.round(alarm.peak()),
            AlertWords.colour(severity)),
        Html.link(
            visit.link("timelines/" + Links.segment(status.job().id())),
            "sw-sentence",
            Html.text(KindWords.subject(status.job()) + " does not follow its pattern")),
        Html.span("sw-age", "since " + visit.times().brief(alarm.noticedAt())),
        Html.span("sw-cause", alarm.words()),
        Html.span(
            "sw-age",
            String.format(
                Locale.ROOT, "needs %.0f · %.2f × its threshold", alarm.needed(), alarm.margin())));
  }
}
