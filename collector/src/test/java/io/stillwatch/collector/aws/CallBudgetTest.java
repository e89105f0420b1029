// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallBudgetTest {
  private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  private Instant now = START;
  private final CallBudget budget = new CallBudget(5, () -> now, time -> now = now.plus(time));

  private Duration passed() {
    return Duration.between(START, now);
  }

  @Test
  void text_is_paced_to_the_rate_after_a_burst() throws Exception {
    for (int call = 0; call < 106; call++) budget.awaitText();
    assertThat(passed()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(21));
  }

  @Test
  void a_listing_never_waits_behind_text() throws Exception {
    for (int call = 0; call < 200; call++) budget.awaitText();
    var before = now;
    for (int listing = 0; listing < 3; listing++) budget.awaitListing();
    assertThat(now).isEqualTo(before);
  }

  @Test
  void listings_and_text_share_one_rate() throws Exception {
    for (int call = 0; call < 100; call++) {
      budget.awaitText();
      budget.awaitListing();
    }
    assertThat(passed()).isBetween(Duration.ofSeconds(37), Duration.ofSeconds(41));
  }

  @Test
  void a_throttled_call_halves_the_pace_and_success_wins_it_back() {
    budget.throttled();
    assertThat(budget.callsPerSecond()).isEqualTo(2.5);
    for (int more = 0; more < 20; more++) budget.throttled();
    assertThat(budget.callsPerSecond()).isGreaterThan(0.3);
    for (int call = 0; call < 60; call++) budget.succeeded();
    assertThat(budget.callsPerSecond()).isEqualTo(5);
  }

  @Test
  void a_rate_of_zero_lets_everybody_pass() throws Exception {
    var open = new CallBudget(0, () -> now, _ -> now = Instant.MAX);
    for (int call = 0; call < 1_000; call++) open.awaitText();
    assertThat(now).isEqualTo(START);
  }
}
