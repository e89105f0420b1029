// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.SourceStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of source states keeps.
public abstract class SourceStoreContract {
  /// A store that holds nothing yet.
  protected abstract SourceStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_sources() throws Exception {
    assertThat(emptyStore().all()).isEmpty();
  }

  @Test
  void the_latest_state_of_each_source_counts() throws Exception {
    var store = emptyStore();
    store.put(List.of(state("file:a", Instant.MIN, ""), state("file:b", Samples.AT, "")));
    var blind = state("file:a", Samples.AT, "Permission denied");
    store.put(List.of(blind));
    assertThat(store.all()).containsExactlyInAnyOrder(blind, state("file:b", Samples.AT, ""));
  }

  @Test
  void a_removed_state_is_gone_and_an_unknown_one_is_not_an_error() throws Exception {
    var store = emptyStore();
    store.remove(List.of(new SourceId("file:never")));
    var kept = state("file:b", Samples.AT, "");
    store.put(List.of(state("file:a", Samples.AT, ""), kept));
    store.remove(List.of(new SourceId("file:a"), new SourceId("file:never")));
    store.remove(List.of());
    assertThat(store.all()).containsExactly(kept);
  }

  @Test
  void a_state_comes_back_with_its_newest_record_and_its_collector() throws Exception {
    var store = emptyStore();
    var state =
        state("file:a", Samples.AT, "")
            .withNewestRecord(Samples.AT.minusSeconds(5))
            .withCollector("6f1c");
    store.put(List.of(state));
    assertThat(store.all()).containsExactly(state);
  }

  private static SourceState state(String id, Instant completeUntil, String problem) {
    return new SourceState(
        new SourceId(id),
        Samples.DATABASE,
        SourceState.Reports.LISTINGS_AND_LINES,
        completeUntil,
        Samples.AT,
        problem);
  }
}
