// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.Reporter;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.SourceStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of source states keeps.
public abstract class SourceStoreContract {
  private static final String HERE = "6f1c";
  private static final String THERE = "a70e";

  /// A store that holds nothing yet.
  protected abstract SourceStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_sources() throws Exception {
    assertThat(emptyStore().reported()).isEmpty();
    assertThat(emptyStore().all()).isEmpty();
  }

  @Test
  void the_latest_report_of_a_collector_counts() throws Exception {
    var store = emptyStore();
    var other = pulled("file:b", HERE, Samples.AT, "");
    store.put(List.of(pulled("file:a", HERE, Instant.MIN, ""), other));
    var blind = pulled("file:a", HERE, Samples.AT, "Permission denied");
    store.put(List.of(blind));
    assertThat(store.reported()).containsExactlyInAnyOrder(blind, other);
    assertThat(store.all()).containsExactlyInAnyOrder(blind.state(), other.state());
  }

  @Test
  void collectors_of_the_same_source_do_not_overwrite_each_other() throws Exception {
    var store = emptyStore();
    var here = pulled("file:a", HERE, Samples.AT, "");
    var there = pulled("file:a", THERE, Samples.AT.minusSeconds(60), "");
    store.put(List.of(here));
    store.put(List.of(there));
    assertThat(store.reported()).containsExactlyInAnyOrder(here, there);
    assertThat(store.all()).containsExactly(there.state());
    store.remove(List.of(there));
    assertThat(store.reported()).containsExactly(here);
  }

  @Test
  void the_next_exclusive_collector_continues_the_state_of_the_one_before() throws Exception {
    var store = emptyStore();
    var source = state("rds:orders", Samples.AT, "");
    store.put(List.of(new CollectorState(source, CollectionMode.EXCLUSIVE, reporter(HERE))));
    var next = new CollectorState(source, CollectionMode.EXCLUSIVE, reporter(THERE));
    store.put(List.of(next));
    assertThat(store.reported()).containsExactly(next);
  }

  @Test
  void a_removed_state_is_gone_and_an_unknown_one_is_not_an_error() throws Exception {
    var store = emptyStore();
    var never = pulled("file:never", HERE, Samples.AT, "");
    store.remove(List.of(never));
    var kept = pulled("file:b", HERE, Samples.AT, "");
    var removed = pulled("file:a", HERE, Samples.AT, "");
    store.put(List.of(removed, kept));
    store.remove(List.of(removed, never));
    store.remove(List.of());
    assertThat(store.reported()).containsExactly(kept);
  }

  @Test
  void a_state_comes_back_with_its_newest_record_and_its_reporter() throws Exception {
    var store = emptyStore();
    var state = state("push:web-1", Samples.AT, "").withNewestRecord(Samples.AT.minusSeconds(5));
    var by = new Reporter(HERE, Samples.AT.minusSeconds(600), Samples.AT.plusSeconds(5));
    var reported = new CollectorState(state, CollectionMode.PUSHED, by);
    store.put(List.of(reported));
    assertThat(store.reported()).containsExactly(reported);
  }

  private static CollectorState pulled(
      String id, String collector, Instant completeUntil, String problem) {
    return new CollectorState(
        state(id, completeUntil, problem), CollectionMode.PULLED, reporter(collector));
  }

  private static Reporter reporter(String collector) {
    return new Reporter(collector, Samples.AT, Samples.AT);
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
