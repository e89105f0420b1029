// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.JobNote;

/// What was found out about an alert: the log lines that changed, how grave it is, what people say
/// of the job that it is named after, and what was seen around it.
public record Assessment(ChangedLines lines, Impact impact, JobNote note, Surroundings around) {
  public static final Assessment NONE =
      new Assessment(ChangedLines.NONE, Impact.UNKNOWN, JobNote.NONE, Surroundings.NONE);
}
