// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.finding.WorkBudget;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What is left out of states, how long the pieces of evidence of a host may take to be folded, and
/// which pieces may take as long as they take.
///
/// `cpuNanos` is the processor time of this thread, so that a machine under load blames no piece. A
/// piece may take `longest`, or is at fault. Once the pieces of a host that are folded in one go
/// have taken `ofHost`, none of the rest is begun: it is innocent, and waits.
public record FoldLimit(
    Predicate<Evidence> leftOut,
    Predicate<Evidence> patient,
    LongSupplier cpuNanos,
    Duration longest,
    Duration ofHost) {
  /// What a piece of a host is known by: a configuration by what its files hold, so that the next
  /// snapshot of the same files is the same piece.
  public static String key(Evidence evidence) {
    return evidence instanceof HostConfig config
        ? ConfigFingerprint.ofFiles(config)
        : evidence.id();
  }

  Meter meter() {
    return new Meter();
  }

  /// Measures the pieces of one host, one after the other.
  final class Meter {
    private long now = cpuNanos.getAsLong();
    private long spent;

    private Meter() {}

    /// Whether the pieces so far have taken what those of a host may take together.
    boolean spent() {
      return spent >= ofHost.toNanos();
    }

    /// Does the work of one piece; returns whether it was done within what the piece may take.
    <X extends Exception> boolean within(Evidence piece, WorkBudget.Work<X> work) throws X {
      if (patient.test(piece)) {
        work.run();
        now = cpuNanos.getAsLong();
        return true;
      }
      long start = now;
      long end = start + longest.toNanos();
      boolean done = WorkBudget.within(() -> (now = cpuNanos.getAsLong()) > end, work);
      spent += now - start;
      return done;
    }
  }
}
