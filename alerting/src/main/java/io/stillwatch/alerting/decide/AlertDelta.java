// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What changed in an alert since its last message, in words for the next one.
record AlertDelta(boolean worse, boolean causeFound, List<String> words) {
  private static final int MAX_NAMES = 5;

  static AlertDelta of(Alert alert, NotificationHistory history) {
    var words = new ArrayList<String>();
    boolean worse = alert.severity().compareTo(history.highestSeverity()) > 0;
    if (worse) {
      words.add("Now " + alert.severity().name().toLowerCase(Locale.ROOT) + ".");
    }
    var covered = history.covered();
    var causes =
        alert.causes().stream()
            .filter(cause -> cause.link().explains())
            .filter(cause -> !covered.contains(cause.finding().id()))
            .toList();
    causes.stream()
        .limit(MAX_NAMES)
        .forEach(cause -> words.add("Cause found: " + cause.finding().explanation().title()));
    var members = covered.added(alert.stoppages());
    members.stream()
        .limit(MAX_NAMES)
        .forEach(member -> words.add("Also silent: " + member.job().name()));
    int more = Math.max(0, causes.size() - MAX_NAMES) + Math.max(0, members.size() - MAX_NAMES);
    if (more > 0) words.add("And " + more + " more.");
    return new AlertDelta(worse, !causes.isEmpty(), List.copyOf(words));
  }

  /// Of an alert that goes on after it was resolved.
  static AlertDelta again(NotificationHistory history) {
    int before = history.resolved();
    var times = before == 1 ? "once" : before + " times";
    return new AlertDelta(false, false, List.of("Stopped again. It had recovered " + times + "."));
  }

  boolean any() {
    return !words.isEmpty();
  }
}
