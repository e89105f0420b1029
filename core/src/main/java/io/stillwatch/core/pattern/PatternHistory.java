// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Which patterns of lines a host wrote in a range of time.
///
/// Of a host with more patterns than a store counts, the rarest are missing, and `complete` is
/// false.
public record PatternHistory(List<Sighting> sightings, boolean complete) {
  /// The most patterns that a store counts.
  public static final int MOST = 1_500;

  /// How many of the last slots of a range are told one by one.
  public static final int SLOTS = 28;

  public static final PatternHistory NONE = new PatternHistory(List.of(), true);

  /// What is asked: a half-open range, whose end is divided into slots of one length.
  public record Question(Host host, Instant from, Instant until, Duration slot) {
    /// When the first slot begins.
    public Instant slotsFrom() {
      var start = until.minus(slot.multipliedBy(SLOTS));
      return Instants.later(start, from);
    }

    /// When the slot of an instant begins: slots are counted from 1970, as Elasticsearch does.
    public Instant slotOf(Instant at) {
      long millis = slot.toMillis();
      return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }
  }

  /// One pattern: from which source it mostly came, when first and last, how often, and in which
  /// slots.
  public record Sighting(
      String pattern, String source, Instant first, Instant last, long count, List<Instant> slots) {
    public Sighting {
      slots = List.copyOf(slots);
    }
  }

  public PatternHistory {
    sightings = List.copyOf(sightings);
  }
}
