// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.AnomalyLanes.Span;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyLanesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:17:23Z");

  @ParameterizedTest(name = "{0} in buckets of {1}")
  @CsvSource({
    "PT1H, PT5M",
    "PT24H, PT30M",
    "P7D, PT3H",
    "P30D, PT24H",
    "P90D, P7D",
    "P400D, P7D",
    "P1000D, P21D"
  })
  void a_range_has_sixty_round_buckets_at_most(Duration range, Duration bucket) {
    var span = Span.of(NOW, NOW.plus(range));
    assertThat(span.bucket()).isEqualTo(bucket);
    assertThat(span.from().getEpochSecond() % bucket.toSeconds()).isZero();
    assertThat(span.from()).isBeforeOrEqualTo(NOW);
    long cells = Duration.between(span.from(), span.until()).dividedBy(bucket) + 1;
    assertThat(cells).isLessThanOrEqualTo(61);
  }

  @Test
  void the_bucket_of_an_instant_begins_at_or_before_it() {
    var start = Instant.parse("2026-11-22T06:00:00Z");
    var span = new Span(start, start.plus(Duration.ofHours(9)), Duration.ofHours(3));
    assertThat(span.start(start)).isEqualTo(start);
    assertThat(span.start(NOW)).isEqualTo(start);
    assertThat(span.start(start.plus(Duration.ofHours(3)))).isEqualTo("2026-11-22T09:00:00Z");
  }
}
