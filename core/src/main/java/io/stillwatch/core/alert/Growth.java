// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.Optional;

/// How the log of a stopped rotation grows: the size now, bytes a day, and when the disk is full at
/// the earliest.
public record Growth(long bytes, double bytesPerDay, Instant fullAt, Room room) {
  public static final Growth UNKNOWN = new Growth(0, 0, Instant.MAX);

  /// The free bytes that the forecast is made from, and when the disk is full at the slower of the
  /// log's growth and the recent decline; 0 and [Instant#MAX] where that is not known.
  public record Room(long freeBytes, Instant fullAtLatest) {
    public static final Room UNKNOWN = new Room(0, Instant.MAX);
  }

  /// On a disk of which no range is known.
  public Growth(long bytes, double bytesPerDay, Instant fullAt) {
    this(bytes, bytesPerDay, fullAt, Room.UNKNOWN);
  }

  public boolean known() {
    return bytesPerDay > 0;
  }

  public Optional<Instant> diskFullAt() {
    return fullAt.equals(Instant.MAX) ? Optional.empty() : Optional.of(fullAt);
  }

  /// Empty where it is not later than [#diskFullAt].
  public Optional<Instant> diskFullAtLatest() {
    var latest = room.fullAtLatest();
    boolean later = latest.isAfter(fullAt) && !latest.equals(Instant.MAX);
    return later ? Optional.of(latest) : Optional.empty();
  }
}
