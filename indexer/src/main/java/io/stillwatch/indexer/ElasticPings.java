// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.util.Comparator;
import java.util.List;

/// One document for each declared ping.
record ElasticPings(CurrentStateDocuments current, Searches searches) implements PingStore {
  @Override
  public List<DeclaredPing> all() throws StoreException {
    var found =
        searches.first(IndexNames.PINGS, Searches.everything(), SortOrder.by("ping.key"), MOST);
    return current.records(found, DeclaredPing.class).stream()
        .sorted(Comparator.comparing(DeclaredPing::key))
        .toList();
  }

  @Override
  public void put(DeclaredPing ping) throws StoreException {
    current.put(IndexNames.PINGS, ping.key(), document(ping));
  }

  @Override
  public boolean create(DeclaredPing ping) throws StoreException {
    return current.saveUnchanged(
        IndexNames.PINGS, ping.key(), document(ping), Versioned.Version.NEW);
  }

  private static ObjectNode document(DeclaredPing ping) {
    var document = Documents.at(ping.declaredAt());
    Documents.event(document, "state", "configuration", "ping");
    document.putObject("ping").put("key", ping.key());
    Documents.own(document, ping.key(), ping);
    return document;
  }

  @Override
  public void delete(String key) throws StoreException {
    current.delete(List.of(new CurrentStateDocuments.Key(IndexNames.PINGS, key)));
  }
}
