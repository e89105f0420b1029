// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.util.Locale;

/// What one feature added to a reconstruction error: seen, expected, and its share of the error.
public record Contribution(String feature, double observed, double expected, double share) {
  private static final String OVER_USUAL = " over usual";
  private static final String IN_PERIODS = ", in periods";
  private static final String COUNTED = "periods ";

  /// For people: `15 periods since the last run, usually 0.6`.
  public String inWords() {
    if (feature.startsWith(COUNTED)) return number(observed) + " " + feature + usually();
    if (feature.endsWith(OVER_USUAL))
      return feature.substring(0, feature.length() - OVER_USUAL.length())
          + ": "
          + number(observed)
          + " times the usual";
    if (feature.endsWith(IN_PERIODS))
      return feature.substring(0, feature.length() - IN_PERIODS.length())
          + ": "
          + number(observed)
          + " periods"
          + usually();
    if (feature.startsWith("failure of the last run"))
      return observed > expected ? "the last run failed" : "the last run did not fail as usual";
    return feature + ": " + number(observed) + usually();
  }

  private String usually() {
    return ", usually " + number(expected);
  }

  /// Two digits after the point at most, none that says nothing.
  private static String number(double value) {
    var digits = String.format(Locale.ROOT, "%.2f", value);
    return digits.replaceFirst("\\.?0+$", "");
  }
}
