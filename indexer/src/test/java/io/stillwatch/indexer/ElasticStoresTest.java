// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
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
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStateStore.Loaded;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.testkit.store.AlertStoreContract;
import io.stillwatch.testkit.store.AnomalyStoreContract;
import io.stillwatch.testkit.store.EvidenceStoreContract;
import io.stillwatch.testkit.store.FindingStoreContract;
import io.stillwatch.testkit.store.GapsContract;
import io.stillwatch.testkit.store.JobStatusStoreContract;
import io.stillwatch.testkit.store.LabelStoreContract;
import io.stillwatch.testkit.store.LeaseStoreContract;
import io.stillwatch.testkit.store.PingStoreContract;
import io.stillwatch.testkit.store.RandomStates;
import io.stillwatch.testkit.store.RunStoreContract;
import io.stillwatch.testkit.store.Samples;
import io.stillwatch.testkit.store.SavedViewsContract;
import io.stillwatch.testkit.store.SeriesStoreContract;
import io.stillwatch.testkit.store.SizeStoreContract;
import io.stillwatch.testkit.store.SourceStoreContract;
import io.stillwatch.testkit.store.TrainingStoreContract;
import io.stillwatch.testkit.store.VerdictStoreContract;
import io.stillwatch.testkit.store.WatchStateStoreContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
  class JobStatuses extends JobStatusStoreContract {
    @Override
    protected JobStatusStore emptyStore() {
      return stores.outcomes().statuses();
    }
  }

  @Nested
  class Runs extends RunStoreContract {
    @Override
    protected RunStore emptyStore() {
      return stores.outcomes().runs();
    }
  }

  @Nested
  class Trainings extends TrainingStoreContract {
    @Override
    protected TrainingStore emptyStore() {
      return stores.training();
    }
  }

  @Nested
  class Verdicts extends VerdictStoreContract {
    @Override
    protected VerdictStore emptyStore() {
      return stores.outcomes().verdicts();
    }
  }

  @Nested
  class OfSeries extends SeriesStoreContract {
    @Override
    protected SeriesStore emptyStore() {
      return stores.outcomes().series();
    }
  }

  @Nested
  class Anomalies extends AnomalyStoreContract {
    @Override
    protected AnomalyStore emptyStore() {
      return stores.outcomes().anomalies();
    }
  }

  @Nested
  class Labels extends LabelStoreContract {
    @Override
    protected LabelStore emptyStore() {
      return stores.labels();
    }
  }

  @Nested
  class Pings extends PingStoreContract {
    @Override
    protected PingStore emptyStore() {
      return stores.pings();
    }
  }

  @Nested
  class Views extends SavedViewsContract {
    @Override
    protected SavedViews emptyStore() {
      return stores.savedViews();
    }
  }

  @Nested
  class Sizes extends SizeStoreContract {
    @Override
    protected SizeStore emptyStore() {
      return stores.outcomes().sizes();
    }
  }

  @Nested
  class WatchStates extends WatchStateStoreContract {
    @Override
    protected WatchStateStore emptyStore() {
      return stores.states();
    }
  }

  @Nested
  class Leases extends LeaseStoreContract {
    private final List<ElasticClient> clients = new ArrayList<>();
    private long nanos;

    @Override
    protected LeaseStore store() throws Exception {
      var client = RealElasticsearch.client();
      clients.add(client);
      var unrefreshed = new Unrefreshed(client);
      return new ElasticLeases(
          new CurrentStateDocuments(client, unrefreshed),
          new Searches(client, unrefreshed),
          InstantSource.system(),
          () -> nanos);
    }

    @Override
    protected void pass(Duration time) {
      nanos += time.toNanos();
    }

    @AfterEach
    void close() throws Exception {
      for (var client : clients) client.close();
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
  void a_state_of_another_format_is_unreadable_and_does_not_stop_the_others() throws Exception {
    stores.states().save(new RandomStates(3).state(Samples.SERVER, 1), Versioned.Version.NEW, 1);
    try (var client = RealElasticsearch.client()) {
      var ofTomorrow =
          """
          {"host": {"name": "b", "type": "RDS"}, "stillwatch": {"id": "b", "schema": 99, "epoch": 1}}
          """;
      var broken =
          """
          {"host": {"name": "c", "type": "SERVER"}, "stillwatch": {"id": "c", "schema": 2, "epoch": 1, "body": {}}}
          """;
      client.send("PUT", "/stillwatch-watch/_doc/b", ofTomorrow.getBytes(StandardCharsets.UTF_8));
      client.send("PUT", "/stillwatch-watch/_doc/c", broken.getBytes(StandardCharsets.UTF_8));
    }
    stores.states().claim(2);
    var loaded = new ArrayList<Loaded>();
    stores.states().load(loaded::add);
    assertThat(loaded).hasSize(3).filteredOn(Loaded.State.class::isInstance).hasSize(1);
    assertThat(loaded)
        .filteredOn(Loaded.Unreadable.class::isInstance)
        .extracting(one -> ((Loaded.Unreadable) one).host())
        .containsExactlyInAnyOrder(Host.rds("b"), Host.server("c"));
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
    var reported = stores.sources().reported();
    assertThat(reported)
        .singleElement()
        .satisfies(state -> {
          assertThat(state.state().newestRecord()).isEqualTo(Instant.MIN);
          assertThat(state.reporter().collector()).isEmpty();
        });
    stores.sources().remove(reported);
    assertThat(stores.sources().all()).isEmpty();
  }

  @Nested
  class Sources extends SourceStoreContract {
    @Override
    protected SourceStore emptyStore() {
      return stores.sources();
    }
  }
}
