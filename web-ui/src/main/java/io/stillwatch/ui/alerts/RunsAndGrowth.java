// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Axis;
import io.stillwatch.ui.chart.Chart;
import io.stillwatch.ui.chart.Charts;
import io.stillwatch.ui.chart.Marks;
import io.stillwatch.ui.chart.Series;
import io.stillwatch.ui.lanes.Lane;
import io.stillwatch.ui.lanes.Lanes;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.words.SeriesWords;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs of the jobs that stopped as lanes, and the growth of their log with the stop marked.
final class RunsAndGrowth extends Composite<Panel> {
  /// One cause can stop thousands of jobs.
  private static final int MOST_LANES = 25;

  private final Panel panel = new Panel("Runs and growth");

  RunsAndGrowth(Outcomes outcomes, AlertPage page, Visit window) throws StoreException {
    panel.with(Html.div("sw-lanes-in", lanes(outcomes, page, window)));
    int others = page.alert().stoppages().size() - MOST_LANES;
    if (others > 0) panel.with(Html.element("p", "sw-muted", "and " + others + " more jobs"));
    var chart = growth(outcomes.sizes(), page, window);
    if (chart.isPresent()) {
      panel.with(Html.element("h3", "", chart.get().title()), chart.get().chart());
    }
    var unusual = unusual(outcomes.series(), page, window);
    if (unusual.isPresent()) panel.with(Html.element("p", "sw-muted", unusual.get()));
  }

  @Override
  protected Panel initContent() {
    return panel;
  }

  private static Lanes lanes(Outcomes outcomes, AlertPage page, Visit window)
      throws StoreException {
    var ids =
        page.alert().stoppages().stream()
            .limit(MOST_LANES)
            .map(stoppage -> stoppage.job().id())
            .toList();
    var jobs =
        outcomes.statuses().find(ids).stream()
            .sorted(Comparator.comparingInt(status -> ids.indexOf(status.job().id())))
            .toList();
    var lanes = Lane.read(outcomes.verdicts(), jobs, window.interval());
    var group = new Lane.Group("", "", lanes);
    var element = new Lanes(List.of(group), window, "The jobs of this alert with their due runs");
    return element.onGrowth(_ -> Map.of());
  }

  private record Growing(String title, Chart chart) {}

  private static Optional<Growing> growth(SizeStore sizes, AlertPage page, Visit window)
      throws StoreException {
    var grown = growing(page);
    if (grown.isEmpty()) return Optional.empty();
    var job = grown.get().job();
    var range = window.interval();
    var samples = sizes.sizes(job.id(), range.from(), range.until());
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

  private static Optional<Stoppage> growing(AlertPage page) {
    return AlertWords.growing(page.alert()).or(() -> page.alert().stoppages().stream().findFirst());
  }

  /// The newest hour since the first miss in which the log did not grow as expected.
  private static Optional<String> unusual(SeriesStore series, AlertPage page, Visit window)
      throws StoreException {
    var grown = growing(page);
    if (grown.isEmpty()) return Optional.empty();
    var from = grown.get().firstMissed();
    var until = window.interval().until();
    if (!from.isBefore(until)) return Optional.empty();
    var found = series.hours(grown.get().job().id(), from, until, ScoredHour.ANOMALY_SCORE);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            window.times().minute(found.getLast().hour().start())
                + ": "
                + SeriesWords.of(found.getLast()));
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
