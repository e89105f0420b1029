// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The alerts that are open now, and which of them a job is part of.
public record OpenAlerts(List<Alert> all, Map<String, Alert> byJob) {
  public OpenAlerts {
    all = List.copyOf(all);
    byJob = Map.copyOf(byJob);
  }

  public static OpenAlerts read(AlertStore alerts) throws StoreException {
    return of(alerts.open().stream().map(Versioned::value).toList());
  }

  /// An alert about missed runs takes precedence over a predicted one.
  public static OpenAlerts of(Collection<Alert> open) {
    var byJob = new HashMap<String, Alert>();
    for (var alert : open) {
      for (var stoppage : alert.stoppages()) {
        byJob.merge(
            stoppage.job().id(), alert, (known, other) -> known.predicted() ? other : known);
      }
    }
    return new OpenAlerts(List.copyOf(open), byJob);
  }

  public Optional<Alert> of(String job) {
    return Optional.ofNullable(byJob.get(job));
  }
}
