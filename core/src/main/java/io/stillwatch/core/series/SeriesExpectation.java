// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.util.List;

/// What a trained model expects of series that go on.
@FunctionalInterface
public interface SeriesExpectation {
  /// What several ways of expecting make of the last bucket of each; nothing later is known. Asking
  /// about many series in one call is cheaper.
  List<double[]> expectedOfLast(List<SeriesView> views);
}
