// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import io.stillwatch.core.store.Document;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Collects documents, each with its own byte array.
final class DocumentList extends DocumentSink {
  private final List<Document> documents;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private String index = "";
  private String id = "";

  DocumentList(int expected) {
    documents = new ArrayList<>(expected);
  }

  List<Document> documents() {
    return documents;
  }

  @Override
  public void begin(String newIndex, String newId) {
    index = newIndex;
    id = newId;
    bytes.reset();
  }

  @Override
  public int written() {
    return bytes.size();
  }

  @Override
  public void end() {
    documents.add(new Document(index, id, bytes.toByteArray()));
  }

  @Override
  public void write(byte[] more, int offset, int length) {
    bytes.write(more, offset, length);
  }
}
