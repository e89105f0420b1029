// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.VerdictStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Runs, verdicts, anomalies and sizes that are counted and let go: the watch never reads them back
/// but to train.
final class CountedHistory {
  private long runs;
  private long verdicts;
  private long missed;

  long runs() {
    return runs;
  }

  long verdicts() {
    return verdicts;
  }

  long missed() {
    return missed;
  }

  RunStore runStore() {
    return new RunStore() {
      @Override
      public void putRuns(List<Run> seen) {
        runs += seen.size();
      }

      @Override
      public List<Run> runs(String job, Instant from, Instant until) {
        return List.of();
      }

      @Override
      public List<RunFigures> firstFigures(String job, Instant from, Instant until, int most) {
        return List.of();
      }
    };
  }

  VerdictStore verdictStore() {
    return new VerdictStore() {
      @Override
      public void putVerdicts(List<JudgedRun> judged) {
        verdicts += judged.size();
        missed += judged.stream().filter(run -> run.verdict().word().equals("missed")).count();
      }

      @Override
      public List<JudgedRun> verdicts(Collection<String> jobs, Instant from, Instant until) {
        return List.of();
      }

      @Override
      public VerdictStore.Page page(VerdictFilter filter, String after, int size) {
        return new VerdictStore.Page(List.of(), "");
      }

      @Override
      public Map<String, Long> counts(Collection<String> jobs, Instant from, Instant until) {
        return Map.of();
      }

      @Override
      public List<Bucket> histogram(Instant from, Instant until, Duration bucket) {
        return List.of();
      }
    };
  }

  AnomalyStore anomalyStore() {
    return new AnomalyStore() {
      @Override
      public void putAnomalies(List<Anomaly> anomalies) {}

      @Override
      public List<Anomaly> anomalies(
          Collection<String> jobs, Instant from, Instant until, double minScore) {
        return List.of();
      }

      @Override
      public AnomalyStore.Page page(
          Instant from, Instant until, double minScore, String after, int size) {
        return new AnomalyStore.Page(List.of(), "");
      }

      @Override
      public AnomalyStore.Page ranked(
          AnomalyLanes.Some lanes, Interval during, double minScore, String after, int size) {
        return new AnomalyStore.Page(List.of(), "");
      }

      @Override
      public AnomalyLanes lanes(
          AnomalyLanes.By by, AnomalyLanes.Span span, double minScore, int size) {
        return new AnomalyLanes(new AnomalyLanes.Lane("", Map.of()), List.of());
      }

      @Override
      public AnomalyStore.Page ranked(
          Instant from, Instant until, double minScore, String after, int size) {
        return new AnomalyStore.Page(List.of(), "");
      }
    };
  }

  SizeStore sizeStore() {
    return new SizeStore() {
      @Override
      public void putSizes(Map<String, List<SizeSample>> samples) {}

      @Override
      public List<SizeSample> sizes(String job, Instant from, Instant until) {
        return List.of();
      }

      @Override
      public List<SizeSample> thinned(String job, Interval range, Duration every) {
        return List.of();
      }
    };
  }
}
