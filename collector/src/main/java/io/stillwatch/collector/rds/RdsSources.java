// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState.Reports;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The RDS instances of one account and region: one source for each that exists now.
///
/// An instance of a further account is called `account/region/instance`, for names are unique in an
/// account only.
public final class RdsSources implements Discovery, AutoCloseable {
  private final RdsSettings settings;
  private final AwsSession session;
  private final RdsApi api;
  private final InstantSource clock;
  private final Map<RdsApi.Instance, Watched> known = new HashMap<>();

  public RdsSources(RdsSettings settings, InstantSource clock) {
    this(settings, new AwsSession(settings.access(), clock), clock);
  }

  /// Closes the session in the end.
  public RdsSources(RdsSettings settings, AwsSession session, InstantSource clock) {
    this.settings = settings;
    this.session = session;
    this.api = new RdsApi(session);
    this.clock = clock;
  }

  private String place() {
    var prefix = settings.access().prefix();
    return prefix.isEmpty() ? settings.access().region() : prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public SourceId id() {
    return new SourceId("rds:" + place());
  }

  @Override
  public Host host() {
    return Host.rds("rds-" + place());
  }

  /// A source lives as long as its instance, so what it remembers is not lost with every look.
  @Override
  public synchronized List<Watched> watched() throws SourceException, InterruptedException {
    var wanted = new ArrayList<RdsApi.Instance>();
    for (var instance : api.instances())
      if (settings.selection().wants(instance.id(), instance.tags())) wanted.add(instance);
    known.keySet().retainAll(wanted);
    wanted.forEach(instance -> known.computeIfAbsent(instance, this::watched));
    return wanted.stream().map(known::get).toList();
  }

  private Watched watched(RdsApi.Instance instance) {
    var name = settings.access().prefix() + instance.id();
    var prefix = PostgresLogging.configured(settings.logLinePrefixes(), instance);
    var logging = new PostgresLogging(api, instance, prefix, clock);
    var source = new RdsSource(instance, name, api, logging, clock);
    return new Watched(source, Host.rds(name), Reports.LISTINGS_AND_LINES);
  }

  @Override
  public void close() {
    session.close();
  }
}
