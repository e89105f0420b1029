// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import io.stillwatch.core.job.Job;
import java.util.List;

/// What an audit of one host brought: the jobs that its configuration asks for, and the faults.
///
/// A job that the daemon will not load is in `jobs` all the same; it is the finding that names it
/// in its blast radius.
public record Audit(List<Job> jobs, List<Finding> findings) {
  public Audit {
    jobs = List.copyOf(jobs);
    findings = List.copyOf(findings);
  }
}
