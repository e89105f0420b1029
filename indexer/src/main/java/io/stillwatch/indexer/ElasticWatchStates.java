// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One document for each host, with its state as a body that is not indexed, the number of the
/// format, and the epoch under which it was saved.
final class ElasticWatchStates implements WatchStateStore {
  /// Changes whenever a stored state can no longer be read as a [HostState].
  static final int SCHEMA = 5;

  private static final String PROGRESS = "watch-progress";
  private static final String EPOCH = "stillwatch.epoch";
  private static final int REQUEST_BYTES = 8 * 1024 * 1024;
  private static final int STATES_A_PAGE = 200;
  private static final int CLAIMS_A_PAGE = 1_000;
  private static final int MOST_CLAIMS = 1_000;

  private final ElasticClient client;
  private final CurrentStateDocuments current;
  private final Searches searches;
  private final InstantSource clock;

  ElasticWatchStates(
      ElasticClient client, CurrentStateDocuments current, Searches searches, InstantSource clock) {
    this.client = client;
    this.current = current;
    this.searches = searches;
    this.clock = clock;
  }

  @Override
  public void claim(long epoch) throws StoreException {
    progress(progress(), epoch);
    refuseLater(epoch);
    for (int i = 0; i < MOST_CLAIMS; i++) {
      var earlier = saved(Searches.noneOf(Searches.atLeast(EPOCH, epoch)));
      if (earlier.isEmpty()) return;
      rewrite(earlier, epoch);
    }
    throw new StoreException(
        "Claiming the states of the watch did not end: another process saves them as well.");
  }

  private void refuseLater(long epoch) throws StoreException {
    if (saved(Searches.atLeast(EPOCH, epoch + 1)).isEmpty()) return;
    throw later(epoch, IndexNames.WATCH);
  }

  private static StoreException later(long epoch, String where) {
    return new StoreException(
        "Epoch "
            + epoch
            + " of the watch is over: "
            + where
            + " has a later one. If the index of leases was deleted, delete "
            + IndexNames.WATCH
            + " too.");
  }

  /// Documents that another process saved are found as well.
  private List<JsonNode> saved(ObjectNode query) throws StoreException {
    client.refresh(IndexNames.WATCH);
    return searches
        .page(IndexNames.WATCH, query, SortOrder.by("stillwatch.id"), "", CLAIMS_A_PAGE)
        .hits();
  }

  /// A document that changes in between is found again by the next search.
  private void rewrite(List<JsonNode> hits, long epoch) throws StoreException {
    var body = new ByteArrayOutputStream();
    for (var hit : hits) {
      var version = CurrentStateDocuments.version(hit);
      var line = Json.object();
      line.putObject("update")
          .put("_index", hit.path("_index").asText())
          .put("_id", hit.path("_id").asText())
          .put("if_seq_no", version.sequence())
          .put("if_primary_term", version.term());
      var change = Json.object();
      change.putObject("doc").putObject("stillwatch").put("epoch", epoch);
      CurrentStateDocuments.append(body, line);
      CurrentStateDocuments.append(body, change);
    }
    var reply = client.bulkWithVersions(body.toByteArray());
    if (!reply.ok()) throw client.refused("a bulk request", reply);
    for (var item : reply.json().path("items")) {
      var outcome = item.path("update");
      int status = outcome.path("status").asInt();
      if (status != 200 && status != CurrentStateDocuments.CONFLICT) {
        throw new StoreException("A state was not claimed: " + reason(outcome));
      }
    }
  }

  @Override
  public void load(Consumer<Loaded> each) throws StoreException {
    client.refresh(IndexNames.WATCH);
    searches.each(
        IndexNames.WATCH,
        Searches.everything(),
        SortOrder.by("stillwatch.id"),
        STATES_A_PAGE,
        hit -> each.accept(loaded(hit)));
  }

  private static Loaded loaded(JsonNode hit) {
    var source = hit.path("_source");
    var host = Documents.host(source);
    int schema = source.path("stillwatch").path("schema").asInt();
    if (schema != SCHEMA) {
      return new Loaded.Unreadable(
          host, "its format is " + schema + ", that of this version is " + SCHEMA);
    }
    try {
      var state = CurrentStateDocuments.versioned(hit, HostState.class);
      return new Loaded.State(state.value(), state.version());
    } catch (StoreException e) {
      return new Loaded.Unreadable(host, String.valueOf(e.getMessage()));
    }
  }

  /// Requests have a few megabytes each. Once one of them gets no response, the rest is not sent.
  @Override
  public List<Saved> saveAll(List<StateToSave> states, long epoch) {
    var saved = new ArrayList<Saved>(states.size());
    var body = new ByteArrayOutputStream();
    for (int i = 0; i < states.size(); i++) {
      var one = states.get(i);
      CurrentStateDocuments.append(
          body, CurrentStateDocuments.action(key(one.state().host()), one.read()));
      CurrentStateDocuments.append(body, document(one.state(), epoch));
      if (body.size() < REQUEST_BYTES && i + 1 < states.size()) continue;
      try {
        saved.addAll(send(body.toByteArray(), states.subList(saved.size(), i + 1)));
      } catch (StoreException e) {
        var failed = new Saved.Failed(String.valueOf(e.getMessage()));
        while (saved.size() < states.size()) saved.add(failed);
        return saved;
      }
      body.reset();
    }
    return saved;
  }

  private static CurrentStateDocuments.Key key(Host host) {
    return CurrentStateDocuments.Key.of(IndexNames.WATCH, id(host));
  }

  private static String id(Host host) {
    return host.kind() + "/" + host.name();
  }

  private ObjectNode document(HostState state, long epoch) {
    var document = Documents.at(clock.instant());
    Documents.event(document, "state", "host", "watch");
    Documents.host(document, state.host());
    Documents.own(document, id(state.host()), state)
        .put("schema", SCHEMA)
        .put("epoch", epoch)
        .put("jobs", state.jobs().size());
    return document;
  }

  private List<Saved> send(byte[] body, List<StateToSave> states) throws StoreException {
    var reply = client.bulkWithVersions(body);
    if (!reply.ok()) throw client.refused("a bulk request", reply);
    current.unrefreshed().add(IndexNames.WATCH);
    var outcomes = new ArrayList<JsonNode>();
    for (var item : reply.json().path("items")) outcomes.add(item.elements().next());
    var conflicts = conflicts(states, outcomes);
    var saved = new ArrayList<Saved>(states.size());
    for (int i = 0; i < states.size(); i++) {
      var outcome = outcomes.get(i);
      saved.add(
          switch (outcome.path("status").asInt()) {
            case 200, 201 -> new Saved.Stored(CurrentStateDocuments.version(outcome));
            case CurrentStateDocuments.CONFLICT ->
                conflicts.getOrDefault(
                    key(states.get(i).state().host()).id(), new Saved.Conflict(Version.NEW, 0));
            default -> new Saved.Failed(reason(outcome));
          });
    }
    return saved;
  }

  private static String reason(JsonNode outcome) {
    var error = outcome.path("error");
    return outcome.path("status").asText()
        + " "
        + error.path("type").asText()
        + ": "
        + error.path("reason").asText();
  }

  /// What is stored of the states that conflict, by the id of their documents.
  private Map<String, Saved> conflicts(List<StateToSave> states, List<JsonNode> outcomes)
      throws StoreException {
    var keys = new ArrayList<CurrentStateDocuments.Key>();
    for (int i = 0; i < states.size(); i++) {
      if (outcomes.get(i).path("status").asInt() == CurrentStateDocuments.CONFLICT) {
        keys.add(key(states.get(i).state().host()));
      }
    }
    var conflicts = new HashMap<String, Saved>();
    for (var document : current.find(keys, EPOCH)) {
      var version = CurrentStateDocuments.version(document);
      conflicts.put(document.path("_id").asText(), new Saved.Conflict(version, epoch(document)));
    }
    return conflicts;
  }

  private static long epoch(JsonNode document) {
    return document.path("_source").path("stillwatch").path("epoch").asLong();
  }

  @Override
  public WatchProgress progress() throws StoreException {
    var found = current.find(IndexNames.STATE, PROGRESS);
    return found.isEmpty()
        ? WatchProgress.NONE
        : CurrentStateDocuments.body(found.get(), WatchProgress.class);
  }

  @Override
  public void progress(WatchProgress progress, long epoch) throws StoreException {
    var found = current.find(IndexNames.STATE, PROGRESS);
    if (found.isPresent() && epoch(found.get()) > epoch) {
      throw later(epoch, IndexNames.STATE + "/" + PROGRESS);
    }
    var document = Documents.at(clock.instant());
    Documents.own(document, PROGRESS, progress).put("epoch", epoch);
    var read = found.map(CurrentStateDocuments::version).orElse(Version.NEW);
    current.save(IndexNames.STATE, PROGRESS, document, read);
  }
}
