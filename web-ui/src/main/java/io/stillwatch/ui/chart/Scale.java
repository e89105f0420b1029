// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import java.util.stream.DoubleStream;

/// Where a value axis that starts at zero ends, and how far apart its ticks are: round numbers in
/// the unit that is shown, at most three ticks above zero.
record Scale(double step, double end) {
  private static final int MOST_TICKS = 3;
  private static final double[] ROUND = {1, 2, 5, 10, 20, 50, 100, 200, 500};

  /// In hours: minutes, hours, then days.
  private static final double[] TIMES = {
    1 / 60.0, 2 / 60.0, 5 / 60.0, 10 / 60.0, 30 / 60.0, 1, 2, 3, 6, 12
  };

  /// For values up to `most`.
  static Scale of(Charts.Unit unit, double most) {
    return switch (unit) {
      case SCORE -> new Scale(25, 100);
      case BYTES -> over(round(1, 1024), most);
      case HOURS -> over(DoubleStream.concat(DoubleStream.of(TIMES), round(24, 1000)), most);
      case NUMBER -> over(round(1, 1000), most);
    };
  }

  private static Scale over(DoubleStream steps, double most) {
    double step = steps.filter(each -> each * MOST_TICKS >= most).findFirst().orElse(most);
    return new Scale(step, step * Math.max(1, Math.ceil(most / step)));
  }

  /// 1, 2, 5, .. 500 of a unit, then of units `larger` times as large.
  private static DoubleStream round(double unit, double larger) {
    return DoubleStream.iterate(unit, each -> each < 1e21, each -> each * larger)
        .flatMap(each -> DoubleStream.of(ROUND).map(factor -> factor * each));
  }
}
