// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The last listing of a host, log by log, to be compared with the next one.
///
/// `announced` holds the rotations that the text of a log reported since the last listing.
public record ListingState(
    Instant listedAt, Map<String, Family> families, Map<String, List<Instant>> announced) {
  public static final ListingState NONE = new ListingState(Instant.MIN, Map.of(), Map.of());

  public ListingState {
    families = Map.copyOf(families);
    announced = Map.copyOf(announced);
  }

  /// The files of one log: the active one, and the closed ones by what their name adds.
  public record Family(
      long activeBytes, boolean hasActive, Map<String, Closed> closed, Instant status) {
    public Family {
      closed = Map.copyOf(closed);
    }
  }

  /// A closed file; `modified` is [io.stillwatch.core.evidence.LogFile#UNKNOWN_TIME] if unknown.
  public record Closed(long sizeBytes, Instant modified) {}

  /// Whether the host ever listed its log files.
  public boolean any() {
    return !listedAt.equals(Instant.MIN);
  }
}
