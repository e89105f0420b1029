// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.IndexPeriod;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.testkit.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two processes on one cluster, each of which adds what it wrote to what searches see.
class ElasticSourcesTest {
  private final AtomicLong nanos = new AtomicLong();
  private ElasticStores stores;
  private ElasticClient client;
  private ElasticSources one;
  private ElasticSources other;

  @BeforeEach
  void connect() throws Exception {
    stores = RealElasticsearch.empty();
    client = RealElasticsearch.client();
    one = sources();
    other = sources();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    stores.close();
  }

  private ElasticSources sources() {
    var unrefreshed = new Unrefreshed(client);
    return new ElasticSources(
        new CurrentStateDocuments(client, unrefreshed),
        new Searches(client, unrefreshed),
        new SourceHistory(IndexPeriod.MONTH, InstantSource.system()),
        Duration.ofSeconds(1),
        nanos::get);
  }

  private static CollectorState state(Instant at) {
    return CollectorState.exclusive(
        new SourceState(
            new SourceId("rds:orders"),
            Host.rds("orders"),
            SourceState.Reports.LISTINGS_AND_LINES,
            at,
            at,
            ""));
  }

  private void visible() throws Exception {
    client.send("POST", "/" + IndexNames.SOURCES + "/_refresh", new byte[0]);
  }

  @Test
  void a_state_that_another_process_continued_is_not_hidden_by_an_older_one() throws Exception {
    one.put(List.of(state(Samples.AT)));
    other.put(List.of(state(Samples.AT.plusSeconds(60))));
    visible();
    assertThat(one.reported()).containsExactly(state(Samples.AT.plusSeconds(60)));
    assertThat(other.reported()).containsExactly(state(Samples.AT.plusSeconds(60)));
  }

  @Test
  void a_state_that_another_process_removed_is_gone_after_some_seconds() throws Exception {
    one.put(List.of(state(Samples.AT)));
    other.remove(List.of(state(Samples.AT)));
    visible();
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(one.reported()).isEmpty();
  }

  @Test
  void what_was_put_and_removed_here_is_known_before_searches_see_it() throws Exception {
    one.put(List.of(state(Samples.AT)));
    assertThat(one.reported()).containsExactly(state(Samples.AT));
    visible();
    one.remove(List.of(state(Samples.AT)));
    assertThat(one.reported()).isEmpty();
  }
}
