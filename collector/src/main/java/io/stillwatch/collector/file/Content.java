// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.file.Followed.Head;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// Reads the bytes of a log file, compressed or not.
final class Content {
  /// How much of a file tells it from others.
  static final int HEAD_BYTES = 4096;

  /// How much of the first line names a generation.
  static final int FIRST_LINE_BYTES = 1024;

  private static final long MAX_UNPACKED = 512L << 20;

  private Content() {}

  static byte[] head(Candidate file) throws IOException {
    return read(file, 0, HEAD_BYTES);
  }

  /// At most `limit` bytes from `offset` on; less only at the end.
  static byte[] read(Candidate file, long offset, int limit) throws IOException {
    if (file.name().compressed()) return unpacked(file, offset, limit);
    try (var channel = FileChannel.open(file.path())) {
      var size = (int) Math.min(limit, Math.max(0, channel.size() - offset));
      var buffer = ByteBuffer.allocate(size);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) break;
      }
      return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  private static byte[] unpacked(Candidate file, long offset, int limit) throws IOException {
    if (offset > MAX_UNPACKED) return new byte[0];
    try (var channel = FileChannel.open(file.path());
        InputStream in = new GZIPInputStream(Channels.newInputStream(channel))) {
      in.skip(offset);
      return in.readNBytes(limit);
    }
  }

  /// The length of the first line, or of as much of it as names a generation; 0 while it is not
  /// complete.
  static int firstLine(byte[] head, boolean closed) {
    var limit = Math.min(head.length, FIRST_LINE_BYTES);
    for (int i = 0; i < limit; i++) if (head[i] == '\n') return i + 1;
    return limit == FIRST_LINE_BYTES || closed ? limit : 0;
  }

  static Head headOf(byte[] bytes, int firstLine) {
    return new Head(
        bytes.length,
        EvidenceId.fingerprint(bytes, 0, bytes.length),
        firstLine,
        EvidenceId.fingerprint(bytes, 0, firstLine));
  }

  /// Names a content by its log and its first line, or by its predecessor and its first line.
  static String generation(String before, byte[] head, int firstLine) {
    var prefix = (before + "|").getBytes(StandardCharsets.UTF_8);
    var joined = new byte[prefix.length + firstLine];
    System.arraycopy(prefix, 0, joined, 0, prefix.length);
    System.arraycopy(head, 0, joined, prefix.length, firstLine);
    return EvidenceId.fingerprint(joined, 0, joined.length);
  }

  static boolean matches(Head known, byte[] head) {
    return head.length >= known.length()
        && known.hash().equals(EvidenceId.fingerprint(head, 0, known.length()));
  }

  /// Whether a file that is shorter than what is known of it begins in the same way.
  static boolean begins(Head known, byte[] head) {
    return head.length < known.length()
        && head.length >= known.firstLength()
        && known.firstHash().equals(EvidenceId.fingerprint(head, 0, known.firstLength()));
  }
}
