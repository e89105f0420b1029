// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
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
    causes.stream().limit(MAX_NAMES).forEach(cause -> words.add("Cause found: " + cause.title()));
    var members = covered.added(alert.stoppages());
    members.stream()
        .limit(MAX_NAMES)
        .forEach(member -> words.add("Also silent: " + member.job().name()));
    int more = Math.max(0, causes.size() - MAX_NAMES) + Math.max(0, members.size() - MAX_NAMES);
    if (more > 0) words.add("And " + more + " more.");
    return new AlertDelta(worse, !causes.isEmpty(), List.copyOf(words));
  }

  /// Of an alert that goes on after it was resolved.
  static AlertDelta again(Alert alert) {
    int before = alert.times().stops() - 1;
    var times = before == 1 ? "once" : before + " times";
    var words = new ArrayList<String>();
    words.add("Stopped again. It had recovered " + times + ".");
    if (Damping.of(alert))
      words.add("It comes and goes: it counts as recovered after " + Damping.RUNS + " good runs.");
    return new AlertDelta(false, false, List.copyOf(words));
  }

  /// Of an alert whose messages were held back.
  static AlertDelta held(List<Notification> messages) {
    int held = messages.size();
    var word =
        "Not sent meanwhile: "
            + held
            + (held == 1 ? " message (" : " messages (")
            + messages.getLast().delivery().problem()
            + ").";
    return new AlertDelta(false, false, List.of(word));
  }

  boolean any() {
    return !words.isEmpty();
  }
}
