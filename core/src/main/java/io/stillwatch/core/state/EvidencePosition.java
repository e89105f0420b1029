// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.util.Arrays;

/// Which evidence of a host is part of its state already.
///
/// A restart reads again from the last checkpoint of the watch, and a page may repeat evidence. So
/// a state knows the hashes of the ids that it took in since the checkpoint `number`, and between
/// the two checkpoints before.
@SuppressWarnings("ArrayRecordComponent") // copied on every change, never handed out
public record EvidencePosition(long number, long[] since, long[] before) {
  public static final EvidencePosition START = new EvidencePosition(0, new long[0], new long[0]);

  /// Both arrays are sorted.
  public boolean holds(long hash) {
    return Arrays.binarySearch(since, hash) >= 0 || Arrays.binarySearch(before, hash) >= 0;
  }

  /// With more evidence, read after the given checkpoint.
  public EvidencePosition with(long[] hashes, long checkpoint) {
    if (hashes.length == 0) return this;
    var base = checkpoint > number ? new EvidencePosition(checkpoint, new long[0], since) : this;
    var all = Arrays.copyOf(base.since, base.since.length + hashes.length);
    System.arraycopy(hashes, 0, all, base.since.length, hashes.length);
    Arrays.sort(all);
    return new EvidencePosition(base.number, all, base.before);
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
    return other instanceof EvidencePosition(long otherNumber, var otherSince, var otherBefore)
        && number == otherNumber
        && Arrays.equals(since, otherSince)
        && Arrays.equals(before, otherBefore);
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
