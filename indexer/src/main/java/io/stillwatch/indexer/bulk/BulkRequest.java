// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.stillwatch.core.store.Document;
import io.stillwatch.indexer.document.DocumentSink;
import io.stillwatch.indexer.document.IndexNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Documents as the lines of one `_bulk` request in one buffer, each with the action `create`.
public final class BulkRequest {
  private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();
  private static final byte[] BEGINNING = ascii("{\"create\":{\"_index\":\"");
  private static final byte[] NAME = ascii("\",\"_id\":\"");
  private static final byte[] END_OF_ACTION = ascii("\"}}\n");
  private static final byte[] END_OF_LINE = ascii("\n");

  /// A document, with the offset of its action line and of its own bytes.
  private record Item(String index, String id, int line, int at) {}

  private final RequestArrays arrays;
  private final List<Item> items;
  private final int from;
  private byte[] bytes;
  private int until;
  private boolean shared; // parts use the same buffer
  private String index = "";
  private byte[] action = {}; // of that index, up to the id

  BulkRequest(int capacity, RequestArrays arrays) {
    this(arrays, new ArrayList<>(), 0, arrays.acquire(capacity), 0);
  }

  private BulkRequest(RequestArrays arrays, List<Item> items, int from, byte[] bytes, int until) {
    this.arrays = arrays;
    this.items = items;
    this.from = from;
    this.bytes = bytes;
    this.until = until;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] bytes() {
    return bytes;
  }

  /// The offset of the request in [#bytes()].
  int from() {
    return from;
  }

  int length() {
    return until - from;
  }

  int size() {
    return items.size();
  }

  String index(int number) {
    return items.get(number).index;
  }

  /// The offset of the document in [#bytes()].
  int at(int number) {
    return items.get(number).at;
  }

  int length(int number) {
    return end(number) - 1 - at(number);
  }

  boolean tooLarge(int number) {
    return length(number) > limit(number);
  }

  /// The maximum size of the document in bytes.
  int limit(int number) {
    return index(number).startsWith(IndexNames.SNAPSHOTS)
        ? DocumentSink.LARGEST_SNAPSHOT
        : DocumentSink.LARGEST_DOCUMENT;
  }

  private int end(int number) {
    return number + 1 < items.size() ? items.get(number + 1).line : until;
  }

  public Document document(int number) {
    var item = items.get(number);
    return new Document(item.index, item.id, Arrays.copyOfRange(bytes, item.at, end(number) - 1));
  }

  /// Some of the documents as a request of their own, in the same buffer.
  BulkRequest part(int first, int end) {
    var part =
        new BulkRequest(
            arrays, items.subList(first, end), items.get(first).line, bytes, end(end - 1));
    shared = true;
    part.shared = true;
    return part;
  }

  /// Called once the response is processed and the documents are not needed any more. The buffer of
  /// a request that was split is not recycled, because its connection may still be reading it.
  public void answered() {
    if (!shared) arrays.release(bytes);
  }

  /// Consecutive documents usually belong to the same index; their actions are identical up to the
  /// id.
  void begin(String newIndex, String id) {
    int line = until;
    if (!newIndex.equals(index)) begin(newIndex);
    append(action);
    escaped(id);
    append(END_OF_ACTION);
    items.add(new Item(index, id, line, until));
  }

  private void begin(String newIndex) {
    int line = until;
    append(BEGINNING);
    escaped(newIndex);
    append(NAME);
    action = Arrays.copyOfRange(bytes, line, until);
    index = newIndex;
    until = line;
  }

  /// Appends a complete document. A line break in it can only be white space, because JSON escapes
  /// all others.
  void append(Document document) {
    int at = until;
    append(document.json());
    for (int i = at; i < until; i++) if (bytes[i] == '\n') bytes[i] = ' ';
  }

  /// The bytes of the last document written so far.
  int written() {
    return until - items.getLast().at;
  }

  void discardLast() {
    until = items.removeLast().line;
  }

  /// Moves the last document into a request of its own.
  BulkRequest takeLast() {
    int last = size() - 1;
    var own = new BulkRequest(until - items.getLast().line, arrays);
    own.begin(index(last), items.getLast().id);
    own.append(bytes, at(last), length(last));
    own.end();
    discardLast();
    return own;
  }

  void end() {
    append(END_OF_LINE);
  }

  void append(byte[] more, int offset, int length) {
    if (until + length > bytes.length)
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, until + length));
    System.arraycopy(more, offset, bytes, until, length);
    until += length;
  }

  private void append(byte[] more) {
    append(more, 0, more.length);
  }

  /// Our own names contain nothing that JSON escapes; names from outside may.
  private void escaped(String text) {
    var plain = text.getBytes(StandardCharsets.US_ASCII);
    for (byte b : plain) {
      if (b < ' ' || b == '"' || b == '\\' || b == '?') { // ? replaces non-ASCII characters
        append(ESCAPES.quoteAsUTF8(text));
        return;
      }
    }
    append(plain);
  }
}
