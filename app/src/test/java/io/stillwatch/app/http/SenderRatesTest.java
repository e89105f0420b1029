// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SenderRatesTest {
  private long nanos;
  private final SenderRates rates = new SenderRates(60, () -> nanos);

  private int admitted(String sender, int times) {
    int admitted = 0;
    for (int i = 0; i < times; i++) if (rates.admits(sender)) admitted++;
    return admitted;
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void a_sender_may_ask_for_a_minute_at_once_and_then_for_what_time_earns() {
    assertThat(admitted("a", 100)).isEqualTo(60);
    pass(Duration.ofSeconds(10));
    assertThat(admitted("a", 100)).isEqualTo(10);
    pass(Duration.ofHours(1));
    assertThat(admitted("a", 100)).as("no more than a minute is saved").isEqualTo(60);
  }

  @Test
  void senders_do_not_wait_for_each_other() {
    admitted("a", 100);
    assertThat(admitted("b", 1)).isEqualTo(1);
  }

  @Test
  void what_costs_more_leaves_less() {
    rates.charge("a", 55);
    assertThat(admitted("a", 100)).isEqualTo(5);
    rates.charge("a", 1_000);
    pass(Duration.ofSeconds(1));
    assertThat(admitted("a", 100)).as("no debt").isEqualTo(1);
  }
}
