// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.search.OriginalLines;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.Changes;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.ElasticSearch;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.util.List;
import java.util.Optional;

/// Original lines, read from the documents of the logs; each look is an event among the changes
/// that people make.
record ElasticOriginals(
    ElasticSearch search, Changes changes, CurrentStateDocuments current, Searches searches)
    implements OriginalLines {
  private static final String ACTION = "original-shown";

  @Override
  public Optional<String> open(Look look) throws StoreException {
    var line = search.original(look.index(), look.id());
    if (line.isEmpty()) return line;
    var reason = Secrets.redacted(look.reason());
    var stored = new Look(look.index(), look.id(), look.by(), reason, look.at());
    var state = Json.object().put("message", reason);
    state.putObject("user").put("name", look.by());
    Documents.own(state, look.id(), stored);
    changes.append(look.index() + "/" + look.id(), state, ACTION);
    return line;
  }

  @Override
  public List<Look> looks(int most) throws StoreException {
    var query = Searches.term("event.action", ACTION);
    var newest = SortOrder.newest("@timestamp");
    return current.records(searches.first(IndexNames.AUDIT, query, newest, most), Look.class);
  }
}
