// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;

/// What recurs, in words.
public final class KindWords {
  private KindWords() {}

  /// As the title of a group: `Log rotations`.
  public static String group(JobKind kind) {
    return switch (kind) {
      case SCHEDULED_COMMAND -> "Scheduled commands";
      case LOG_ROTATION -> "Log rotations";
      case RDS_LOG -> "RDS logs";
      case SCHEDULER -> "Schedulers";
      case HOST -> "Hosts";
      case SOURCE -> "Sources";
      case SERVICE -> "Stillwatch";
    };
  }

  /// `Backup on web-1`, `cron on web-1`, `host web-1`, `source rds:orders`, `Stillwatch: watch`
  public static String subject(Job job) {
    if (job.kind() == JobKind.SOURCE) return "source " + job.name();
    if (job.kind() == JobKind.SERVICE) return "Stillwatch: " + job.name();
    return job.kind().standsForMany() ? job.name() : job.name() + " on " + job.host().name();
  }
}
