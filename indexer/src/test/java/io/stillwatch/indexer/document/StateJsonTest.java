// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.HabitHistory;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.RecentRuns;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.testkit.store.RandomStates;
import io.stillwatch.testkit.store.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateJsonTest {
  @Test
  void a_state_is_read_as_it_was_written() throws Exception {
    var random = new RandomStates(1);
    for (int i = 0; i < 50; i++) {
      var state = random.state(Samples.SERVER, i % 4);
      assertThat(read(Json.tree(state), HostState.class)).isEqualTo(state);
    }
  }

  @Test
  void runs_are_distances_and_digits() throws Exception {
    var runs =
        RecentRuns.NONE
            .with(Samples.AT, Run.Outcome.STARTED)
            .with(Samples.AT.plusSeconds(60), Run.Outcome.FAILED)
            .with(Samples.AT.plusSeconds(90), Run.Outcome.OVERRUN);
    var stored = Json.tree(runs);
    assertThat(stored.toString())
        .isEqualTo(
            "{\"total\":3,\"times\":[1795141800123,60000,30000],\"outcomes\":\"043\","
                + "\"work\":null}");
    assertThat(read(stored, RecentRuns.class)).isEqualTo(runs);
  }

  @Test
  void the_runs_of_a_full_state_need_less_than_three_kilobytes() {
    var runs = RecentRuns.NONE;
    for (int i = 0; i < 256; i++) {
      runs = runs.with(Samples.AT.plus(Duration.ofHours(i)), Run.Outcome.SUCCEEDED);
    }
    assertThat(Json.tree(runs).toString()).hasSizeLessThan(3_000);
  }

  @Test
  void an_unreadable_encoding_is_an_error() {
    var habit = (ObjectNode) Json.tree(HabitHistory.from(Samples.AT));
    habit.put("kept", "12");
    assertThatThrownBy(() -> read(habit, HabitHistory.class))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("2 digits instead of 168");
    var runs = (ObjectNode) Json.tree(RecentRuns.NONE);
    runs.putArray("times").add(1);
    runs.put("outcomes", "9");
    assertThatThrownBy(() -> read(runs, RecentRuns.class)).isInstanceOf(StoreException.class);
  }

  private static <T> T read(JsonNode stored, Class<T> type) throws StoreException {
    return Json.value(stored, type, "a state");
  }
}
