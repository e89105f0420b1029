// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import java.time.Instant;

/// Names the indices of documents that arrive nearly sorted by time. Not thread-safe.
final class IndexNamer {
  private static final long SECONDS_A_DAY = 86_400;

  private final IndexPeriod period;
  private final Instant now;
  private String family = "";
  private long day = Long.MIN_VALUE;
  private String name = "";

  IndexNamer(IndexPeriod period, Instant now) {
    this.period = period;
    this.now = now;
  }

  String name(String newFamily, Instant at) {
    long newDay = Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    if (newDay == day && newFamily.equals(family)) return name;
    name = IndexNames.of(period, newFamily, at, now);
    day = newDay;
    family = newFamily;
    return name;
  }
}
