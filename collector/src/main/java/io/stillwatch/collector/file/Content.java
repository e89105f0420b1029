// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.file.Followed.Head;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads the bytes of a log file, compressed or not.
final class Content {
  /// How much of a file tells it from others.
  static final int HEAD_BYTES = 4096;

  /// How much of the first line names a generation.
  static final int FIRST_LINE_BYTES = 1024;

  private static final long MAX_UNPACKED = 512L << 20;
  private static final long UNSUSPICIOUS = 16L << 20;
  private static final int MAX_RATIO = 100;

  private Content() {}

  static byte[] head(Candidate file) throws IOException {
    return read(file, 0, HEAD_BYTES);
  }

  /// At most `limit` bytes from `offset` on; less only at the end.
  ///
  /// Throws [NoSuchFileException] if the name was given to another file meanwhile: bytes of one
  /// content must never be told as those of another.
  static byte[] read(Candidate file, long offset, int limit) throws IOException {
    file.verify();
    var bytes =
        file.name().compressed() ? unpacked(file, offset, limit) : plain(file, offset, limit);
    file.verify();
    return bytes;
  }

  private static byte[] plain(Candidate file, long offset, int limit) throws IOException {
    try (var channel = FileChannel.open(file.path())) {
      var size = (int) Math.min(limit, Math.max(0, channel.size() - offset));
      var buffer = ByteBuffer.allocate(size);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) break;
      }
      return buffer.hasRemaining()
          ? Arrays.copyOf(buffer.array(), buffer.position())
          : buffer.array();
    }
  }

  /// How far a compressed file is read: a few bytes may unpack to any number.
  static long most(Candidate file) {
    return Math.min(MAX_UNPACKED, Math.max(UNSUSPICIOUS, MAX_RATIO * file.size()));
  }

  /// What can be unpacked: a file may be cut, or still be written.
  private static byte[] unpacked(Candidate file, long offset, int limit) throws IOException {
    var bytes = new ByteArrayOutputStream();
    long left = most(file) - offset;
    if (left <= 0) return bytes.toByteArray();
    limit = (int) Math.min(limit, left);
    try (var channel = FileChannel.open(file.path());
        InputStream in = new GZIPInputStream(Channels.newInputStream(channel))) {
      in.skipNBytes(offset);
      var buffer = new byte[1 << 16];
      while (bytes.size() < limit) {
        int read = in.read(buffer, 0, Math.min(buffer.length, limit - bytes.size()));
        if (read < 0) break;
        bytes.write(buffer, 0, read);
      }
    } catch (EOFException | ZipException e) {
      // as far as it goes
    }
    return bytes.toByteArray();
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
