// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.bench.takeover.TakeoverOptions.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One kill and one suspension on the real parts.
class TakeoverTest {
  private static final TakeoverOptions SHORT =
      new TakeoverOptions(2, 1, new Suspension(2, Duration.ofSeconds(45)), 20);

  @Test
  void another_process_takes_the_roles_over_and_nothing_is_lost_or_sent_twice() throws Exception {
    List<String> problems = new ArrayList<>();
    try (var world = new TakeoverWorld()) {
      var result = new TakeoverRun(world, SHORT, _ -> {}, problems::add).run();
      assertThat(result.right()).as("%s %s", result.json(), problems).isTrue();
      assertThat(result.rounds()).isNotEmpty();
      assertThat(result.evidence().shipped()).isPositive();
      assertThat(result.messages().accepted()).isPositive();
    }
  }
}
