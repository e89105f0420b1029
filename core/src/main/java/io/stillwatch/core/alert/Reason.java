// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

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
  /// A source cannot be read: blindness.
  SOURCE_BLIND,
  /// A part of Stillwatch does not do its work.
  UNWELL,
  /// The autoencoder alone decided.
  UNUSUAL_SEQUENCE;

  /// The kind of the job decides first: what stands for many jobs has a reason of its own.
  public static Reason of(Stoppage stoppage) {
    return switch (stoppage.job().kind()) {
      case SCHEDULER -> SCHEDULER_STOPPED;
      case HOST -> HOST_SILENT;
      case SOURCE -> SOURCE_BLIND;
      case SERVICE -> UNWELL;
      case SCHEDULED_COMMAND -> of(stoppage.origin().basis(), JOB_STOPPED);
      case LOG_ROTATION, RDS_LOG -> of(stoppage.origin().basis(), ROTATION_STOPPED);
    };
  }

  private static Reason of(Stoppage.Basis basis, Reason stopped) {
    return switch (basis) {
      case FAILURES -> JOB_FAILED;
      case SEQUENCE -> UNUSUAL_SEQUENCE;
      case SCHEDULE, SCHEDULE_AND_SEQUENCE, SILENCE, CONFIGURATION -> stopped;
    };
  }

  /// Whether it says that we cannot see, rather than that something stopped.
  public boolean isBlindness() {
    return this == HOST_SILENT || this == SOURCE_BLIND;
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
