// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.job.JobNotes;

/// What people plan for jobs, and what they say of them.
public record Plan(Maintenance maintenance, JobNotes notes) {
  public static final Plan NONE = new Plan(Maintenance.NONE, JobNotes.NONE);
}
