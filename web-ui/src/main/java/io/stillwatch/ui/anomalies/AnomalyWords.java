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

  /// `Unusual silence, 1.28 times the alert threshold. 15 periods since the last run, usually 0.6
  /// (97 % of the error).`
  static String why(Anomaly anomaly) {
    var found = anomaly.reconstruction();
    var symptom = found.symptom().name().toLowerCase(Locale.ROOT);
    var first =
        String.format(
            Locale.ROOT, "Unusual %s, %.2f times the alert threshold. ", symptom, anomaly.rank());
    return first
        + found.contributions().stream()
            .filter(one -> one.share() >= LEAST_SHARE)
            .limit(TOP)
            .map(AnomalyWords::contribution)
            .collect(Collectors.joining(" "));
  }

  private static String contribution(Contribution one) {
    return String.format(
        Locale.ROOT, "%s (%.0f %% of the error).", capital(one.inWords()), 100 * one.share());
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
