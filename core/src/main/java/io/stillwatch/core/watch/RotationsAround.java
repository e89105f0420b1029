// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Whether rotations happen around the runs of a command. Pure.
final class RotationsAround {
  static final Duration AROUND = Duration.ofMinutes(60);

  /// From here on the command makes them happen.
  static final double MOSTLY = 0.7;

  private static final int ENOUGH = 4;

  private RotationsAround() {}

  /// The share of the rotations that happened around a run, since the first run; 0 if there are too
  /// few to tell.
  static double share(NavigableSet<Instant> rotations, NavigableSet<Instant> runs) {
    if (rotations.size() < ENOUGH || runs.isEmpty()) return 0;
    var covered = rotations.tailSet(runs.first().minus(AROUND), true);
    if (covered.size() < ENOUGH) return 0;
    long around =
        covered.stream()
            .filter(at -> near(runs.floor(at), at) || near(runs.ceiling(at), at))
            .count();
    return (double) around / covered.size();
  }

  private static boolean near(@Nullable Instant run, Instant at) {
    return run != null && Duration.between(run, at).abs().compareTo(AROUND) <= 0;
  }
}
