// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

/// How much a spool may take: its own size, the space that it leaves free on its disk, and the
/// reserve that lets it empty itself on a disk that is full.
public record SpoolLimits(long capBytes, long freeBytes, long ballastBytes) {
  private static final long MIB = 1L << 20;

  /// For a disk of the machine: 2 GiB at most, 1 GiB stays free, 16 MiB in reserve.
  public static final SpoolLimits USUAL = new SpoolLimits(2_048 * MIB, 1_024 * MIB, 16 * MIB);

  public SpoolLimits {
    if (capBytes <= 0) throw new IllegalArgumentException("capBytes must be positive: " + capBytes);
  }

  /// A size alone, without regard to the disk.
  public static SpoolLimits ofBytes(long capBytes) {
    return new SpoolLimits(capBytes, 0, 0);
  }
}
