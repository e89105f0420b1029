// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.store.SavedView;
import io.stillwatch.core.store.SavedViews;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One document for each saved view.
record ElasticSavedViews(CurrentStateDocuments current, Searches searches) implements SavedViews {
  private static final String NAME = "view.name";

  @Override
  public List<SavedView> visibleTo(String person) throws StoreException {
    var query =
        Searches.anyOf(Searches.term("view.owner", person), Searches.term("view.shared", "true"));
    var found = searches.first(IndexNames.VIEWS, query, SortOrder.by(NAME), MOST);
    return current.records(found, SavedView.class).stream()
        .sorted(Comparator.comparing(SavedView::name).thenComparing(SavedView::id))
        .toList();
  }

  @Override
  public Optional<SavedView> find(String id) throws StoreException {
    var found = current.find(IndexNames.VIEWS, id);
    return current.records(found.stream().toList(), SavedView.class).stream().findFirst();
  }

  @Override
  public void put(SavedView view) throws StoreException {
    var document = Documents.at(view.savedAt());
    Documents.event(document, "state", "configuration", "view");
    document
        .putObject("view")
        .put("name", view.name())
        .put("owner", view.owner())
        .put("shared", view.shared());
    Documents.own(document, view.id(), view);
    current.put(IndexNames.VIEWS, view.id(), document);
  }

  @Override
  public void delete(String id) throws StoreException {
    current.delete(List.of(new CurrentStateDocuments.Key(IndexNames.VIEWS, id)));
  }
}
