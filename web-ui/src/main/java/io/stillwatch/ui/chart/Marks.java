// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import io.stillwatch.core.job.Interval;
import java.time.Instant;
import java.util.List;

/// What is marked in a chart besides its series: instants with a word, stretches, a height.
public record Marks(List<Line> lines, List<Area> areas, List<Level> levels) {
  public static final Marks NONE = new Marks(List.of(), List.of(), List.of());

  public record Line(Instant at, String word, String colour) {}

  public record Area(Interval interval, String word, String colour) {}

  public record Level(double value, String word, String colour) {}

  public Marks {
    lines = List.copyOf(lines);
    areas = List.copyOf(areas);
    levels = List.copyOf(levels);
  }
}
