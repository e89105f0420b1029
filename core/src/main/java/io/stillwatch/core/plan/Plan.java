// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNotes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What people plan for jobs, what they say of them, and which jobs that ping they declared; empty
/// while that is not known.
public record Plan(Maintenance maintenance, JobNotes notes, Supplier<Optional<List<Job>>> pings) {
  public static final Plan NONE = new Plan(Maintenance.NONE, JobNotes.NONE);

  /// Without declared pings.
  public Plan(Maintenance maintenance, JobNotes notes) {
    this(maintenance, notes, () -> Optional.of(List.of()));
  }
}
