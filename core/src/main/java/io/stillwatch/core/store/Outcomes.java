// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

/// Where what the watch found out is kept: the watch writes it, everything else reads it. What the
/// watch stores of jobs, and the writer of all that one look brings.
public record Outcomes(
    JobStatusStore statuses,
    RunStore runs,
    VerdictStore verdicts,
    AnomalyStore anomalies,
    SizeStore sizes,
    SeriesStore series,
    OutcomeWriter writer) {
  public Outcomes(
      JobStatusStore statuses,
      RunStore runs,
      VerdictStore verdicts,
      AnomalyStore anomalies,
      SizeStore sizes,
      SeriesStore series) {
    this(
        statuses,
        runs,
        verdicts,
        anomalies,
        sizes,
        series,
        OutcomeWriter.apart(runs, sizes, verdicts, anomalies, series));
  }
}
