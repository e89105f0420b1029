// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState.Reports;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The RDS instances of one account and region: one source for each.
///
/// Credentials come from the default chain of the SDK; an endpoint on the loopback interface gets
/// none.
public final class RdsSources implements Discovery, AutoCloseable {
  private final RdsSettings settings;
  private final RdsApi api;
  private final InstantSource clock;

  public RdsSources(RdsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.api = new RdsApi(settings);
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return new SourceId("rds:" + settings.region());
  }

  @Override
  public Host host() {
    return Host.rds("rds-" + settings.region());
  }

  @Override
  public List<Watched> watched() throws SourceException {
    var watched = new ArrayList<Watched>();
    for (var instance : api.instances()) {
      if (!settings.wants(instance.id())) continue;
      var source = new RdsSource(instance, api, clock);
      watched.add(new Watched(source, Host.rds(instance.id()), Reports.LISTINGS_AND_LINES));
    }
    return watched;
  }

  @Override
  public void close() {
    api.close();
  }
}
