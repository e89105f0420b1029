// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import java.util.OptionalLong;

/// The marker of DownloadDBLogFilePortion: `hour:offset`, and `0` for the beginning.
///
/// By contract it is opaque; in the field its two parts mean what they seem to mean, and the
/// service returns a bare `0` where a segment ends (honeycombio/rdslogs, cli/cli.go and its tests).
final class Markers {
  static final String START = "0";

  /// Up to this minute of the hour an empty `0` may be a rotation in progress.
  private static final int SETTLED_MINUTE = 6;

  private Markers() {}

  /// Where to go on, given what was asked, what came back, with how many bytes, and when.
  static String next(String asked, String returned, long bytes, int minuteOfHour) {
    if (returned.isEmpty()) return asked;
    if (!returned.equals(START)) return returned;
    if (bytes > 0) return moved(asked, bytes);
    return minuteOfHour < SETTLED_MINUTE ? asked : START;
  }

  /// The byte that a marker points to; empty for a marker of another form.
  static OptionalLong offset(String marker) {
    if (marker.equals(START)) return OptionalLong.of(0);
    var colon = marker.indexOf(':');
    var number = marker.substring(colon + 1);
    if (colon < 0 || !number.matches("\\d{1,18}")) return OptionalLong.empty();
    return OptionalLong.of(Long.parseLong(number));
  }

  /// The same generation, so many bytes further; itself where the form is not known.
  static String moved(String marker, long bytes) {
    var colon = marker.indexOf(':');
    var offset = offset(marker);
    if (colon < 0 || offset.isEmpty()) return marker;
    return marker.substring(0, colon + 1) + (offset.getAsLong() + bytes);
  }
}
