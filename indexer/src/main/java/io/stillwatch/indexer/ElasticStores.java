// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.OriginalLines;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.IndexSizes;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.SavedViews;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreChanges;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStores;
import io.stillwatch.indexer.bulk.BulkWriter;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.Changes;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.EvidenceEncoder;
import io.stillwatch.indexer.export.EvidenceDocuments;
import io.stillwatch.indexer.search.ElasticSearch;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.tail.ArrivalReader;
import io.stillwatch.indexer.tail.NewestArrival;
import io.stillwatch.indexer.tail.RecentIndices;
import io.stillwatch.indexer.tail.SequenceAllocator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All stores on one Elasticsearch cluster, 8.x or 9.x.
public final class ElasticStores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ElasticStores.class);

  private final ElasticClient client;
  private final ElasticClient searching;
  private final ElasticEvidence evidence;
  private final ElasticSources sources;
  private final Outcomes outcomes;
  private final ElasticWatchStates states;
  private final ElasticLeases leases;
  private final ElasticTraining training;
  private final ElasticFindings findings;
  private final ElasticAlerts alerts;
  private final ElasticLabels labels;
  private final ElasticSavedViews savedViews;
  private final ElasticPings pings;
  private final ElasticSearch search;
  private final ElasticOriginals originals;
  private final ElasticGaps gaps;
  private final EvidenceDocuments documents;

  private ElasticStores(
      Clients clients, ElasticSettings settings, DeadLetters deadLetters, InstantSource clock)
      throws StoreException {
    this.client = clients.all;
    this.searching = clients.searching;
    var period = settings.indexPeriod();
    var unrefreshed = new Unrefreshed(client);
    var searches = new Searches(client, unrefreshed);
    var sequences = new SequenceAllocator(clock, new NewestArrival(client).number());
    var recentIndices = new RecentIndices(client, period, System::nanoTime);
    var writer = new BulkWriter(client, sequences, recentIndices, unrefreshed);
    var reader = new ArrivalReader(client, sequences, recentIndices, unrefreshed);
    this.evidence =
        new ElasticEvidence(
            new EvidenceEncoder(clock, period), writer, reader, searches, deadLetters);
    var current = new CurrentStateDocuments(client, unrefreshed);
    var changes = new Changes(current, clock);
    this.sources =
        new ElasticSources(
            current,
            searches,
            new SourceHistory(period, clock),
            settings.refreshInterval(),
            System::nanoTime);
    this.outcomes = outcomes(current, searches);
    this.states = new ElasticWatchStates(client, current, searches, clock);
    this.leases = new ElasticLeases(current, searches, clock, System::nanoTime);
    this.training = new ElasticTraining(current, clock);
    this.findings = new ElasticFindings(current, searches, changes);
    this.alerts = new ElasticAlerts(current, searches, changes);
    this.labels = new ElasticLabels(current, searches);
    this.savedViews = new ElasticSavedViews(current, searches);
    this.pings = new ElasticPings(current, searches);
    this.search = new ElasticSearch(searching, unrefreshed);
    this.originals = new ElasticOriginals(search, changes, current, searches);
    this.gaps = new ElasticGaps(searches);
    this.documents = new EvidenceDocuments(client);
  }

  private static Outcomes outcomes(CurrentStateDocuments current, Searches searches) {
    return new Outcomes(
        new ElasticJobStatuses(current, searches),
        new ElasticRuns(current, searches),
        new ElasticVerdicts(current, searches),
        new ElasticAnomalies(current, searches),
        new ElasticLogSizes(current, searches),
        new ElasticSeries(current, searches),
        new ElasticOutcomeWriter(current));
  }

  /// Connects and installs missing templates; throws if the cluster cannot be used.
  public static ElasticStores connect(
      URI uri, ElasticSettings settings, DeadLetters deadLetters, InstantSource clock)
      throws StoreException {
    var clients =
        new Clients(
            RestClients.client(uri, settings), RestClients.client(uri, settings.forSearches()));
    boolean connected = false;
    try {
      new Templates(clients.all, settings.refreshInterval()).install();
      var stores = new ElasticStores(clients, settings, deadLetters, clock);
      connected = true;
      return stores;
    } catch (StoreException e) {
      throw new StoreException(uri + ": " + e.getMessage(), e);
    } finally {
      if (!connected) clients.close();
    }
  }

  /// What people type is searched with a user of its own, who may read only.
  private record Clients(ElasticClient all, ElasticClient searching) {
    void close() {
      ElasticStores.close(all);
      ElasticStores.close(searching);
    }
  }

  /// Waits for a cluster that starts later than this program; an error that waiting cannot resolve
  /// is thrown.
  public static ElasticStores await(
      URI uri,
      ElasticSettings settings,
      DeadLetters deadLetters,
      InstantSource clock,
      Duration pause)
      throws StoreException, InterruptedException {
    while (true) {
      var problem = notYet(uri, settings);
      if (problem.isEmpty()) return connect(uri, settings, deadLetters, clock);
      LOG.atWarn()
          .addKeyValue("uri", uri)
          .addKeyValue("waitSeconds", pause.toMillis() / 1_000.0)
          .addKeyValue("problem", problem.get())
          .log("Elasticsearch is unreachable; collection starts once it responds.");
      Thread.sleep(pause);
    }
  }

  /// The problem that waiting may resolve: no response, or a status that asks to retry later.
  private static Optional<String> notYet(URI uri, ElasticSettings settings) throws StoreException {
    var client = RestClients.client(uri, settings);
    try {
      return client.notYet();
    } finally {
      close(client);
    }
  }

  public EvidenceStore evidence() {
    return evidence;
  }

  public DocumentWriter documents() {
    return evidence;
  }

  /// What an export writes: evidence and the states of sources as they are stored.
  public EvidenceDocuments evidenceDocuments() {
    return documents;
  }

  public SourceStore sources() {
    return sources;
  }

  /// Where the watch writes what it finds out.
  public Outcomes outcomes() {
    return outcomes;
  }

  public WatchStateStore states() {
    return states;
  }

  public LeaseStore leases() {
    return leases;
  }

  public TrainingStore training() {
    return training;
  }

  public FindingStore findings() {
    return findings;
  }

  public AlertStore alerts() {
    return alerts;
  }

  /// Those that the watch reads from and writes to.
  public WatchStores watched() {
    return new WatchStores(evidence, sources, findings, states, labels, outcomes);
  }

  /// What people say of alerts and anomalies.
  public LabelStore labels() {
    return labels;
  }

  /// The searches that people kept.
  public SavedViews savedViews() {
    return savedViews;
  }

  /// The jobs that ping, as they were declared.
  public PingStore pings() {
    return pings;
  }

  public LogSearch search() {
    return search;
  }

  /// Log lines as they were written, secrets included.
  public OriginalLines originals() {
    return originals;
  }

  public Gaps gaps() {
    return gaps;
  }

  public IndexSizes sizes() {
    return new ElasticIndexSizes(client);
  }

  public StoreChanges changes() {
    return new ElasticChanges(client);
  }

  /// Deletes whole indices of a family (`logs`, `snapshots`, `runs`, ..) whose period ended by
  /// `keepFrom`, and returns their names.
  public List<String> deleteBefore(String family, Instant keepFrom) throws StoreException {
    return new Retention(client).deleteBefore(family, keepFrom);
  }

  /// The health status of the cluster: `green`, `yellow`, or `red` if some index cannot be read.
  public String health() throws StoreException {
    return client.get(ElasticClient.HEALTH).path("status").asText();
  }

  /// Returns if the cluster responds and every index can be read; throws with the reason otherwise.
  public void ping() throws StoreException {
    if (health().equals("red")) {
      throw new StoreException(
          "Elasticsearch has status red: some index cannot be read."
              + " See GET /_cluster/allocation/explain.");
    }
  }

  @Override
  public void close() {
    close(client);
    close(searching);
  }

  private static void close(ElasticClient client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("Closing the connection to Elasticsearch failed; continuing.");
    }
  }
}
