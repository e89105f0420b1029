// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Thresholds;
import io.stillwatch.core.feedback.WrongCauses;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What people said up to now, and the thresholds that follow.
///
/// A tick reads what was said recently, not all of it: the start reads all that counts.
final class KnownLabels {
  /// Clocks of processes differ by less, and a label may become visible later than it is dated.
  private static final Duration READ_AGAIN = Duration.ofMinutes(10);

  private final LabelStore store;
  private final Map<Label.Subject, Label> newest = new HashMap<>();
  private Thresholds thresholds = Thresholds.CALIBRATED;
  private WrongCauses wrongCauses = WrongCauses.NONE;
  private Instant readUntil = Instant.MIN;

  KnownLabels(LabelStore store) {
    this.store = store;
  }

  Thresholds thresholds() {
    return thresholds;
  }

  WrongCauses wrongCauses() {
    return wrongCauses;
  }

  /// Only what was said before `now` counts, also if this is the past.
  void read(Instant now) throws StoreException {
    boolean first = readUntil.equals(Instant.MIN);
    var oldest = now.minus(Thresholds.LABELS_COUNT_FOR);
    var from = first ? oldest : readUntil.minus(READ_AGAIN);
    boolean changed = false;
    for (var label : store.between(from, now)) changed |= take(label);
    changed |= newest.values().removeIf(label -> label.at().isBefore(oldest));
    if (changed) {
      thresholds = Thresholds.of(newest.values());
      wrongCauses = WrongCauses.of(newest.values());
    }
    readUntil = now;
  }

  private boolean take(Label label) {
    var known = newest.get(label.subject());
    if (known != null && !known.at().isBefore(label.at())) return false;
    newest.put(label.subject(), label);
    return true;
  }
}
