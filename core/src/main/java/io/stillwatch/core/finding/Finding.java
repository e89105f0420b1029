// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import java.util.List;

/// A configuration fault.
///
/// `jobsLost` are the ids of the jobs that cannot run because of it: the blast radius.
public record Finding(
    String id,
    String rule,
    Severity severity,
    Location place,
    Explanation explanation,
    List<String> jobsLost,
    Confidence confidence,
    FindingLifecycle life) {
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }

  public Finding {
    jobsLost = List.copyOf(jobsLost);
  }

  public boolean open() {
    return life.status() == FindingLifecycle.Status.OPEN;
  }

  /// A fault that is sure and grave enough to say that the jobs it touches will not run.
  public boolean stopsJobs() {
    return severity == Severity.ERROR && confidence == Confidence.CERTAIN;
  }

  public Finding withLife(FindingLifecycle newLife) {
    return new Finding(id, rule, severity, place, explanation, jobsLost, confidence, newLife);
  }
}
