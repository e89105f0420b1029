// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One HTTP/1.1 request or answer as bytes: its head up to the empty line, and its body.
@SuppressWarnings("ArrayRecordComponent") // lives for one exchange
record HttpMessage(String head, byte[] body) {
  private static final int LARGEST_HEAD = 64 * 1024;

  /// The head alone; empty text at the end of the connection.
  static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int last = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.write(next);
      last = (last << 8) | next;
      if (last == 0x0d0a0d0a) return head.toString(StandardCharsets.ISO_8859_1);
      if (head.size() > LARGEST_HEAD) throw new IOException("A head of more than 64 KiB.");
    }
    return "";
  }

  /// The body that belongs to a head; `answersHead` says that none follows whatever the head says.
  static byte[] body(String head, InputStream in, boolean answersHead) throws IOException {
    if (answersHead || hasNoBody(head)) return new byte[0];
    if (field(head, "transfer-encoding").contains("chunked")) return chunks(in);
    var length = field(head, "content-length");
    if (!length.isEmpty()) return exactly(in, Integer.parseInt(length));
    return head.startsWith("HTTP/") ? in.readAllBytes() : new byte[0];
  }

  private static boolean hasNoBody(String head) {
    return head.startsWith("HTTP/1.1 204") || head.startsWith("HTTP/1.1 304");
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    var body = in.readNBytes(length);
    if (body.length < length) throw new EOFException("A body that breaks off.");
    return body;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).replaceAll(";.*", "").strip(), 16);
      body.write(exactly(in, size));
      line(in);
      if (size == 0) return body.toByteArray();
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) throw new EOFException("A chunk that breaks off.");
      if (next != '\r') line.append((char) next);
    }
    return line.toString();
  }

  static String field(String head, String name) {
    for (var line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name))
        return line.substring(colon + 1).strip();
    }
    return "";
  }

  static int length(String head) {
    var length = field(head, "content-length");
    return length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  HttpMessage with(byte[] newBody) {
    return new HttpMessage(head, newBody);
  }

  /// The body goes out with its true length, whatever coding it came with; an answer to HEAD keeps
  /// the length of the body that it does not have.
  void writeTo(OutputStream out) throws IOException {
    if (body.length == 0 && head.startsWith("HTTP/") && length(head) > 0) {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return;
    }
    var text = new StringBuilder();
    for (var line : head.split("\r\n", -1)) {
      var lower = line.toLowerCase(Locale.ROOT);
      if (lower.isEmpty()) continue;
      if (lower.startsWith("content-length:") || lower.startsWith("transfer-encoding:")) continue;
      text.append(line).append("\r\n");
    }
    if (body.length > 0 || !hasNoBody(head))
      text.append("Content-Length: ").append(body.length).append("\r\n");
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  static HttpMessage answer(int status, String contentType, String body) {
    var head = "HTTP/1.1 " + status + " As played\r\nContent-Type: " + contentType + "\r\n\r\n";
    return new HttpMessage(head, body.getBytes(StandardCharsets.UTF_8));
  }
}
