// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import io.stillwatch.app.run.Detection;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.io.IOException;
import java.time.Instant;

/// Feeds recorded evidence to the watch, tick by tick.
final class Replay {
  private final InMemoryStores stores;
  private final Detection detection;

  Replay(InMemoryStores stores, Detection detection) {
    this.stores = stores;
    this.detection = detection;
  }

  /// Returns how much was replayed, from its first instant to the last tick.
  ReplayResult run(EvidenceFeed feed) throws IOException, StoreException, InterruptedException {
    int evidence = 0;
    var from = Instant.EPOCH;
    var until = Instant.EPOCH;
    for (var next = feed.next(); next.isPresent(); next = feed.next()) {
      var arrivals = next.get();
      stores.evidence().append(arrivals.evidence());
      stores.sources().put(arrivals.sources());
      stores.sources().remove(arrivals.removed());
      for (var label : arrivals.labels()) stores.labels().put(label);
      if (evidence == 0 && !arrivals.evidence().isEmpty())
        from = arrivals.evidence().getFirst().at();
      evidence += arrivals.evidence().size();
      until = arrivals.now();
      detection.tick(until);
    }
    return new ReplayResult(stores, evidence, from, until);
  }
}
