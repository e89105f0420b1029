// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All stores on one Elasticsearch cluster, 8.x or 9.x.
public final class ElasticStores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ElasticStores.class);

  private final ElasticClient client;
  private final Unrefreshed unrefreshed;
  private final ElasticEvidence evidence;
  private final ElasticSources sources;
  private final ElasticJobs jobs;
  private final ElasticFindings findings;
  private final ElasticAlerts alerts;
  private final ElasticSearch search;

  private ElasticStores(ElasticClient client, DeadLetters deadLetters, InstantSource clock)
      throws StoreException {
    this.client = client;
    this.unrefreshed = new Unrefreshed(client);
    var searches = new Searches(client, unrefreshed);
    var arrivals = new Arrivals(clock, new NewestArrival(client).number());
    var writer = new BulkWriter(client, arrivals, unrefreshed);
    var reader = new ArrivalReader(client, arrivals, unrefreshed);
    this.evidence = new ElasticEvidence(new EvidenceEncoder(clock), writer, reader, deadLetters);
    var current = new Current(client, unrefreshed);
    var changes = new Changes(current, clock);
    this.sources = new ElasticSources(current, searches);
    this.jobs = new ElasticJobs(current, searches);
    this.findings = new ElasticFindings(current, searches, changes);
    this.alerts = new ElasticAlerts(current, searches, changes);
    this.search = new ElasticSearch(client, unrefreshed);
  }

  /// Connects, installs what templates are missing, and throws where the cluster cannot be used.
  public static ElasticStores connect(
      URI uri, ElasticSettings settings, DeadLetters deadLetters, InstantSource clock)
      throws StoreException {
    var client = new ElasticClient(uri, settings);
    boolean connected = false;
    try {
      new Templates(client).install();
      var stores = new ElasticStores(client, deadLetters, clock);
      connected = true;
      return stores;
    } finally {
      if (!connected) close(client);
    }
  }

  public EvidenceStore evidence() {
    return evidence;
  }

  public DocumentWriter documents() {
    return evidence;
  }

  public SourceStore sources() {
    return sources;
  }

  public JobStore jobs() {
    return jobs;
  }

  public FindingStore findings() {
    return findings;
  }

  public AlertStore alerts() {
    return alerts;
  }

  public LogSearch search() {
    return search;
  }

  /// The colour of the cluster: `green`, `yellow`, or `red` where some index cannot be read.
  public String health() throws StoreException {
    return client.get("/_cluster/health?filter_path=status").path("status").asText();
  }

  /// Returns if the cluster answers and can be read; throws with the reason otherwise.
  public void ping() throws StoreException {
    if (health().equals("red")) {
      throw new StoreException(
          "Elasticsearch is red: some index cannot be read. See GET /_cluster/allocation/explain.");
    }
  }

  @Override
  public void close() {
    close(client);
  }

  private static void close(ElasticClient client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("The connection to Elasticsearch did not close.");
    }
  }
}
