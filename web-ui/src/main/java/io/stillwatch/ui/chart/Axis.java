// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A time axis in the zone of the views.
///
/// Browsers know their own zone and UTC only, so wall-clock times are sent as if they were UTC.
public record Axis(ZoneId zone) {
  long millis(Instant at) {
    return at.atZone(zone).toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  Instant instant(double millis) {
    var wall = LocalDateTime.ofInstant(Instant.ofEpochMilli((long) millis), ZoneOffset.UTC);
    return wall.atZone(zone).toInstant();
  }
}
