// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.series.ScoredHour.Kind;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.SeriesStore.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of live series keeps.
public abstract class SeriesStoreContract {
  private static final Instant AT = Instant.parse("2026-11-28T00:00:00Z");
  private static final Instant LATER = AT.plus(Duration.ofDays(10));

  /// A store that holds nothing yet.
  protected abstract SeriesStore emptyStore() throws Exception;

  private static ScoredHour hour(String series, int number, double score) {
    var start = AT.plus(Duration.ofHours(number));
    return new ScoredHour(
        series,
        number % 2 == 0 ? Kind.GROWTH : Kind.LOSS_OF_SPACE,
        new FollowedHour(start, score, 3.1e8 + number, 2.5e7, -1.25, 4.8e7));
  }

  @Test
  void an_empty_store_has_no_hours() throws Exception {
    var store = emptyStore();
    assertThat(store.hours("log-1", AT, LATER, 0)).isEmpty();
    assertThat(store.page(AT, LATER, 0, Page.START, 10)).isEqualTo(new Page(List.of(), ""));
  }

  @Test
  void returns_the_hours_of_one_series_by_time() throws Exception {
    var store = emptyStore();
    var hours = List.of(hour("log-1", 0, 0), hour("log-1", 1, 30), hour("log-1", 2, 80.5));
    store.putHours(hours.reversed());
    store.putHours(List.of(hour("log-2", 1, 90), hours.getLast()));
    assertThat(store.hours("log-1", AT, LATER, 0)).isEqualTo(hours);
    assertThat(store.hours("log-1", AT, LATER, 30)).isEqualTo(hours.subList(1, 3));
    assertThat(store.hours("log-1", AT.plusSeconds(1), AT.plusSeconds(7_200), 0))
        .containsExactly(hours.get(1));
    assertThat(store.hours("log-3", AT, LATER, 0)).isEmpty();
  }

  @Test
  void an_hour_that_is_put_again_replaces_itself() throws Exception {
    var store = emptyStore();
    store.putHours(List.of(hour("log-1", 0, 10)));
    store.putHours(List.of(hour("log-1", 0, 20)));
    assertThat(store.hours("log-1", AT, LATER, 0)).containsExactly(hour("log-1", 0, 20));
  }

  @Test
  void pages_through_the_hours_of_all_series_by_time() throws Exception {
    var store = emptyStore();
    var all = new ArrayList<ScoredHour>();
    for (int i = 0; i < 100; i++) all.add(hour("log-" + i % 2, i, i));
    store.putHours(all.reversed());
    var first = store.page(AT, LATER, 30, Page.START, 40);
    var second = store.page(AT, LATER, 30, first.next(), 40);
    assertThat(first.hours()).isEqualTo(all.subList(30, 70));
    assertThat(second.hours()).isEqualTo(all.subList(70, 100));
    assertThat(second.next()).isEmpty();
  }
}
