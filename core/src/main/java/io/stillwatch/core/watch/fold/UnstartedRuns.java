// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.state.HostState;
import java.time.Duration;
import java.time.Instant;

/// Counts the ends whose start was not seen as runs of their own.
///
/// 1. Once all evidence is read, those up to the watermark: no earlier line comes any more.
/// 2. Before that, those that are much older: lines of one time may be in pages that follow.
public final class UnstartedRuns {
  private static final Duration OUT_OF_ORDER = Duration.ofHours(1);

  private UnstartedRuns() {}

  /// `complete` is up to when all lines are known; `last` says that all evidence is read.
  public static Folded count(HostState state, Instant complete, boolean last) {
    var draft = new HostDraft(state);
    var margin = last ? Duration.ZERO : OUT_OF_ORDER;
    for (var line : draft.commands.takeEndsThrough(complete, margin)) {
      LineFold.unstarted(draft, line);
    }
    return draft.freeze();
  }
}
