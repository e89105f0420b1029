// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

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

  @Nested
  class Sources extends SourceStoreContract {
    @Override
    protected SourceStore emptyStore() {
      return stores.sources();
    }
  }
}
