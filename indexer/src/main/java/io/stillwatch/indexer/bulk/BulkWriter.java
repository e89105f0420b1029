// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.Fate;
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

/// Writes documents with `create` in requests of a few megabytes, and tells the fate of each.
public final class BulkWriter {
  private static final byte[] ALL_WELL = "{\"errors\":false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CREATED = "{\"create\":".getBytes(StandardCharsets.US_ASCII);

  /// Two names and what stands around them; more is made room for.
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

  public List<Fate> write(List<Document> documents) throws StoreException {
    var requests = new BulkRequests(capacity(documents), arrays);
    for (var document : documents) requests.add(document);
    var fates = new ArrayList<Fate>(documents.size());
    for (var request : requests.all()) {
      fates.addAll(write(request));
      request.answered();
    }
    return fates;
  }

  private static int capacity(List<Document> documents) {
    int bytes = documents.size() * ACTION_BYTES;
    for (var document : documents) bytes += document.json().length;
    return bytes;
  }

  /// Sends a request, or its halves where the cluster refuses it as a whole: so one poisonous
  /// document does not hold up its neighbours.
  public List<Fate> write(BulkRequest request) throws StoreException {
    if (request.size() == 1 && request.tooLarge(0)) return List.of(tooLarge(request));
    var reply = send(request);
    if (reply.ok()) {
      var fates = fates(reply, request.size());
      written(request, fates);
      return fates;
    }
    if (!faultOfContent(reply))
      throw client.refused("a bulk request of " + request.size() + " documents", reply);
    if (request.size() == 1)
      return List.of(new Fate(Fate.Kind.REJECTED, reply.status() + " " + reply.reason()));
    int middle = request.size() / 2;
    var fates = new ArrayList<>(write(request.part(0, middle)));
    fates.addAll(write(request.part(middle, request.size())));
    return fates;
  }

  private static Fate tooLarge(BulkRequest request) {
    return new Fate(
        Fate.Kind.REJECTED,
        "The document has "
            + request.length(0)
            + " bytes, more than the "
            + request.limit(0)
            + " that are sent.");
  }

  private void written(BulkRequest request, List<Fate> fates) {
    var index = "";
    for (int i = 0; i < fates.size(); i++) {
      if (fates.get(i).kind() != Fate.Kind.STORED || request.index(i).equals(index)) continue;
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

  /// Returns the indices that get documents with a number.
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

  private static List<Fate> fates(ElasticClient.Reply reply, int sent) throws StoreException {
    if (startsWith(reply.body(), 0, ALL_WELL) && created(reply.body()) == sent)
      return Collections.nCopies(sent, BulkItemOutcomes.stored());
    var items = reply.json().path("items");
    if (items.size() != sent) {
      throw new StoreException(
          "Elasticsearch told the fate of "
              + items.size()
              + " documents for "
              + sent
              + ". Check what stands between it and Stillwatch.");
    }
    var fates = new ArrayList<Fate>(sent);
    for (var item : items) fates.add(BulkItemOutcomes.of(item.path("create")));
    return fates;
  }

  /// How many documents a good answer speaks of: a request that lost lines on the way gets one too.
  private static int created(byte[] body) {
    int count = 0;
    for (int i = ALL_WELL.length; i < body.length; i++) {
      if (body[i] == CREATED[0] && startsWith(body, i, CREATED)) count++;
    }
    return count;
  }

  /// 413, or a 400 in Elasticsearch's own words: there is a document in it that must not be there.
  private static boolean faultOfContent(ElasticClient.Reply reply) {
    if (reply.status() == 413) return true;
    return reply.status() == 400 && reply.looksLikeElasticsearch() && !cutOnTheWay(reply);
  }

  /// We end every request by a line break: where it is missing, so is more, and no document is to
  /// blame.
  private static boolean cutOnTheWay(ElasticClient.Reply reply) {
    var reason = reply.reason();
    return reason.contains("must be terminated by a newline")
        || reason.contains("Unexpected end-of-input");
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
    return bytes.length - at >= prefix.length
        && Arrays.equals(bytes, at, at + prefix.length, prefix, 0, prefix.length);
  }
}
