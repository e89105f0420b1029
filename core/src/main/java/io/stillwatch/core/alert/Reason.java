// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.JobKind;
import java.util.Locale;

/// What an alert is about, in the word that messages, the API and labels share.
public enum Reason {
  ROTATION_STOPPED,
  JOB_STOPPED,
  /// It runs, and fails.
  JOB_FAILED,
  /// The cron daemon starts nothing.
  SCHEDULER_STOPPED,
  /// A host, or its log, sends nothing: blindness, not a stop.
  HOST_SILENT,
  /// The autoencoder alone decided.
  UNUSUAL_SEQUENCE;

  /// The kind of the job decides first: what stands for many jobs has a reason of its own.
  public static Reason of(Stoppage stoppage) {
    if (stoppage.job().kind() == JobKind.SCHEDULER) return SCHEDULER_STOPPED;
    if (stoppage.job().kind() == JobKind.HOST) return HOST_SILENT;
    return switch (stoppage.origin().basis()) {
      case FAILURES -> JOB_FAILED;
      case SEQUENCE -> UNUSUAL_SEQUENCE;
      case SCHEDULE, SCHEDULE_AND_SEQUENCE, SILENCE, CONFIGURATION ->
          stoppage.job().kind().rotates() ? ROTATION_STOPPED : JOB_STOPPED;
    };
  }

  /// Of the stoppage that the alert is named after.
  public static Reason of(Alert alert) {
    return of(alert.first());
  }

  /// As documents and the API write it: `rotation-stopped`.
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
