// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.series.ScoredHour;
import java.util.List;
import java.util.Map;

/// Stores what follows from a look at hosts; together, where that is cheaper.
@FunctionalInterface
public interface OutcomeWriter {
  /// What is put again replaces itself. After an exception, any part may be stored.
  void put(Batch batch) throws StoreException;

  /// Any of the parts may be empty; `sizes` are by the id of their job.
  record Batch(
      List<Run> runs,
      Map<String, List<SizeSample>> sizes,
      List<JudgedRun> verdicts,
      List<Anomaly> anomalies,
      List<ScoredHour> hours) {
    public Batch {
      runs = List.copyOf(runs);
      sizes = Map.copyOf(sizes);
      verdicts = List.copyOf(verdicts);
      anomalies = List.copyOf(anomalies);
      hours = List.copyOf(hours);
    }
  }

  /// Each part into its own store.
  static OutcomeWriter apart(
      RunStore runs,
      SizeStore sizes,
      VerdictStore verdicts,
      AnomalyStore anomalies,
      SeriesStore series) {
    return batch -> {
      if (!batch.runs().isEmpty()) runs.putRuns(batch.runs());
      if (!batch.sizes().isEmpty()) sizes.putSizes(batch.sizes());
      if (!batch.verdicts().isEmpty()) verdicts.putVerdicts(batch.verdicts());
      if (!batch.anomalies().isEmpty()) anomalies.putAnomalies(batch.anomalies());
      if (!batch.hours().isEmpty()) series.putHours(batch.hours());
    };
  }
}
