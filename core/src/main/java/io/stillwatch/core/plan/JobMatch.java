// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.text.Glob;
import java.util.Optional;

/// Which jobs something is about: by host, by job, and by kind; all that are given must fit.
///
/// `job` is compared with the name, the id, the subject and the command of a job.
public record JobMatch(Glob host, Glob job, Optional<JobKind> kind) {
  public static final JobMatch ALL = new JobMatch(Glob.ANY, Glob.ANY, Optional.empty());

  public boolean matches(Job candidate) {
    if (kind.isPresent() && kind.get() != candidate.kind()) return false;
    if (!host.matches(candidate.host().name())) return false;
    return job.any()
        || job.matches(candidate.name())
        || job.matches(candidate.id())
        || job.matches(candidate.subject())
        || job.matches(candidate.definition().command());
  }

  /// Whether it is about a host as a whole, not about some of its jobs.
  public boolean matchesAllOf(Host candidate) {
    return job.any() && kind.isEmpty() && host.matches(candidate.name());
  }
}
