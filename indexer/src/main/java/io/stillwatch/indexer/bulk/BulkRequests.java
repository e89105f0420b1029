// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import io.stillwatch.core.store.Document;
import io.stillwatch.indexer.document.DocumentSink;
import java.util.ArrayList;
import java.util.List;

/// Groups documents into requests of a few megabytes, in order.
///
/// A document that is too large to be sent gets a request of its own, which [BulkWriter] rejects.
public final class BulkRequests extends DocumentSink {
  private final RequestArrays arrays;
  private final List<BulkRequest> full = new ArrayList<>();
  private BulkRequest open;
  private boolean begun;

  public BulkRequests(int capacity, RequestArrays arrays) {
    this.arrays = arrays;
    this.open = new BulkRequest(Math.min(capacity, RequestArrays.LARGEST_REQUEST), arrays);
  }

  public List<BulkRequest> all() {
    if (open.size() > 0) full.add(open);
    return full;
  }

  void add(Document document) {
    begin(document.index(), document.id());
    open.append(document);
    end();
  }

  @Override
  public void begin(String index, String id) {
    if (begun) open.discardLast();
    open.begin(index, id);
    begun = true;
  }

  @Override
  public int written() {
    return open.written();
  }

  @Override
  public void end() {
    open.end();
    begun = false;
    boolean alone = open.tooLarge(open.size() - 1);
    if (open.size() > 1 && (alone || open.length() > RequestArrays.LARGEST_REQUEST)) {
      var last = open.takeLast();
      full.add(open);
      open = last;
    }
    if (!alone) return;
    full.add(open);
    open = new BulkRequest(0, arrays);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    open.append(bytes, offset, length);
  }
}
