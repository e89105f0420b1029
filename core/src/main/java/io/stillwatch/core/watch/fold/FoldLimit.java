// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.HostConfig;
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
  /// What a piece of a host is known by: a configuration by what its files hold, so that the next
  /// snapshot of the same files is the same piece.
  public static String key(Evidence evidence) {
    return evidence instanceof HostConfig config
        ? ConfigFingerprint.ofFiles(config)
        : evidence.id();
  }

  boolean exceeded(Evidence evidence, long start) {
    return cpuNanos.getAsLong() - start > longest.toNanos() && !patient.test(evidence);
  }
}
