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

  /// A feature with less of the error explains nothing.
  private static final double LEAST_SHARE = 0.01;

  private AnomalyWords() {}

  /// `Volume, 1.11 times the score needed. Size: 40.00, expected 1.00 (40.0 times as much); 97 % of
  /// the error.`
  static String why(Anomaly anomaly) {
    var found = anomaly.reconstruction();
    var symptom = found.symptom().name().toLowerCase(Locale.ROOT);
    var first =
        String.format(
            Locale.ROOT, "%s, %.2f times the score needed. ", capital(symptom), anomaly.rank());
    return first
        + found.contributions().stream()
            .filter(one -> one.share() >= LEAST_SHARE)
            .limit(TOP)
            .map(AnomalyWords::contribution)
            .collect(Collectors.joining(" "));
  }

  private static String contribution(Contribution one) {
    return String.format(
        Locale.ROOT,
        "%s: %.2f, expected %.2f%s; %.0f %% of the error.",
        capital(one.feature()),
        one.observed(),
        one.expected(),
        factor(one.observed(), one.expected()),
        100 * one.share());
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /// A factor only where both are on the same side of zero and it says something.
  private static String factor(double observed, double expected) {
    if (expected <= 0.005 || observed <= 0.005) return "";
    return observed >= expected
        ? String.format(Locale.ROOT, " (%.1f times as much)", observed / expected)
        : String.format(Locale.ROOT, " (1/%.1f of it)", expected / observed);
  }
}
