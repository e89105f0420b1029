// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A short selection of the faults, on the real parts.
class FaultsTest {
  private static final Map<String, Integer> SELECTION =
      new TreeMap<>(Map.of("B1", 2, "B1b", 1, "C5", 1, "C6b", 1, "C9", 1, "D12c", 1, "F1", 20));

  @Test
  void a_group_is_not_a_number_that_begins_alike() {
    var ids = Scenario.all().stream().filter(one -> one.isOf("D1")).map(Scenario::id);
    assertThat(ids).containsExactly("D1");
    assertThat(Scenario.all().stream().filter(one -> one.isOf("D12")).map(Scenario::id))
        .containsExactly("D12a", "D12b", "D12c", "D12d");
    assertThat(Scenario.all().stream().filter(one -> one.isOf("D"))).hasSizeGreaterThan(9);
  }

  @Test
  void every_line_is_stored_once_whatever_fails() throws Exception {
    try (var world = new World()) {
      var loop = new FaultLoop(world, 1);
      loop.warm();
      for (var scenario : Scenario.all()) {
        var rounds = SELECTION.get(scenario.id());
        if (rounds == null) continue;
        var row = loop.play(scenario, rounds);
        assertThat(row.problem()).as(row.toString()).isEmpty();
        assertThat(row.right()).as(row.toString()).isTrue();
        assertThat(row.tally().issued()).as(row.toString()).isPositive();
      }
    }
  }
}
