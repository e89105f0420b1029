// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an alert has that no message has told yet, in words; urgent if it became worse.
record News(boolean urgent, List<String> words) {
  static final String CAUSE = "Cause found";
  private static final int MOST_NAMES = 5;

  static News of(Alert alert, Told told) {
    var words = new ArrayList<String>();
    boolean worse = alert.severity().compareTo(told.worst()) > 0;
    if (worse) {
      words.add("Now " + alert.severity().name().toLowerCase(Locale.ROOT) + ".");
    }
    var causes =
        alert.causes().stream().filter(cause -> !told.names(cause.finding().id())).toList();
    causes.stream()
        .limit(MOST_NAMES)
        .forEach(cause -> words.add(CAUSE + ": " + cause.finding().explanation().title()));
    var members =
        alert.stoppages().stream().filter(member -> !told.names(member.job().id())).toList();
    members.stream()
        .limit(MOST_NAMES)
        .forEach(member -> words.add("Also silent: " + member.job().name()));
    int more = Math.max(0, causes.size() - MOST_NAMES) + Math.max(0, members.size() - MOST_NAMES);
    if (more > 0) words.add("And " + more + " more.");
    return new News(worse, List.copyOf(words));
  }

  boolean any() {
    return !words.isEmpty();
  }
}
