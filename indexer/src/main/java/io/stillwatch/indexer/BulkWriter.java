// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.Fate;
import io.stillwatch.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes documents with `create` in requests of a few megabytes, and tells the fate of each.
final class BulkWriter {
  static final int LARGEST_DOCUMENT = 1024 * 1024;

  /// The configuration of a host is one document, and no retry makes it smaller.
  static final int LARGEST_SNAPSHOT = 4 * LARGEST_DOCUMENT;

  static final int LARGEST_REQUEST = 5 * 1024 * 1024;

  private static final byte[] ALL_WELL = "{\"errors\":false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CREATED = "{\"create\":".getBytes(StandardCharsets.US_ASCII);
  private static final int ACTION_BYTES =
      160; // two names and what stands around them; more is made room for

  private final ElasticClient client;
  private final Arrivals arrivals;
  private final Announcements announcements;
  private final Unrefreshed unrefreshed;

  BulkWriter(
      ElasticClient client,
      Arrivals arrivals,
      Announcements announcements,
      Unrefreshed unrefreshed) {
    this.client = client;
    this.arrivals = arrivals;
    this.announcements = announcements;
    this.unrefreshed = unrefreshed;
  }

  List<Fate> write(List<Document> documents) throws StoreException {
    var fates = new Fate[documents.size()];
    var sent = new int[fates.length]; // their places, for the refused keep theirs
    int count = 0;
    int bytes = 0;
    for (int i = 0; i < fates.length; i++) {
      var document = documents.get(i);
      if (tooLarge(document)) {
        fates[i] = tooLargeFate(document);
        continue;
      }
      int more = document.json().length + ACTION_BYTES;
      if (count > 0 && bytes + more > LARGEST_REQUEST) {
        request(documents, Arrays.copyOf(sent, count), fates);
        count = 0;
        bytes = 0;
      }
      sent[count++] = i;
      bytes += more;
    }
    if (count > 0) request(documents, Arrays.copyOf(sent, count), fates);
    return Arrays.asList(fates);
  }

  /// Writes some in one request, or in halves where the cluster refuses the request as a whole: so
  /// one poisonous document does not hold up its neighbours.
  private void request(List<Document> documents, int[] sent, Fate[] fates) throws StoreException {
    var reply = send(documents, sent);
    if (reply.ok()) {
      read(reply, sent, fates);
      written(documents, sent, fates);
    } else if (!faultOfContent(reply)) {
      throw client.refused("a bulk request of " + sent.length + " documents", reply);
    } else if (sent.length == 1) {
      fates[sent[0]] = new Fate(Fate.Kind.REJECTED, reply.status() + " " + reply.reason());
    } else {
      int middle = sent.length / 2;
      request(documents, Arrays.copyOf(sent, middle), fates);
      request(documents, Arrays.copyOfRange(sent, middle, sent.length), fates);
    }
  }

  private void written(List<Document> documents, int[] sent, Fate[] fates) {
    var index = "";
    for (int i : sent) {
      if (fates[i].kind() != Fate.Kind.STORED || documents.get(i).index().equals(index)) continue;
      index = documents.get(i).index();
      unrefreshed.add(index);
    }
  }

  private ElasticClient.Reply send(List<Document> documents, int[] sent) throws StoreException {
    long first = arrivals.begin(sent.length);
    try {
      announcements.announce(numbered(documents, sent), first + sent.length);
      var body = new BulkBody(capacity(documents, sent));
      long number = first;
      for (int i : sent) {
        var document = documents.get(i);
        int at = body.add(document);
        arrivals.stamp(body.bytes(), at, document.json().length, number++);
      }
      return client.bulk(body.bytes(), body.length());
    } finally {
      arrivals.end(first);
    }
  }

  /// The indices that get documents with a number.
  private static Set<String> numbered(List<Document> documents, int[] sent) {
    var indices = new HashSet<String>();
    var index = "";
    for (int i : sent) {
      var document = documents.get(i);
      if (document.index().equals(index) || !Arrivals.numbered(document.json())) continue;
      index = document.index();
      indices.add(index);
    }
    return indices;
  }

  private static int capacity(List<Document> documents, int[] sent) {
    int bytes = sent.length * ACTION_BYTES;
    for (int i : sent) bytes += documents.get(i).json().length;
    return bytes;
  }

  private static void read(ElasticClient.Reply reply, int[] sent, Fate[] fates)
      throws StoreException {
    if (startsWith(reply.body(), ALL_WELL) && created(reply.body()) == sent.length) {
      for (int i : sent) fates[i] = ItemFates.stored();
      return;
    }
    var items = reply.json().path("items");
    if (items.size() != sent.length) {
      throw new StoreException(
          "Elasticsearch told the fate of "
              + items.size()
              + " documents for "
              + sent.length
              + ". Check what stands between it and Stillwatch.");
    }
    for (int i = 0; i < items.size(); i++) {
      fates[sent[i]] = ItemFates.of(items.get(i).path("create"));
    }
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

  private static boolean tooLarge(Document document) {
    return document.json().length > limit(document);
  }

  private static int limit(Document document) {
    return document.index().startsWith(IndexNames.SNAPSHOTS) ? LARGEST_SNAPSHOT : LARGEST_DOCUMENT;
  }

  private static Fate tooLargeFate(Document document) {
    return new Fate(
        Fate.Kind.REJECTED,
        "The document has "
            + document.json().length
            + " bytes, more than the "
            + limit(document)
            + " that are sent.");
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return startsWith(bytes, 0, prefix);
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
    return bytes.length - at >= prefix.length
        && Arrays.equals(bytes, at, at + prefix.length, prefix, 0, prefix.length);
  }

  /// Lines for `_bulk`, joined into one array.
  static final class BulkBody {
    private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();
    private static final byte[] END_OF_ACTION = "\"}}\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_LINE = {'\n'};
    private byte[] bytes;
    private int length;
    private String index = "";
    private byte[] beginning = {};

    BulkBody(int capacity) {
      bytes = new byte[Math.max(1_024, capacity)];
    }

    byte[] bytes() {
      return bytes;
    }

    int length() {
      return length;
    }

    /// Appends the two lines and returns where the document begins.
    int add(Document document) {
      if (!document.index().equals(index)) begin(document.index());
      append(beginning);
      escaped(document.id());
      append(END_OF_ACTION);
      int at = length;
      append(document.json());
      append(END_OF_LINE);
      return at;
    }

    /// Documents for one index come in a row; up to their ids, their actions are the same.
    private void begin(String newIndex) {
      int from = length;
      text("{\"create\":{\"_index\":\"");
      escaped(newIndex);
      text("\",\"_id\":\"");
      beginning = Arrays.copyOfRange(bytes, from, length);
      length = from;
      index = newIndex;
    }

    /// Ours hold nothing that JSON escapes; those of others may.
    private void escaped(String text) {
      var plain = text.getBytes(StandardCharsets.US_ASCII);
      for (byte b : plain) {
        if (b < ' ' || b == '"' || b == '\\' || b == '?') { // ? stands for what is no ASCII
          append(ESCAPES.quoteAsUTF8(text));
          return;
        }
      }
      append(plain);
    }

    private void text(String text) {
      append(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void append(byte[] more) {
      reserve(more.length);
      System.arraycopy(more, 0, bytes, length, more.length);
      length += more.length;
    }

    private void reserve(int more) {
      if (length + more <= bytes.length) return;
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
