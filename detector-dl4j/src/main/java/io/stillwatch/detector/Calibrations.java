// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Symptom;
import java.util.Map;
import java.util.Optional;

/// The calibration of each symptom that there were enough normal windows of; always of silence.
record Calibrations(Map<Symptom, Calibration> bySymptom) {
  Calibrations {
    bySymptom = Map.copyOf(bySymptom);
    if (!bySymptom.containsKey(Symptom.SILENCE))
      throw new IllegalArgumentException("it has no calibration of silence");
  }

  Optional<Calibration> of(Symptom symptom) {
    return Optional.ofNullable(bySymptom.get(symptom));
  }

  Calibration ofSilence() {
    return of(Symptom.SILENCE).orElseThrow();
  }

  double threshold(Symptom symptom) {
    return of(symptom).map(Calibration::threshold).orElse(Double.POSITIVE_INFINITY);
  }

  /// Zero where nothing is known of the symptom.
  double score(Symptom symptom, double error) {
    return of(symptom).map(calibration -> calibration.score(error)).orElse(0.0);
  }
}
