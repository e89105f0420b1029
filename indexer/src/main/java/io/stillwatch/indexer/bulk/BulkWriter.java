// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.tail.RecentIndices;
import io.stillwatch.indexer.tail.SequenceAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes documents with `create` in requests of a few megabytes, and returns the outcome of each.
public final class BulkWriter {
  private static final byte[] NO_ERRORS = "{\"errors\":false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CREATED = "{\"create\":".getBytes(StandardCharsets.US_ASCII);

  /// Estimated size of an action line: index and id with their syntax. The buffer grows if needed.
  private static final int ACTION_BYTES = 160;

  private final ElasticClient client;
  private final SequenceAllocator sequences;
  private final RecentIndices recentIndices;
  private final Unrefreshed unrefreshed;
  private final RequestArrays arrays = new RequestArrays();

  public BulkWriter(
      ElasticClient client,
      SequenceAllocator sequences,
      RecentIndices recentIndices,
      Unrefreshed unrefreshed) {
    this.client = client;
    this.sequences = sequences;
    this.recentIndices = recentIndices;
    this.unrefreshed = unrefreshed;
  }

  public List<BulkItemOutcome> write(List<Document> documents) throws StoreException {
    var requests = new BulkRequests(capacity(documents), arrays);
    for (var document : documents) requests.add(document);
    var outcomes = new ArrayList<BulkItemOutcome>(documents.size());
    for (var request : requests.all()) {
      outcomes.addAll(write(request));
      request.answered();
    }
    return outcomes;
  }

  private static int capacity(List<Document> documents) {
    int bytes = documents.size() * ACTION_BYTES;
    for (var document : documents) bytes += document.json().length;
    return bytes;
  }

  /// Sends a request, or its halves if the cluster rejects it as a whole, so that one invalid
  /// document does not block the others.
  public List<BulkItemOutcome> write(BulkRequest request) throws StoreException {
    if (request.size() == 1 && request.tooLarge(0)) return List.of(tooLarge(request));
    var reply = send(request);
    if (reply.ok()) {
      var outcomes = outcomes(reply, request.size());
      markUnrefreshed(request, outcomes);
      return outcomes;
    }
    if (!contentRejected(reply))
      throw client.refused("a bulk request of " + request.size() + " documents", reply);
    if (request.size() == 1)
      return List.of(
          new BulkItemOutcome(
              BulkItemOutcome.Kind.REJECTED, reply.status() + " " + reply.reason()));
    int middle = request.size() / 2;
    var outcomes = new ArrayList<>(write(request.part(0, middle)));
    outcomes.addAll(write(request.part(middle, request.size())));
    return outcomes;
  }

  private static BulkItemOutcome tooLarge(BulkRequest request) {
    return new BulkItemOutcome(
        BulkItemOutcome.Kind.REJECTED,
        "Document has "
            + request.length(0)
            + " bytes, more than the limit of "
            + request.limit(0)
            + " bytes; rejected.");
  }

  private void markUnrefreshed(BulkRequest request, List<BulkItemOutcome> outcomes) {
    var index = "";
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).kind() != BulkItemOutcome.Kind.STORED || request.index(i).equals(index))
        continue;
      index = request.index(i);
      unrefreshed.add(index);
    }
  }

  private ElasticClient.Reply send(BulkRequest request) throws StoreException {
    long first = sequences.begin(request.size());
    try {
      var numbered = stamp(request, first);
      recentIndices.announce(numbered, first + request.size());
      return client.bulk(request.bytes(), request.from(), request.length());
    } finally {
      sequences.end(first);
    }
  }

  /// Returns the indices that receive numbered documents.
  private Set<String> stamp(BulkRequest request, long first) {
    var indices = new HashSet<String>();
    var index = "";
    for (int i = 0; i < request.size(); i++) {
      boolean numbered =
          sequences.stamp(request.bytes(), request.at(i), request.length(i), first + i);
      if (!numbered || request.index(i).equals(index)) continue;
      index = request.index(i);
      indices.add(index);
    }
    return indices;
  }

  private static List<BulkItemOutcome> outcomes(ElasticClient.Reply reply, int sent)
      throws StoreException {
    if (startsWith(reply.body(), 0, NO_ERRORS) && created(reply.body()) == sent)
      return Collections.nCopies(sent, BulkItemOutcomes.stored());
    var items = reply.json().path("items");
    if (items.size() != sent) {
      throw new StoreException(
          "Elasticsearch returned "
              + items.size()
              + " outcomes for "
              + sent
              + " documents; the request is retried."
              + " Check the proxies between Stillwatch and Elasticsearch.");
    }
    var outcomes = new ArrayList<BulkItemOutcome>(sent);
    for (var item : items) outcomes.add(BulkItemOutcomes.of(item.path("create")));
    return outcomes;
  }

  /// The number of documents in a response without errors, which may be too small if the request
  /// lost lines in transit.
  private static int created(byte[] body) {
    int count = 0;
    for (int i = NO_ERRORS.length; i < body.length; i++) {
      if (body[i] == CREATED[0] && startsWith(body, i, CREATED)) count++;
    }
    return count;
  }

  /// 413, or a 400 from Elasticsearch itself rather than from a proxy: the request contains an
  /// invalid document.
  private static boolean contentRejected(ElasticClient.Reply reply) {
    if (reply.status() == 413) return true;
    return reply.status() == 400 && reply.looksLikeElasticsearch() && !truncatedInTransit(reply);
  }

  /// Every request ends with a line break. If Elasticsearch misses it, the request was truncated
  /// and no document is at fault.
  private static boolean truncatedInTransit(ElasticClient.Reply reply) {
    var reason = reply.reason();
    return reason.contains("must be terminated by a newline")
        || reason.contains("Unexpected end-of-input");
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
    return bytes.length - at >= prefix.length
        && Arrays.equals(bytes, at, at + prefix.length, prefix, 0, prefix.length);
  }
}
