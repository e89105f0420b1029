// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// What is known while a slow question is asked elsewhere.
class HourlyAnswerTest {
  private final Queue<Runnable> asking = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private String truth = "nobody hears it";
  private final HourlyAnswer answer = new HourlyAnswer(() -> truth, () -> now, asking::add);

  @Test
  void nobody_waits_for_the_answer() {
    assertThat(answer.last()).isEmpty();
    asking.remove().run();
    assertThat(answer.last()).isEqualTo("nobody hears it");
  }

  @Test
  void only_one_asks_at_a_time() {
    answer.last();
    answer.last();
    assertThat(asking).hasSize(1);
  }

  @Test
  void it_is_asked_again_after_an_hour_and_the_last_answer_stands_meanwhile() {
    answer.last();
    asking.remove().run();
    truth = "";
    now = now.plus(Duration.ofMinutes(59));
    answer.last();
    assertThat(asking).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(answer.last()).isEqualTo("nobody hears it");
    asking.remove().run();
    assertThat(answer.last()).isEmpty();
  }
}
