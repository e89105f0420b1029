// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

/// A known method that scores a series by its trace. A score uses nothing that came later.
interface Rival {
  /// From this score on the method raises an alarm as it is usually configured.
  double usualThreshold();

  ScoreSeries scores(Trace trace);
}
