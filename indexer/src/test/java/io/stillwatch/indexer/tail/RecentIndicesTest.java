// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.indexer.RealElasticsearch;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.IndexPeriod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentIndicesTest {
  private static final String INDEX = "stillwatch-logs-cron.syslog-2026.11";
  private static final long NUMBER = 7 * ArrivalCursor.SECOND;
  private static final long SIX_HOURS = 6 * 3_600 * ArrivalCursor.SECOND;

  private final AtomicLong nanos = new AtomicLong();
  private ElasticStores stores;
  private ElasticClient client;

  @BeforeEach
  void connect() throws Exception {
    stores = RealElasticsearch.empty();
    client = RealElasticsearch.client();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    stores.close();
  }

  private long announcements() throws Exception {
    var found = client.get("/stillwatch-state/_doc/arrivals:" + INDEX);
    return found.path("_seq_no").asLong() + 1;
  }

  @Test
  void readers_see_an_index_before_it_is_written_to() throws Exception {
    new RecentIndices(client, IndexPeriod.DAY, nanos::get).announce(List.of(INDEX), NUMBER);
    assertThat(new RecentIndices(client, IndexPeriod.DAY, nanos::get).since(NUMBER))
        .containsExactly(INDEX);
    assertThat(new RecentIndices(client, IndexPeriod.DAY, nanos::get).since(NUMBER + SIX_HOURS + 1))
        .isEmpty();
  }

  @Test
  void writers_that_come_together_announce_once() throws Exception {
    var indices = new RecentIndices(client, IndexPeriod.DAY, nanos::get);
    try (var writers = Executors.newFixedThreadPool(8)) {
      var calls =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(number ->
                  () -> {
                    indices.announce(List.of(INDEX), NUMBER + number);
                    return true;
                  })
              .toList();
      for (var call : writers.invokeAll(calls)) assertThat(call.get()).isTrue();
    }
    assertThat(announcements()).isEqualTo(1);
  }

  @Test
  void indices_that_are_in_use_are_announced_together_and_others_are_not() throws Exception {
    var later = NUMBER + SIX_HOURS + 1;
    var indices = new RecentIndices(client, IndexPeriod.DAY, nanos::get);
    indices.announce(List.of("stillwatch-logs-old-2026.10"), NUMBER);
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    indices.announce(List.of("stillwatch-snapshots-2026.11"), NUMBER);
    indices.announce(List.of(INDEX), later);
    assertThat(indices.since(later))
        .containsExactlyInAnyOrder(INDEX, "stillwatch-snapshots-2026.11");
  }
}
