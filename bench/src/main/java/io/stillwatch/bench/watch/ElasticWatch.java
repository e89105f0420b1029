// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.bench.elastic.BenchServer;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.WatchStateStore.Loaded;
import io.stillwatch.core.store.WatchStateStore.Saved;
import io.stillwatch.core.store.WatchStateStore.StateToSave;
import io.stillwatch.core.store.WatchStateStore.WatchProgress;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.indexer.ElasticStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;

/// A watch whose history was folded in memory, continued on a real Elasticsearch.
final class ElasticWatch implements AutoCloseable {
  private static final int HEAP_MB = 1_024;
  private static final int PER_REQUEST = 500;

  private final BenchServer server;
  private final ElasticStores stores;

  private ElasticWatch(BenchServer server, ElasticStores stores) {
    this.server = server;
    this.stores = stores;
  }

  static ElasticWatch start(Path folder) throws IOException, StoreException, InterruptedException {
    var server = BenchServer.start(folder.resolve("elasticsearch"), HEAP_MB);
    return new ElasticWatch(
        server,
        ElasticStores.connect(
            server.uri(), server.settings(), (_, _) -> {}, InstantSource.system()));
  }

  WatchRun continued(SyntheticFleet fleet, WatchRun run) throws StoreException {
    var due = new ArrayList<StateToSave>();
    run.stores()
        .states()
        .load(found -> {
          if (found instanceof Loaded.State(var state, _))
            due.add(new StateToSave(state, Version.NEW));
        });
    for (int from = 0; from < due.size(); from += PER_REQUEST) {
      var part = due.subList(from, Math.min(due.size(), from + PER_REQUEST));
      for (var saved : stores.states().saveAll(part, 1)) {
        if (!(saved instanceof Saved.Stored)) throw new StoreException("Not saved: " + saved);
      }
    }
    stores.states().progress(new WatchProgress("", run.now()), 1);
    var rest = InMemoryStores.empty();
    return new WatchRun(
        fleet,
        run.now(),
        new WatchRun.Stores(
            stores.evidence(),
            stores.sources(),
            stores.states(),
            stores.outcomes(),
            rest,
            stores.alerts()));
  }

  @Override
  public void close() throws IOException {
    try (server) {
      stores.close();
    }
  }
}
