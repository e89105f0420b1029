// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import java.time.Duration;
import java.time.Instant;

/// Notices that the clock of a host was set forward: its signs of life are suddenly dated later
/// than it is. What was due in the hours that it skipped did not run. Pure.
public final class ClockAhead {
  /// So far apart are clocks that are right.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

  private ClockAhead() {}

  /// With the skipped time as a change of the clock; `before` are the signs before the new lines.
  public static HostState noted(HostSigns before, HostState state, Instant now) {
    var latest = now.plus(CLOCKS_DIFFER);
    var last = before.last();
    boolean known = !last.equals(Instant.MIN) && !last.isAfter(latest);
    if (!known || !state.signs().last().isAfter(latest)) return state;
    return state.with(state.signs().withClockChange(new Interval(last, state.signs().last())));
  }
}
