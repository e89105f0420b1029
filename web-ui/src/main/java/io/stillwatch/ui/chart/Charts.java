// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import static java.util.Map.entry;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds of charts that the views use.
public final class Charts {
  /// How the values of a chart are written.
  public enum Unit {
    NUMBER,
    BYTES,
    HOURS,
    SCORE;

    private String token() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// How long a bar of a histogram is, and until when all that happened is known.
  public record Histogram(Duration bar, Instant filledUntil) {}

  /// The share of the width, as its divisor, in which a word does not fit.
  private static final int EDGE = 12;

  private final Axis axis;
  private final Interval range;

  public Charts(Axis axis, Interval range) {
    this.axis = axis;
    this.range = range;
  }

  /// Stacked bars over time; a click gives the stretch of its bar.
  ///
  /// A count of one stays visible beside hundreds, see [VisibleParts]; the tooltip and the table
  /// have the counts.
  public Chart bars(List<Series> stacked, Duration bar, String description, int height) {
    var option = frame(Unit.NUMBER, stacked);
    var series = new ArrayList<Map<String, ?>>();
    var heights = VisibleParts.heights(stacked);
    for (int i = 0; i < stacked.size(); i++) {
      var each = stacked.get(i);
      series.add(
          Map.ofEntries(
              entry("type", "bar"),
              entry("name", each.name()),
              entry("stack", "all"),
              entry("barWidth", "78%"),
              entry("barMaxWidth", 28),
              entry("encode", Map.of("x", 0, "y", 1, "tooltip", 2)),
              entry("itemStyle", Map.of("color", "@" + each.colour())),
              entry("emphasis", Map.of("disabled", true)),
              entry("data", bars(each, heights.get(i), bar))));
    }
    option.put("series", series);
    option.put("swBar", bar.toMillis());
    return new Chart(option, axis, description, height);
  }

  /// Stacked bars in which a stretch can be brushed. A bar that reaches beyond `filledUntil` is
  /// pale: more may still come.
  public Chart histogram(
      List<Series> stacked, Histogram bars, Marks marks, String description, int height) {
    var option = frame(Unit.NUMBER, stacked);
    var series = new ArrayList<Map<String, ?>>();
    for (var each : stacked) {
      var one = new LinkedHashMap<String, Object>();
      one.put("type", "bar");
      one.put("name", each.name());
      one.put("stack", "all");
      one.put("barWidth", "86%");
      one.put("barMaxWidth", 36);
      one.put("itemStyle", Map.of("color", "@" + each.colour()));
      one.put("data", filling(each, bars));
      if (series.isEmpty()) mark(one, marks);
      series.add(one);
    }
    option.put("series", series);
    option.put("swBar", bars.bar().toMillis());
    option.put("toolbox", Map.of("show", false)); // the brush is always in hand
    option.put(
        "brush",
        Map.of(
            "xAxisIndex",
            0,
            "brushType",
            "lineX",
            "toolbox",
            List.of(),
            "brushStyle",
            Map.of("color", "@accent/0.15", "borderColor", "@accent")));
    return new Chart(option, axis, description, height);
  }

  /// Areas over time with marks, for instance how a log grows.
  public Chart areas(List<Series> all, Unit unit, Marks marks, String description, int height) {
    var option = frame(unit, all);
    var series = new ArrayList<Map<String, ?>>();
    for (var each : all) {
      var one = new LinkedHashMap<String, Object>();
      one.put("type", "line");
      one.put("name", each.name());
      one.put("showSymbol", false);
      one.put("symbol", "circle");
      one.put("lineStyle", Map.of("width", 1.6, "color", "@" + each.colour()));
      one.put("itemStyle", Map.of("color", "@" + each.colour()));
      one.put("areaStyle", Map.of("color", "@" + each.colour(), "opacity", 0.16));
      one.put("data", points(each));
      if (series.isEmpty()) mark(one, marks);
      series.add(one);
    }
    option.put("series", series);
    return new Chart(option, axis, description, height);
  }

  /// Single values over time with marks, for instance the distance between runs.
  public Chart dots(Series values, Unit unit, Marks marks, String description, int height) {
    var option = frame(unit, List.of(values));
    var one = new LinkedHashMap<String, Object>();
    one.put("type", "line");
    one.put("name", values.name());
    one.put("symbol", "circle");
    one.put("symbolSize", 5);
    one.put("lineStyle", Map.of("width", 1.2, "color", "@" + values.colour(), "opacity", 0.55));
    one.put("itemStyle", Map.of("color", "@" + values.colour()));
    one.put("data", points(values));
    mark(one, marks);
    option.put("series", List.of(one));
    return new Chart(option, axis, description, height);
  }

  private Map<String, Object> frame(Unit unit, List<Series> shown) {
    boolean legend = shown.size() > 1;
    var option = new LinkedHashMap<String, Object>();
    option.put("useUTC", true);
    option.put("swUnit", unit.token());
    option.put("textStyle", Map.of("fontFamily", "inherit", "fontSize", 11.5, "color", "@muted"));
    option.put(
        "grid",
        Map.of("left", 8, "right", 14, "top", legend ? 30 : 14, "bottom", 4, "containLabel", true));
    option.put("xAxis", timeAxis());
    option.put("yAxis", valueAxis(unit, shown));
    option.put(
        "tooltip",
        Map.ofEntries(
            entry("trigger", "axis"),
            entry("confine", true),
            entry(
                "axisPointer",
                Map.of("type", "line", "lineStyle", Map.of("color", "@line-strong"))),
            entry("backgroundColor", "@surface"),
            entry("borderColor", "@line-strong"),
            entry("textStyle", Map.of("color", "@text", "fontSize", 12)),
            entry("swFormat", "tooltip"),
            entry("swUnit", unit.token())));
    if (legend) {
      option.put(
          "legend",
          Map.ofEntries(
              entry("type", "scroll"),
              entry("top", 0),
              entry("left", 4),
              entry("icon", "roundRect"),
              entry("itemWidth", 9),
              entry("itemHeight", 9),
              entry("itemGap", 14),
              entry("textStyle", Map.of("color", "@muted", "fontSize", 12)),
              entry("inactiveColor", "@muted")));
    }
    option.put("aria", Map.of("decal", Map.of("show", false)));
    return option;
  }

  private Map<String, ?> timeAxis() {
    return Map.ofEntries(
        entry("type", "time"),
        entry("min", axis.millis(range.from())),
        entry("max", axis.millis(range.until())),
        entry("axisLine", Map.of("lineStyle", Map.of("color", "@line-strong"))),
        entry("axisTick", Map.of("show", false)),
        entry("splitNumber", 6),
        entry(
            "axisLabel",
            Map.of(
                "color",
                "@muted",
                "hideOverlap",
                true,
                "fontSize",
                11.5,
                "formatter",
                Map.of(
                    "year",
                    "{yyyy}",
                    "month",
                    "{MMM} {d}",
                    "day",
                    "{MMM} {d}",
                    "hour",
                    "{HH}:{mm}",
                    "minute",
                    "{HH}:{mm}"))),
        entry("splitLine", Map.of("show", false)));
  }

  /// Counts are stacked, so how high they reach is known to the chart only.
  private static Map<String, ?> valueAxis(Unit unit, List<Series> shown) {
    var axis = new LinkedHashMap<String, Object>(numbers(unit));
    if (unit == Unit.NUMBER) return axis;
    var scale = Scale.of(unit, most(shown));
    axis.put("interval", scale.step());
    axis.put("max", scale.end());
    return axis;
  }

  private static double most(List<Series> shown) {
    return shown.stream()
        .flatMap(series -> series.points().stream())
        .mapToDouble(Series.Point::value)
        .max()
        .orElse(0);
  }

  private static Map<String, ?> numbers(Unit unit) {
    return Map.ofEntries(
        entry("type", "value"),
        entry("splitNumber", 3),
        entry("minInterval", unit == Unit.NUMBER ? 1 : 0),
        entry("axisLabel", Map.of("color", "@muted", "swFormat", unit.token(), "fontSize", 11.5)),
        entry("splitLine", Map.of("lineStyle", Map.of("color", "@line"))));
  }

  private void mark(Map<String, Object> series, Marks marks) {
    var lines = new ArrayList<Map<String, ?>>();
    for (var line : marks.lines()) {
      lines.add(markLine("xAxis", (double) axis.millis(line.at()), line.word(), line.colour()));
    }
    for (var level : marks.levels()) {
      lines.add(markLine("yAxis", level.value(), level.word(), level.colour()));
    }
    if (!lines.isEmpty()) {
      series.put(
          "markLine", Map.of("symbol", "none", "silent", true, "animation", false, "data", lines));
    }
    var areas = new ArrayList<List<Map<String, ?>>>();
    for (var area : marks.areas()) {
      areas.add(
          List.of(
              Map.of(
                  "name", area.word(),
                  "xAxis", axis.millis(area.interval().from()),
                  "itemStyle", Map.of("color", "@" + area.colour() + "/0.1"),
                  "label",
                      Map.of(
                          "color",
                          "@" + area.colour() + "-text",
                          "fontSize",
                          11.5,
                          "position",
                          atTheEnd(area) ? "insideTopRight" : "insideTop")),
              Map.of("xAxis", axis.millis(area.interval().until()))));
    }
    if (!areas.isEmpty()) series.put("markArea", Map.of("silent", true, "data", areas));
  }

  /// Where a word in the middle of the area would reach beyond the chart.
  private boolean atTheEnd(Marks.Area area) {
    var whole = Duration.between(range.from(), range.until());
    var middle = Duration.between(area.interval().from(), area.interval().until()).dividedBy(2);
    var after = Duration.between(area.interval().from().plus(middle), range.until());
    return after.compareTo(whole.dividedBy(EDGE)) < 0;
  }

  private static Map<String, ?> markLine(String dimension, double at, String word, String colour) {
    return Map.of(
        dimension,
        at,
        "lineStyle",
        Map.of("color", "@" + colour, "type", "dashed", "width", 1.2),
        "label",
        Map.of(
            "formatter",
            word,
            "color",
            "@" + colour + "-text",
            "fontSize",
            11.5,
            "position",
            word.length() == 1 ? "end" : "insideEndTop", // a sign alone stands upright
            "distance",
            word.length() == 1 ? 0 : 4));
  }

  private List<?> filling(Series series, Histogram histogram) {
    long bar = histogram.bar().toMillis();
    var data = new ArrayList<Object>();
    for (var point : series.points()) {
      var value = List.of(axis.millis(point.at()) + bar / 2, point.value());
      boolean partial = point.at().plus(histogram.bar()).isAfter(histogram.filledUntil());
      data.add(partial ? Map.of("value", value, "itemStyle", Map.of("opacity", 0.45)) : value);
    }
    return data;
  }

  /// Each bar at the middle of its stretch: where it is, how high it is drawn, and its value.
  private List<?> bars(Series series, List<@Nullable Double> heights, Duration bar) {
    long half = bar.toMillis() / 2;
    var data = new ArrayList<Object>();
    for (int i = 0; i < heights.size(); i++) {
      var point = series.points().get(i);
      data.add(Arrays.asList(axis.millis(point.at()) + half, heights.get(i), point.value()));
    }
    return data;
  }

  private List<?> points(Series series) {
    return series.points().stream()
        .map(point -> List.of(axis.millis(point.at()), point.value()))
        .toList();
  }
}
