// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.detector.Fleet.Kind;
import io.stillwatch.detector.Fleet.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Scores a stopped job in a JVM of its own; [ScoringAloneTest] starts it without DL4J.
final class ScoringAlone {
  private ScoringAlone() {}

  public static void main(String[] args) {
    var until = Fleet.START.plus(Duration.ofDays(30));
    var job = new Fleet(1).job("job", Kind.DAILY, Fleet.START, until, Manner.PUNCTUAL);
    var stopped = Fleet.stopped(job, job.runs().get(20));
    var detector = new LstmDetector(Path.of(args[0]), 1);
    var anomalies = detector.score(List.of(new ScoringRequest(stopped, job.runs().get(22))));
    if (anomalies.size() != 1) throw new IllegalStateException("No score: " + detector.model());
  }
}
