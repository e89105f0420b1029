// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import static java.util.Map.entry;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Curves over the epochs of a training.
public final class EpochChart {
  private EpochChart() {}

  /// One value for each epoch, the first one first.
  public record Curve(String name, String colour, List<Double> values) {
    public Curve {
      values = List.copyOf(values);
    }
  }

  public static Chart of(List<Curve> curves, String description, int height) {
    int epochs = curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(1);
    var series = new ArrayList<Map<String, ?>>();
    for (var curve : curves) {
      var points = new ArrayList<List<? extends Number>>();
      for (int i = 0; i < curve.values().size(); i++)
        points.add(List.of(i + 1, curve.values().get(i)));
      series.add(
          Map.ofEntries(
              entry("type", "line"),
              entry("name", curve.name()),
              entry("symbol", "circle"),
              entry("symbolSize", 5),
              entry("lineStyle", Map.of("width", 1.6, "color", "@" + curve.colour())),
              entry("itemStyle", Map.of("color", "@" + curve.colour())),
              entry("data", points)));
    }
    var option =
        Map.ofEntries(
            entry("swUnit", "loss"),
            entry("swX", "Epoch"),
            entry("textStyle", Map.of("fontFamily", "inherit", "fontSize", 11.5)),
            entry(
                "grid",
                Map.of("left", 8, "right", 14, "top", 30, "bottom", 4, "containLabel", true)),
            entry("legend", legend()),
            entry("tooltip", tooltip()),
            entry("xAxis", axis(Map.of("min", 1, "max", Math.max(2, epochs), "minInterval", 1))),
            entry("yAxis", axis(Map.of("min", 0, "splitNumber", 3))),
            entry("series", series));
    return new Chart(option, new Axis(ZoneOffset.UTC), description, height);
  }

  private static Map<String, ?> axis(Map<String, ?> scale) {
    var axis = new LinkedHashMap<String, Object>(scale);
    axis.put("type", "value");
    axis.put("axisLine", Map.of("lineStyle", Map.of("color", "@line-strong")));
    axis.put("axisLabel", Map.of("color", "@muted", "fontSize", 11.5));
    axis.put("splitLine", Map.of("lineStyle", Map.of("color", "@line")));
    return axis;
  }

  private static Map<String, ?> legend() {
    return Map.ofEntries(
        entry("top", 0),
        entry("left", 4),
        entry("icon", "roundRect"),
        entry("itemWidth", 9),
        entry("itemHeight", 9),
        entry("textStyle", Map.of("color", "@muted", "fontSize", 12)));
  }

  private static Map<String, ?> tooltip() {
    return Map.ofEntries(
        entry("trigger", "axis"),
        entry("confine", true),
        entry("backgroundColor", "@surface"),
        entry("borderColor", "@line-strong"),
        entry("textStyle", Map.of("color", "@text", "fontSize", 12)),
        entry("swFormat", "tooltip"),
        entry("swUnit", "loss"));
  }
}
