// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.SavedViews;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
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
  class JobStatuses extends JobStatusStoreContract {
    @Override
    protected JobStatusStore emptyStore() {
      return InMemoryStores.empty().outcomes().statuses();
    }
  }

  @Nested
  class Runs extends RunStoreContract {
    @Override
    protected RunStore emptyStore() {
      return InMemoryStores.empty().outcomes().runs();
    }
  }

  @Nested
  class Trainings extends TrainingStoreContract {
    @Override
    protected TrainingStore emptyStore() {
      return InMemoryStores.training();
    }
  }

  @Nested
  class Verdicts extends VerdictStoreContract {
    @Override
    protected VerdictStore emptyStore() {
      return InMemoryStores.empty().outcomes().verdicts();
    }
  }

  @Nested
  class OfSeries extends SeriesStoreContract {
    @Override
    protected SeriesStore emptyStore() {
      return InMemoryStores.empty().outcomes().series();
    }
  }

  @Nested
  class Anomalies extends AnomalyStoreContract {
    @Override
    protected AnomalyStore emptyStore() {
      return InMemoryStores.empty().outcomes().anomalies();
    }
  }

  @Nested
  class Labels extends LabelStoreContract {
    @Override
    protected LabelStore emptyStore() {
      return InMemoryStores.empty().labels();
    }
  }

  @Nested
  class Pings extends PingStoreContract {
    @Override
    protected PingStore emptyStore() {
      return InMemoryStores.pings();
    }
  }

  @Nested
  class Views extends SavedViewsContract {
    @Override
    protected SavedViews emptyStore() {
      return InMemoryStores.savedViews();
    }
  }

  @Nested
  class Sizes extends SizeStoreContract {
    @Override
    protected SizeStore emptyStore() {
      return InMemoryStores.empty().outcomes().sizes();
    }
  }

  @Nested
  class WatchStates extends WatchStateStoreContract {
    @Override
    protected WatchStateStore emptyStore() {
      return InMemoryStores.empty().states();
    }
  }

  @Nested
  class Leases extends LeaseStoreContract {
    private Instant now = Samples.AT;
    private final LeaseStore leases = InMemoryStores.leases(() -> now);

    @Override
    protected LeaseStore store() {
      return leases;
    }

    @Override
    protected void pass(Duration time) {
      now = now.plus(time);
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
