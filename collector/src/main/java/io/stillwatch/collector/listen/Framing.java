// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import io.stillwatch.collector.push.SyslogIntake.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Cuts the bytes of one connection into messages (RFC 6587).
///
/// The first byte of the connection says how: a digit begins an octet count, anything else a
/// message that ends with a line feed. A message beyond the limit comes in pieces.
final class Framing {
  static final int MAX_BYTES = 64 << 10;

  private static final int MAX_COUNT_DIGITS = 7;

  private enum Kind {
    UNKNOWN,
    COUNTED,
    LINES
  }

  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
  private final List<Message> messages = new ArrayList<>();
  private Kind kind = Kind.UNKNOWN;
  private long offset;
  private long pieceAt;
  private int digits;
  private int count;
  private boolean counting = true;

  /// The messages that are complete now; throws where the bytes are no syslog at all.
  List<Message> add(byte[] bytes, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      if (kind == Kind.UNKNOWN) kind = isDigit(bytes[i]) ? Kind.COUNTED : Kind.LINES;
      if (kind == Kind.COUNTED) counted(bytes[i]);
      else line(bytes[i]);
      offset++;
    }
    return take();
  }

  /// The connection is closed: what was begun is all that there will be.
  List<Message> end() {
    complete();
    return take();
  }

  private List<Message> take() {
    var taken = List.copyOf(messages);
    messages.clear();
    return taken;
  }

  private void line(byte one) {
    if (one == '\n' || one == 0) complete(); // some senders end with NUL (RFC 6587, 3.4.2)
    else append(one);
  }

  private void counted(byte one) throws IOException {
    if (!counting) {
      append(one);
      if (--count == 0) {
        complete();
        counting = true;
        digits = 0;
      }
      return;
    }
    if (isDigit(one) && digits < MAX_COUNT_DIGITS) {
      count = count * 10 + (one - '0');
      digits++;
    } else if (one == ' ' && digits > 0 && count > 0) {
      counting = false;
    } else if (one != '\n' || digits > 0) { // a line feed after a message is forgiven
      throw new IOException("No octet count at byte " + offset + " of the connection");
    }
  }

  private void append(byte one) {
    if (piece.size() == 0) pieceAt = offset;
    piece.write(one);
    if (piece.size() == MAX_BYTES) complete();
  }

  private void complete() {
    var bytes = piece.toByteArray();
    piece.reset();
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\r' || bytes[length - 1] == '\n')) length--;
    if (length > 0) messages.add(new Message(pieceAt, java.util.Arrays.copyOf(bytes, length)));
  }

  private static boolean isDigit(byte one) {
    return one >= '0' && one <= '9';
  }
}
