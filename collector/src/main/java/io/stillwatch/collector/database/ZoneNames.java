// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import java.util.Map;

/// The abbreviations of zones that servers print, as PostgreSQL's default list reads them.
///
/// An abbreviation already says whether it is summer, so it is an offset and no region.
final class ZoneNames {
  static final int UNKNOWN = Integer.MAX_VALUE;

  private static final Map<String, Integer> MINUTES =
      Map.ofEntries(
          Map.entry("WET", 0),
          Map.entry("WEST", 60),
          Map.entry("BST", 60),
          Map.entry("CET", 60),
          Map.entry("CEST", 120),
          Map.entry("EET", 120),
          Map.entry("EEST", 180),
          Map.entry("MSK", 180),
          Map.entry("SAST", 120),
          Map.entry("CAT", 120),
          Map.entry("EAT", 180),
          Map.entry("WAT", 60),
          Map.entry("IST", 330),
          Map.entry("PKT", 300),
          Map.entry("SGT", 480),
          Map.entry("HKT", 480),
          Map.entry("JST", 540),
          Map.entry("KST", 540),
          Map.entry("AWST", 480),
          Map.entry("ACST", 570),
          Map.entry("ACDT", 630),
          Map.entry("AEST", 600),
          Map.entry("AEDT", 660),
          Map.entry("NZST", 720),
          Map.entry("NZDT", 780),
          Map.entry("EST", -300),
          Map.entry("EDT", -240),
          Map.entry("CST", -360),
          Map.entry("CDT", -300),
          Map.entry("MST", -420),
          Map.entry("MDT", -360),
          Map.entry("PST", -480),
          Map.entry("PDT", -420),
          Map.entry("AKST", -540),
          Map.entry("AKDT", -480),
          Map.entry("HST", -600),
          Map.entry("BRT", -180),
          Map.entry("ART", -180));

  private ZoneNames() {}

  static int offsetSeconds(String text, int from, int to) {
    if (to - from == 1 && text.charAt(from) == 'Z') return 0;
    if (to - from == 3 && (text.startsWith("UTC", from) || text.startsWith("GMT", from))) return 0;
    if (to - from < 3) return UNKNOWN;
    var minutes = MINUTES.get(text.substring(from, to));
    return minutes == null ? UNKNOWN : minutes * 60;
  }

  /// Three to five capital letters that no list knows.
  static boolean looksLikeOne(String text, int from, int to) {
    if (to - from < 3 || to - from > 5) return false;
    if (to < text.length() && text.charAt(to) == ':' && Severity.at(text, from) != Severity.NONE)
      return false;
    for (int i = from; i < to; i++) if (!Character.isUpperCase(text.charAt(i))) return false;
    return true;
  }
}
