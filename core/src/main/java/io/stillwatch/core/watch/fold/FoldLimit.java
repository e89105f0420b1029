// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Evidence;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What is left out of states, how long a single piece of evidence may take to be folded, and which
/// pieces may take as long as they take.
///
/// `cpuNanos` is the processor time of this thread, so that a machine under load blames no piece.
public record FoldLimit(
    Predicate<Evidence> leftOut,
    Predicate<Evidence> patient,
    LongSupplier cpuNanos,
    Duration longest) {
  /// Nothing is measured, so nothing is left out.
  public static final FoldLimit NONE =
      new FoldLimit(_ -> false, _ -> false, () -> 0, Duration.ofSeconds(2));

  boolean exceeded(Evidence evidence, long start) {
    return cpuNanos.getAsLong() - start > longest.toNanos() && !patient.test(evidence);
  }
}
