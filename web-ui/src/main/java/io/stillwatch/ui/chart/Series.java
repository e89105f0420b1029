// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import java.time.Instant;
import java.util.List;

/// A named row of points.
public record Series(String name, String colour, List<Point> points) {
  public record Point(Instant at, double value) {}

  public Series {
    points = List.copyOf(points);
  }
}
