// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.NavigableSet;

/// What we could see of a job: up to when its evidence is complete, and where a look is missing.
///
/// `looks` are the instants of the listings that show a rotation; empty where the evidence is a log
/// that is read without gaps.
record Coverage(Instant completeUntil, NavigableSet<Instant> looks) {
  private static final int UNUSUAL = 3;

  /// Whether the looks around a due time are much further apart than they usually are.
  boolean blindBetween(Instant due, Instant deadline) {
    if (looks.size() < 3) return false;
    var before = looks.floor(due);
    var after = looks.ceiling(deadline);
    if (before == null || after == null) return false;
    return Duration.between(before, after).compareTo(usualGap().multipliedBy(UNUSUAL)) > 0;
  }

  private Duration usualGap() {
    var gaps = new ArrayList<Duration>();
    Instant before = null;
    for (var look : looks.descendingSet()) {
      if (before != null) gaps.add(Duration.between(look, before));
      before = look;
      if (gaps.size() == 50) break;
    }
    gaps.sort(null);
    return gaps.get(gaps.size() / 2);
  }
}
