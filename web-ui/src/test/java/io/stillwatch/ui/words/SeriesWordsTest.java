// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.series.ScoredHour.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesWordsTest {
  private static final double MIB = 1 << 20;

  private static String words(Kind kind, double observed, double low, double high) {
    var hour =
        new FollowedHour(
            Instant.EPOCH, 80, observed * MIB, (low + high) / 2 * MIB, low * MIB, high * MIB);
    return SeriesWords.of(new ScoredHour("log-1", kind, hour));
  }

  @Test
  void a_log_that_grew_too_much_and_what_was_expected() {
    assertThat(words(Kind.GROWTH, 310, 12, 48))
        .isEqualTo("The log grew by 310 MiB in this hour; 12.0 MiB to 48.0 MiB were expected.");
  }

  @Test
  void a_log_that_may_be_idle() {
    assertThat(words(Kind.GROWTH, 310, -3, 48))
        .isEqualTo("The log grew by 310 MiB in this hour; up to 48.0 MiB were expected.");
  }

  @Test
  void an_hour_that_is_unusual_only_with_those_before() {
    assertThat(words(Kind.GROWTH, 40, 12, 48))
        .endsWith("were expected. It stands out together with the hours before.");
  }

  @Test
  void a_disk_that_lost_more_than_usual() {
    assertThat(words(Kind.LOSS_OF_SPACE, 900, -12, 48))
        .isEqualTo(
            "Free space shrank by 900 MiB in this hour; anything from a gain of 12.0 MiB to a loss"
                + " of 48.0 MiB was expected.");
    assertThat(words(Kind.LOSS_OF_SPACE, 900, 12, 48))
        .endsWith("a loss of 12.0 MiB to 48.0 MiB was expected.");
    assertThat(words(Kind.LOSS_OF_SPACE, -900, -12, 48)).startsWith("Free space grew by 900 MiB");
  }
}
