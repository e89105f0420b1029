// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import java.util.Locale;
import java.util.stream.Collectors;

/// Why a window was scored as unusual, in words.
final class AnomalyWords {
  private static final int TOP = 2;

  private AnomalyWords() {}

  /// `Volume, 1.11 of what is needed. size: 40.00 observed, 1.00 expected (40.0 times), 97 % of
  /// it.`
  static String why(Anomaly anomaly) {
    var found = anomaly.reconstruction();
    var symptom = found.symptom().name().toLowerCase(Locale.ROOT);
    var first =
        String.format(
            Locale.ROOT,
            "%s%s, %.2f of the score needed. ",
            Character.toUpperCase(symptom.charAt(0)),
            symptom.substring(1),
            anomaly.rank());
    return first
        + found.contributions().stream()
            .limit(TOP)
            .map(AnomalyWords::contribution)
            .collect(Collectors.joining(" "));
  }

  private static String contribution(Contribution one) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f observed, %.2f expected%s, %.0f %% of it.",
        one.feature(),
        one.observed(),
        one.expected(),
        factor(one.observed(), one.expected()),
        100 * one.share());
  }

  /// A factor only where both are on the same side of zero and it says something.
  private static String factor(double observed, double expected) {
    if (expected <= 0.005 || observed <= 0.005) return "";
    return observed >= expected
        ? String.format(Locale.ROOT, " (%.1f times)", observed / expected)
        : String.format(Locale.ROOT, " (1/%.1f)", expected / observed);
  }
}
