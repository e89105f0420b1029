// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.text.Glob;
import java.util.Set;

/// Who is told what: a route takes the alerts that fit all that it asks for, and sends at most so
/// many messages an hour; what is more ends in one summary.
///
/// `reasons` are those of [Reason#token], empty for all; `owner` is a pattern of who looks after
/// the job that the alert is named after. An alert that was told on a route is told there until it
/// ends, even if it fits no more.
public record Route(
    String name,
    JobMatch match,
    Glob owner,
    Set<String> reasons,
    Severity atLeast,
    Takes takes,
    int perHour) {
  /// Of those messages that are not about something that happens now.
  public record Takes(boolean predictions, boolean reminders, boolean digests) {
    public static final Takes ALL = new Takes(true, true, true);
  }

  /// So many messages an hour by default.
  public static final int USUAL_PER_HOUR = 60;

  /// Everything.
  public static final Route DEFAULT =
      new Route(
          Notification.DEFAULT_ROUTE,
          JobMatch.ALL,
          Set.of(),
          Severity.LOW,
          Takes.ALL,
          USUAL_PER_HOUR);

  /// Of the jobs of all owners, and of none.
  public Route(
      String name,
      JobMatch match,
      Set<String> reasons,
      Severity atLeast,
      Takes takes,
      int perHour) {
    this(name, match, Glob.ANY, reasons, atLeast, takes, perHour);
  }

  public Route {
    reasons = Set.copyOf(reasons);
    if (perHour < 1) throw new IllegalArgumentException("perHour must be 1 or more: " + perHour);
  }

  public boolean takes(Alert alert) {
    if (alert.severity().compareTo(atLeast) < 0) return false;
    if (!reasons.isEmpty() && !reasons.contains(Reason.of(alert).token())) return false;
    if (!owner.matches(alert.assessment().note().owner())) return false;
    return alert.stoppages().stream().anyMatch(member -> match.matches(member.job()));
  }
}
