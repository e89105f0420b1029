// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.chance;

import java.time.Instant;

/// How busy people keep a machine: quiet nights, a hump in office hours, half as much at weekends.
public final class Rhythm {
  private static final int DAY = 86_400;
  private static final double[] MINUTES = new double[DAY / 60];

  static {
    for (var minute = 0; minute < MINUTES.length; minute++) {
      var hump = Math.sin((minute / 60.0 - 4) / 18 * Math.PI);
      MINUTES[minute] = 0.3 + 1.4 * Math.pow(Math.max(0, hump), 2);
    }
  }

  private Rhythm() {}

  /// A factor around 1; the mean over a working day is about 1.
  public static double at(Instant instant) {
    var seconds = instant.getEpochSecond();
    // The epoch began on a Thursday, so that day 2 was its first Saturday.
    var weekday = Math.floorMod(Math.floorDiv(seconds, DAY), 7);
    var factor = weekday == 2 || weekday == 3 ? 0.5 : 1;
    return factor * MINUTES[Math.floorMod(seconds, DAY) / 60];
  }
}
