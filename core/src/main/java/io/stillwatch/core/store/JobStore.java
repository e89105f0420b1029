// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Jobs with what was seen and said of them: runs, verdicts, anomalies.
public interface JobStore {
  void putJobs(List<Job> jobs) throws StoreException;

  List<Job> jobs() throws StoreException;

  void putRuns(List<Run> runs) throws StoreException;

  List<Run> runs(String job, Instant from, Instant until) throws StoreException;

  /// A later verdict on the same due time replaces the earlier one.
  void putVerdicts(List<JudgedRun> verdicts) throws StoreException;

  /// Verdicts of all jobs, by due time.
  List<JudgedRun> verdicts(Instant from, Instant until) throws StoreException;

  void putAnomalies(List<Anomaly> anomalies) throws StoreException;

  List<Anomaly> anomalies(Instant from, Instant until, double minScore) throws StoreException;

  /// Up to which due time runs have been judged; [Instant#MIN] before the first verdict.
  Instant judgedUntil() throws StoreException;

  void judgedUntil(Instant until) throws StoreException;

  /// Samples by the id of their job.
  void putSizes(Map<String, List<SizeSample>> samples) throws StoreException;

  /// How the log of a rotation job grew.
  List<SizeSample> sizes(String job, Instant from, Instant until) throws StoreException;
}
