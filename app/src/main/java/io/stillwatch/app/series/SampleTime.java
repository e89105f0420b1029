// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// An instant as files write it: RFC 3339, seconds since 1970, or `YYYY-MM-DD HH:MM:SS` in UTC.
final class SampleTime {
  private static final Pattern EPOCH = Pattern.compile("-?\\d{1,11}(\\.\\d{1,9})?");
  private static final Pattern ZONED = Pattern.compile(".*(?:[zZ]|[+-]\\d{2}:\\d{2})");

  private SampleTime() {}

  /// Empty if it is none of these.
  static Optional<Instant> of(String text) {
    if (EPOCH.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000)));
    }
    var iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    try {
      return Optional.of(
          ZONED.matcher(iso).matches()
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
