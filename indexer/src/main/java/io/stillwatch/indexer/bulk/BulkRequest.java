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

/// Documents as the lines of one `_bulk` request, joined into one array, each to be created.
public final class BulkRequest {
  private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();
  private static final byte[] BEGINNING = ascii("{\"create\":{\"_index\":\"");
  private static final byte[] NAME = ascii("\",\"_id\":\"");
  private static final byte[] END_OF_ACTION = ascii("\"}}\n");
  private static final byte[] END_OF_LINE = ascii("\n");

  /// A document, and where its lines and its own bytes begin.
  private record Item(String index, String id, int line, int at) {}

  private final RequestArrays arrays;
  private final List<Item> items;
  private final int from;
  private byte[] bytes;
  private int until;
  private boolean shared; // parts are in the same array
  private String index = "";
  private byte[] action = {}; // for that index, up to the id

  BulkRequest(int capacity, RequestArrays arrays) {
    this(arrays, new ArrayList<>(), 0, arrays.take(capacity), 0);
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

  /// Where the request begins in [#bytes()].
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

  /// Where the document begins in [#bytes()].
  int at(int number) {
    return items.get(number).at;
  }

  int length(int number) {
    return end(number) - 1 - at(number);
  }

  boolean tooLarge(int number) {
    return length(number) > limit(number);
  }

  /// The bytes that a document may have.
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

  /// Some of the documents as a request of their own, in the same array.
  BulkRequest part(int first, int end) {
    var part =
        new BulkRequest(
            arrays, items.subList(first, end), items.get(first).line, bytes, end(end - 1));
    shared = true;
    part.shared = true;
    return part;
  }

  /// Called once the request was answered and nobody asks for its documents any more. The array of
  /// one that was refused as a whole may still be read by its connection.
  public void answered() {
    if (!shared) arrays.giveBack(bytes);
  }

  /// Documents for one index come in a row; up to their ids, their actions are the same.
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

  /// Appends a document of others. Only white space in it can be a line break: JSON escapes the
  /// rest.
  void append(Document document) {
    int at = until;
    append(document.json());
    for (int i = at; i < until; i++) if (bytes[i] == '\n') bytes[i] = ' ';
  }

  /// Bytes of the last document so far.
  int written() {
    return until - items.getLast().at;
  }

  void takeBack() {
    until = items.removeLast().line;
  }

  /// Moves the last document into a request of its own.
  BulkRequest takeLast() {
    int last = size() - 1;
    var own = new BulkRequest(until - items.getLast().line, arrays);
    own.begin(index(last), items.getLast().id);
    own.append(bytes, at(last), length(last));
    own.end();
    takeBack();
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
}
