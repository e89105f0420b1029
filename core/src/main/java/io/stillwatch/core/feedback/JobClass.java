// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;

/// Jobs that share what people say of them: the same kind, and about the same period.
public record JobClass(JobKind kind, PeriodClass period) {
  public static JobClass of(Job job) {
    return new JobClass(job.kind(), PeriodClass.of(job.schedule().period()));
  }

  /// `SCHEDULED_COMMAND/DAYS`
  public String token() {
    return kind + "/" + period;
  }
}
