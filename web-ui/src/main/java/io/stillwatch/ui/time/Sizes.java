// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.time;

import java.util.Locale;

/// Sizes as people read them, in powers of 1024.
public final class Sizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Sizes() {}

  /// `9.0 GiB`, `641 MiB`
  public static String words(long bytes) {
    double value = (double) Math.max(0, bytes);
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    var number =
        value >= 100 || unit == 0
            ? Long.toString(Math.round(value))
            : String.format(Locale.ROOT, "%.1f", value);
    return number + " " + UNITS[unit];
  }
}
