// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.JobNote.Importance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How grave an alert is, from what it does rather than from how unusual it is, and why. Pure.
///
/// 1. A part of Stillwatch is as grave as it says. Where we are blind: major.
/// 2. A job begins with its importance: low is a warning, normal minor, high major, critical
///    critical. Of several jobs the most important counts.
/// 3. A scheduler that starts nothing, or ten jobs or more: one step graver.
/// 4. Three runs missed of a job of half a day or more, or a day without a run of a more frequent
///    one: one step graver.
/// 5. A disk that is full within a week: one step graver; within three days: major at least; within
///    a day: critical.
/// 6. What is only predicted is one step less grave, and so is what the autoencoder alone noticed.
public record Impact(Severity severity, List<String> reasons) {
  public static final Impact UNKNOWN = new Impact(Severity.LOW, List.of());

  private static final int MANY_JOBS = 10;
  private static final int SEVERAL_RUNS = 3;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final Duration SOON = Duration.ofDays(3);
  private static final Duration WEEK = Duration.ofDays(7);

  public Impact {
    reasons = List.copyOf(reasons);
  }

  public boolean known() {
    return !reasons.isEmpty();
  }

  /// An alert does not become less grave while it is open.
  public Impact atLeast(Impact before) {
    return before.known() && before.severity.compareTo(severity) > 0
        ? new Impact(before.severity, reasons)
        : this;
  }

  /// Of the alert as it is at an instant; `importance` is the highest of its jobs.
  public static Impact of(Alert alert, Importance importance, Instant at) {
    var first = alert.first();
    if (Reason.of(first) == Reason.UNWELL) {
      var unwell = Severity.ofScore(first.score());
      return new Impact(unwell, List.of("a part of Stillwatch does not work"));
    }
    if (Reason.of(first).isBlindness())
      return new Impact(Severity.MAJOR, List.of("what happens cannot be seen"));
    var reasons = new ArrayList<String>();
    var severity = severity(importance);
    reasons.add("the importance of the job is " + importance.token());
    long jobs = alert.stoppages().stream().filter(Impact::isJob).count();
    if (Reason.of(first) == Reason.SCHEDULER_STOPPED || jobs >= MANY_JOBS) {
      severity = severity.graver();
      reasons.add(jobs >= MANY_JOBS ? jobs + " jobs stopped" : "cron starts nothing");
    }
    if (lasts(first, at)) {
      severity = severity.graver();
      reasons.add(missed(first));
    }
    if (alert.predicted() || Reason.of(first) == Reason.UNUSUAL_SEQUENCE) {
      severity = severity.lesser();
      reasons.add(alert.predicted() ? "nothing is missed yet" : "no run was missed");
    }
    return withDisk(alert, severity, reasons, at);
  }

  /// What one missed run means.
  private static Severity severity(Importance importance) {
    return switch (importance) {
      case LOW -> Severity.WARNING;
      case NORMAL -> Severity.MINOR;
      case HIGH -> Severity.MAJOR;
      case CRITICAL -> Severity.CRITICAL;
    };
  }

  private static Impact withDisk(Alert alert, Severity severity, List<String> reasons, Instant at) {
    var full =
        alert.stoppages().stream()
            .map(member -> member.growth().fullAt())
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    if (!full.isBefore(at.plus(WEEK))) return new Impact(severity, reasons);
    if (full.isBefore(at.plus(DAY))) {
      reasons.add("the disk is full within a day");
      return new Impact(Severity.CRITICAL, reasons);
    }
    boolean soon = full.isBefore(at.plus(SOON));
    reasons.add(soon ? "the disk is full within 3 days" : "the disk is full within a week");
    var grave = severity.graver();
    if (soon && grave.compareTo(Severity.MAJOR) < 0) grave = Severity.MAJOR;
    return new Impact(grave, reasons);
  }

  private static boolean isJob(Stoppage member) {
    return !member.job().kind().standsForMany();
  }

  private static boolean lasts(Stoppage first, Instant at) {
    var period = first.job().schedule().period();
    if (period.compareTo(HALF_A_DAY) >= 0) return first.missedRuns() >= SEVERAL_RUNS;
    return first.missedRuns() > 0 && !first.firstMissed().plus(DAY).isAfter(at);
  }

  private static String missed(Stoppage first) {
    return String.format(Locale.ROOT, "%d runs in a row", first.missedRuns());
  }
}
