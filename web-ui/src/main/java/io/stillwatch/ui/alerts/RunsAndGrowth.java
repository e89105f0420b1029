// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Axis;
import io.stillwatch.ui.chart.Chart;
import io.stillwatch.ui.chart.Charts;
import io.stillwatch.ui.chart.Marks;
import io.stillwatch.ui.chart.Series;
import io.stillwatch.ui.fleet.Fleet;
import io.stillwatch.ui.lanes.Lane;
import io.stillwatch.ui.lanes.Lanes;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs of the jobs that stopped as lanes, and the growth of their log with the stop marked.
final class RunsAndGrowth extends Composite<Panel> {
  private final Panel panel = new Panel("Runs and growth");

  RunsAndGrowth(JobStore jobs, AlertPage page, Visit window, Fleet fleet) throws StoreException {
    panel.with(Html.div("sw-lanes-in", lanes(page, window, fleet)));
    var chart = growth(jobs, page, window);
    if (chart.isPresent()) {
      panel.with(Html.element("h3", "", chart.get().title()), chart.get().chart());
    }
  }

  @Override
  protected Panel initContent() {
    return panel;
  }

  private static Lanes lanes(AlertPage page, Visit window, Fleet fleet) {
    var lanes = new ArrayList<Lane>();
    for (var stoppage : page.alert().stoppages()) {
      fleet
          .job(stoppage.job().id())
          .ifPresent(status ->
              lanes.add(new Lane(status, fleet.verdicts(stoppage.job().id(), window.interval()))));
    }
    var group = new Lane.Group("", "", lanes);
    var element = new Lanes(List.of(group), window, "The jobs of this alert with their due runs");
    return element.onGrowth(_ -> Map.of());
  }

  private record Growing(String title, Chart chart) {}

  private static Optional<Growing> growth(JobStore jobs, AlertPage page, Visit window)
      throws StoreException {
    var grown =
        AlertWords.growing(page.alert()).or(() -> page.alert().stoppages().stream().findFirst());
    if (grown.isEmpty()) return Optional.empty();
    var job = grown.get().job();
    var range = window.interval();
    var samples = jobs.sizes(job.id(), range.from(), range.until());
    if (samples.size() < 2) return Optional.empty();
    var series = new Series("Size of the active log", "low", points(samples));
    var chart =
        new Charts(new Axis(window.times().zone()), range)
            .areas(
                List.of(series),
                Charts.Unit.BYTES,
                marks(page, grown.get()),
                "Size of " + job.subject() + " before and after its rotation stopped",
                210);
    return Optional.of(new Growing("Size of " + job.subject() + " on " + job.host().name(), chart));
  }

  private static Marks marks(AlertPage page, Stoppage stoppage) {
    var lines =
        stoppage.everSeen()
            ? List.of(new Marks.Line(stoppage.lastSeen(), "last rotation", "ok"))
            : List.<Marks.Line>of();
    return new Marks(
        lines, List.of(new Marks.Area(page.silence(), "not rotated", "critical")), List.of());
  }

  private static List<Series.Point> points(List<SizeSample> samples) {
    return samples.stream()
        .map(sample -> new Series.Point(sample.at(), sample.activeBytes()))
        .toList();
  }
}
