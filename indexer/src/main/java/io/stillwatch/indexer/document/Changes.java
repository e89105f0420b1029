// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.store.StoreException;
import java.time.InstantSource;

/// The history of alerts and findings, and of original lines that were shown: one document for each
/// change, never replaced.
public record Changes(CurrentStateDocuments current, InstantSource clock) {

  /// Of alerts and findings called after the new state is stored: a crash in between loses the
  /// history entry, not the change.
  public void append(String id, ObjectNode state, String action) throws StoreException {
    var now = clock.instant();
    var document = state.deepCopy();
    document.put("@timestamp", now.toString());
    Documents.event(document, "event", "configuration", action);
    var index = IndexNames.yearly(IndexNames.AUDIT, now);
    current.put(index, Hash.of(id + "@" + now + state), document);
  }
}
