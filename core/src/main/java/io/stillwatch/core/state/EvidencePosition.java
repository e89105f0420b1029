// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.util.Arrays;
import java.util.Optional;

/// Which evidence of a host is part of its state already.
///
/// A restart reads again from the checkpoint before the last one, and a page may repeat evidence of
/// a minute before it. So a state knows the hashes of the ids that it took in since the checkpoint
/// `number`, and between each two of the three checkpoints before. `refold` is up to where a host
/// is folded again from its own evidence; empty once its state is as far as those of the others.
@SuppressWarnings("ArrayRecordComponent") // copied on every change, never handed out
public record EvidencePosition(
    long number, long[] since, long[] before, long[] earlier, Optional<String> refold) {
  private static final long[] NO_HASHES = new long[0];

  public static final EvidencePosition START =
      new EvidencePosition(0, NO_HASHES, NO_HASHES, NO_HASHES, Optional.empty());

  /// All arrays are sorted.
  public boolean holds(long hash) {
    return Arrays.binarySearch(since, hash) >= 0
        || Arrays.binarySearch(before, hash) >= 0
        || Arrays.binarySearch(earlier, hash) >= 0;
  }

  /// With more evidence, read after the given checkpoint. While a host is folded again it has a
  /// cursor of its own, and its pages alone begin anew: one that takes many ticks stays known.
  public EvidencePosition with(long[] hashes, long checkpoint) {
    if (hashes.length == 0) return this;
    var base = checkpoint > number && refold.isEmpty() ? at(checkpoint) : this;
    var all = Arrays.copyOf(base.since, base.since.length + hashes.length);
    System.arraycopy(hashes, 0, all, base.since.length, hashes.length);
    Arrays.sort(all);
    return new EvidencePosition(base.number, all, base.before, base.earlier, refold);
  }

  /// Begins a checkpoint, or a page of evidence that no restart reads again.
  public EvidencePosition at(long checkpoint) {
    return new EvidencePosition(checkpoint, NO_HASHES, since, before, refold);
  }

  public EvidencePosition refoldedTo(String cursor) {
    return new EvidencePosition(number, since, before, earlier, Optional.of(cursor));
  }

  /// The host is folded as far as the others.
  public EvidencePosition level() {
    return new EvidencePosition(number, since, before, earlier, Optional.empty());
  }

  /// The hash of an id of evidence: 64 bits of FNV-1a, plenty for the evidence of ten minutes.
  public static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other
            instanceof
            EvidencePosition(
                long otherNumber,
                var otherSince,
                var otherBefore,
                var otherEarlier,
                var otherRefold)
        && number == otherNumber
        && Arrays.equals(since, otherSince)
        && Arrays.equals(before, otherBefore)
        && Arrays.equals(earlier, otherEarlier)
        && refold.equals(otherRefold);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number) * 31 + Arrays.hashCode(since);
  }

  @Override
  public String toString() {
    return since.length + " pieces of evidence since checkpoint " + number;
  }
}
