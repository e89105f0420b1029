// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.StoreBusyException;
import io.stillwatch.core.store.StoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchPlacesTest {
  private static final Interval RANGE =
      new Interval(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));

  private final CountDownLatch answer = new CountDownLatch(1);
  private CountDownLatch asked = new CountDownLatch(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Answers nothing until it is let.
  private final LogSearch slow =
      (LogSearch)
          Proxy.newProxyInstance(
              LogSearch.class.getClassLoader(),
              new Class<?>[] {LogSearch.class},
              (_, method, _) -> {
                asked.countDown();
                answer.await();
                return method.getName().equals("counts") ? Map.of() : (Object) 1L;
              });

  private final SearchPlaces places = new SearchPlaces(slow, Duration.ofMillis(10));

  @AfterEach
  void letAnswer() {
    answer.countDown();
    threads.close();
  }

  private interface Asking {
    void of(LogSearch search) throws Exception;
  }

  private void ask(int times, String user, Asking asking) throws InterruptedException {
    asked = new CountDownLatch(times);
    for (int i = 0; i < times; i++)
      threads.submit(() -> {
        asking.of(places.of(user));
        return true;
      });
    asked.await();
  }

  private static void count(LogSearch search) throws StoreException {
    search.count(new KqlQuery.Everything(), RANGE);
  }

  private static void export(LogSearch search) throws Exception {
    search.each(new KqlQuery.Everything(), RANGE, 10, _ -> {});
  }

  @Test
  void a_user_searches_four_times_at_once_and_then_waits_in_vain() throws Exception {
    ask(SearchPlaces.OF_A_USER, "ann", SearchPlacesTest::count);
    assertThatThrownBy(() -> count(places.of("ann")))
        .isInstanceOf(StoreBusyException.class)
        .hasMessageContaining("4 for a user");
    ask(1, "bob", SearchPlacesTest::count);
    answer.countDown();
  }

  @Test
  void all_users_together_search_sixteen_times_at_once() throws Exception {
    for (var user : new String[] {"a", "b", "c", "d"})
      ask(SearchPlaces.OF_A_USER, user, SearchPlacesTest::count);
    assertThatThrownBy(() -> count(places.of("e"))).isInstanceOf(StoreBusyException.class);
  }

  @Test
  void exports_leave_places_for_searches() throws Exception {
    ask(SearchPlaces.EXPORTS_OF_A_USER, "ann", SearchPlacesTest::export);
    assertThatThrownBy(() -> export(places.of("ann")))
        .isInstanceOf(StoreBusyException.class)
        .hasMessageContaining("exports");
    ask(1, "ann", SearchPlacesTest::count);
  }

  @Test
  void a_search_that_has_ended_leaves_its_place() throws Exception {
    answer.countDown();
    for (int i = 0; i < 2 * SearchPlaces.OF_A_USER; i++)
      assertThat(places.of("ann").counts()).isEmpty();
  }

  @Test
  void an_offset_that_overflows_is_out_of_range() {
    assertThatThrownBy(
            () -> new SearchRequest.Rows(Integer.MAX_VALUE, 100, SearchRequest.Order.NEWEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first 10,000");
  }
}
