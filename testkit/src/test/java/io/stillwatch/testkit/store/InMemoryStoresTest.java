// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import org.junit.jupiter.api.Nested;

/// The stores in memory keep the contracts of the stores.
class InMemoryStoresTest {
  @Nested
  class Evidence extends EvidenceStoreContract {
    @Override
    protected EvidenceStore emptyStore() {
      return InMemoryStores.empty().evidence();
    }
  }

  @Nested
  class OfGaps extends GapsContract {
    private final InMemoryStores stores = InMemoryStores.empty();

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
      return InMemoryStores.empty().jobs();
    }
  }

  @Nested
  class Findings extends FindingStoreContract {
    @Override
    protected FindingStore emptyStore() {
      return InMemoryStores.empty().findings();
    }
  }

  @Nested
  class Alerts extends AlertStoreContract {
    @Override
    protected AlertStore emptyStore() {
      return InMemoryStores.empty().alerts();
    }
  }

  @Nested
  class Sources extends SourceStoreContract {
    @Override
    protected SourceStore emptyStore() {
      return InMemoryStores.empty().sources();
    }
  }
}
