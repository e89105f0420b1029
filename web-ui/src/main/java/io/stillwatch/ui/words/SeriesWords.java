// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.ui.time.Sizes;

/// What a live series did in an hour, and what was expected.
public final class SeriesWords {
  private SeriesWords() {}

  /// `The log grew by 310 MiB in this hour; 12 MiB to 48 MiB were expected.`
  public static String of(ScoredHour scored) {
    var hour = scored.hour();
    var words =
        switch (scored.kind()) {
          case GROWTH -> growth(hour);
          case LOSS_OF_SPACE -> loss(hour);
        };
    return hour.outside() ? words : words + " It stands out together with the hours before.";
  }

  private static String growth(FollowedHour hour) {
    var expected =
        hour.low() > 0
            ? size(hour.low()) + " to " + size(hour.high())
            : "up to " + size(hour.high());
    return "The log grew by "
        + size(hour.observed())
        + " in this hour; "
        + expected
        + " were expected.";
  }

  private static String loss(FollowedHour hour) {
    var did = hour.observed() < 0 ? "grew by " : "shrank by ";
    var expected =
        hour.low() < 0
            ? "anything from " + change(hour.low()) + " to " + change(hour.high())
            : change(hour.low()) + " to " + size(hour.high());
    return "Free space "
        + did
        + size(hour.observed())
        + " in this hour; "
        + expected
        + " was expected.";
  }

  private static String change(double lost) {
    return (lost < 0 ? "a gain of " : "a loss of ") + size(lost);
  }

  private static String size(double bytes) {
    return Sizes.words(Math.round(Math.abs(bytes)));
  }
}
