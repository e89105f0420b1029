// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.Fate;
import io.stillwatch.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

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
    int from = 0;
    while (from < fates.length) {
      int until = from;
      long bytes = 0;
      while (until < fates.length && (until == from || bytes < LARGEST_REQUEST)) {
        bytes += documents.get(until).json().length + ACTION_BYTES;
        if (until > from && bytes > LARGEST_REQUEST) break;
        until++;
      }
      request(documents, from, until, fates);
      from = until;
    }
    return Arrays.asList(fates);
  }

  /// Writes a range in one request, or in halves where the cluster refuses the request as a whole:
  /// so one poisonous document does not hold up its neighbours.
  private void request(List<Document> documents, int from, int until, Fate[] fates)
      throws StoreException {
    var sent = new ArrayList<Integer>(until - from);
    for (int i = from; i < until; i++) {
      if (tooLarge(documents.get(i))) fates[i] = tooLargeFate(documents.get(i));
      else sent.add(i);
    }
    if (sent.isEmpty()) return;
    var reply = send(documents, sent);
    if (reply.ok()) {
      read(reply, sent, fates);
      var written = new HashSet<String>();
      for (int i : sent) {
        if (fates[i].kind() == Fate.Kind.STORED) written.add(documents.get(i).index());
      }
      written.forEach(unrefreshed::add);
    } else if (!faultOfContent(reply)) {
      throw client.refused("a bulk request of " + sent.size() + " documents", reply);
    } else if (sent.size() == 1) {
      fates[sent.getFirst()] = new Fate(Fate.Kind.REJECTED, reply.status() + " " + reply.reason());
    } else {
      int middle = (from + until) >>> 1;
      request(documents, from, middle, fates);
      request(documents, middle, until, fates);
    }
  }

  private ElasticClient.Reply send(List<Document> documents, List<Integer> sent)
      throws StoreException {
    long first = arrivals.begin(sent.size());
    try {
      var body = new BulkBody(capacity(documents, sent));
      var numbered = new HashSet<String>();
      for (int i = 0; i < sent.size(); i++) {
        var document = documents.get(sent.get(i));
        if (Arrivals.numbered(document.json())) numbered.add(document.index());
        int at = body.add(document);
        arrivals.stamp(body.bytes(), at, document.json().length, first + i);
      }
      announcements.announce(numbered, first + sent.size());
      return client.bulk(body.bytes(), body.length());
    } finally {
      arrivals.end(first);
    }
  }

  private static int capacity(List<Document> documents, List<Integer> sent) {
    int bytes = sent.size() * ACTION_BYTES;
    for (int i : sent) bytes += documents.get(i).json().length;
    return bytes;
  }

  private static void read(ElasticClient.Reply reply, List<Integer> sent, Fate[] fates)
      throws StoreException {
    if (startsWith(reply.body(), ALL_WELL) && created(reply.body()) == sent.size()) {
      for (int i : sent) fates[i] = ItemFates.stored();
      return;
    }
    var items = reply.json().path("items");
    if (items.size() != sent.size()) {
      throw new StoreException(
          "Elasticsearch told the fate of "
              + items.size()
              + " documents for "
              + sent.size()
              + ". Check what stands between it and Stillwatch.");
    }
    for (int i = 0; i < items.size(); i++) {
      fates[sent.get(i)] = ItemFates.of(items.get(i).path("create"));
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
      for (int i = at; i < length; i++) {
        if (bytes[i] == '\n') bytes[i] = ' '; // only white space can be one: JSON escapes the rest
      }
      append(new byte[] {'\n'});
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
      reserve(text.length());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < ' ' || c > '~' || c == '"' || c == '\\') {
          append(ESCAPES.quoteAsUTF8(text));
          return;
        }
        bytes[length + i] = (byte) c;
      }
      length += text.length();
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
