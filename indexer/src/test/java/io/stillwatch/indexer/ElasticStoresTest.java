// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.testkit.store.AlertStoreContract;
import io.stillwatch.testkit.store.EvidenceStoreContract;
import io.stillwatch.testkit.store.FindingStoreContract;
import io.stillwatch.testkit.store.GapsContract;
import io.stillwatch.testkit.store.JobStoreContract;
import io.stillwatch.testkit.store.SourceStoreContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The stores on a real Elasticsearch fulfil the contracts of their ports.
class ElasticStoresTest {
  private ElasticStores stores;

  @BeforeEach
  void connect() throws Exception {
    stores = RealElasticsearch.empty();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Nested
  class Evidence extends EvidenceStoreContract {
    @Override
    protected EvidenceStore emptyStore() {
      return stores.evidence();
    }
  }

  @Nested
  class OfGaps extends GapsContract {
    @Override
    protected EvidenceStore emptyStore() {
      return stores.evidence();
    }

    @Override
    protected Gaps gaps() {
      return stores.gaps();
    }
  }

  @Nested
  class Jobs extends JobStoreContract {
    @Override
    protected JobStore emptyStore() {
      return stores.jobs();
    }
  }

  @Nested
  class Findings extends FindingStoreContract {
    @Override
    protected FindingStore emptyStore() {
      return stores.findings();
    }
  }

  @Nested
  class Alerts extends AlertStoreContract {
    @Override
    protected AlertStore emptyStore() {
      return stores.alerts();
    }
  }

  @Test
  void a_source_state_of_an_earlier_version_is_read() throws Exception {
    try (var client = RealElasticsearch.client()) {
      var document =
          """
          {"@timestamp": "2026-11-20T12:00:00Z", "stillwatch": {"id": "file:a", "body": {
            "source": {"value": "file:a"}, "host": {"name": "db-1", "kind": "SERVER"},
            "reports": "LOG_LINES", "completeUntil": "2026-11-20T12:00:00Z",
            "polledAt": "2026-11-20T12:00:00Z", "problem": ""}}}
          """;
      client.send(
          "PUT",
          "/stillwatch-sources/_doc/file:a?refresh=true",
          document.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(stores.sources().all())
        .singleElement()
        .satisfies(state -> {
          assertThat(state.newestRecord()).isEqualTo(Instant.MIN);
          assertThat(state.collector()).isEmpty();
        });
  }

  @Nested
  class Sources extends SourceStoreContract {
    @Override
    protected SourceStore emptyStore() {
      return stores.sources();
    }
  }
}
