// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.time;

import io.stillwatch.core.job.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/// Times as people read them: absolute in one zone, and relative to the clock of the views.
public record Times(Instant now, ZoneId zone) {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("MMM d, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  /// `2026-11-21 02:00:07`
  public String stamp(Instant at) {
    return known(at) ? STAMP.format(at.atZone(zone)) : "never";
  }

  /// `2026-11-21 02:00`
  public String minute(Instant at) {
    return known(at) ? MINUTE.format(at.atZone(zone)) : "never";
  }

  /// `Nov 21, 02:00`
  public String brief(Instant at) {
    return known(at) ? SHORT.format(at.atZone(zone)) : "never";
  }

  /// `Sat 2026-11-21 02:00`
  public String weekday(Instant at) {
    return known(at) ? WEEKDAY.format(at.atZone(zone)) : "never";
  }

  /// `9 d 4 h ago`, `in 3 h`, `now`
  public String relative(Instant at) {
    if (!known(at)) return "never";
    var distance = Duration.between(at, now);
    if (distance.abs().toSeconds() < 30) return "now";
    return distance.isNegative()
        ? "in " + Durations.words(distance.negated())
        : Durations.words(distance) + " ago";
  }

  /// As [#relative] in one unit, for tables: `9 d ago`.
  public String rough(Instant at) {
    var words = relative(at).split(" ", -1);
    if (words.length < 4) return String.join(" ", words);
    var ahead = words[0].equals("in");
    return ahead ? "in " + words[1] + " " + words[2] : words[0] + " " + words[1] + " ago";
  }

  /// How long ago, without the word.
  public String age(Instant at) {
    return known(at) ? Durations.words(Duration.between(at, now)) : "ever";
  }

  /// `Europe/Berlin (UTC+01:00)`
  public String zoneLabel() {
    var offset = zone.getRules().getOffset(now);
    var hours = offset.getTotalSeconds() == 0 ? "" : offset.getId();
    var name = zone.getId().equals("Z") ? "UTC" : zone.getId();
    return name.equals("UTC") ? name : name + " (UTC" + hours + ")";
  }

  /// The domain marks "no such time" with the ends of the time line.
  public static boolean known(Instant at) {
    return !at.equals(Instant.MIN) && !at.equals(Instant.MAX) && !at.equals(Instant.EPOCH);
  }

  /// The zone as a word: `Central European Time`.
  public String zoneName() {
    return zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
