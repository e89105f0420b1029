// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.evidence.Evidence;
import java.util.List;

/// Turns evidence into documents, and writes documents: the two halves of the spooled way in.
public interface DocumentWriter {
  /// One document for each piece, in their order. Pure: the same evidence gives the same document,
  /// so a resend meets the same index and id.
  List<Document> encode(List<? extends Evidence> evidence);

  /// One fate for each document, in their order; throws where the request as a whole must be
  /// repeated.
  List<BulkItemOutcome> write(List<Document> documents) throws StoreException;
}
