// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.stoppage.BlindSources;
import io.stillwatch.core.watch.stoppage.BlindSources.Blind;
import io.stillwatch.ui.time.Times;
import java.time.InstantSource;
import java.util.List;

/// Everything that the views read: the stores, how collecting and detection go, the search, and
/// what is the present.
public record UiPorts(
    Outcomes outcomes,
    AlertStore alerts,
    Routing routing,
    FindingStore findings,
    Collecting collecting,
    Detecting detecting,
    Searching searching,
    Present present,
    UiSettings settings) {
  /// The search as one user may use it.
  public LogSearch search(String user) {
    return searching.places().of(user);
  }

  public InstantSource clock() {
    return present.clock();
  }

  /// Through which of the sources nothing is seen. Simulated time runs ahead of what was read, so
  /// it counts as far as it is judged.
  public List<Blind> blind(List<CollectorState> reported) throws StoreException {
    var judged = detecting.progress().judgedUntil();
    boolean ahead = settings.simulatedTime() && Times.known(judged);
    return BlindSources.of(reported, ahead ? judged : clock().instant(), settings.behindAfter());
  }

  /// How good the alerts of the last months were, as of a few minutes ago.
  public AlertQualityReport alertQuality() throws StoreException {
    var feedback = detecting.feedback();
    return feedback.quality().read(alerts, feedback.labels(), clock().instant());
  }
}
