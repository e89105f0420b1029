// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.Abortable;

/// One object being read, at some offset of what it unpacks to.
final class OpenObject implements AutoCloseable {
  /// How much of the first line names the content.
  private static final int NAMING_BYTES = 1_024;

  private final InputStream packed;
  private final InputStream in;
  private final String path;
  private final String generation;
  private byte[] rest;
  private long offset;
  private boolean ended;
  private Optional<IOException> failure = Optional.empty();

  private OpenObject(
      InputStream packed, InputStream in, String path, String generation, byte[] head) {
    this.packed = packed;
    this.in = in;
    this.path = path;
    this.generation = generation;
    this.rest = head;
  }

  /// The generation is of key and first line, so an object that was written again with more lines
  /// repeats the ids of those it had.
  static OpenObject of(InputStream packed, String path, S3Settings.Limits limits)
      throws IOException {
    try {
      var in = Unpacked.of(packed, limits);
      return named(packed, in, path, in.readNBytes(NAMING_BYTES));
    } catch (IOException e) {
      if (packed instanceof Abortable connection) connection.abort();
      packed.close();
      throw e;
    }
  }

  private static OpenObject named(InputStream packed, InputStream in, String path, byte[] head) {
    int line = 0;
    while (line < head.length && head[line] != '\n') line++;
    var prefix = (path + "|").getBytes(StandardCharsets.UTF_8);
    var named = Arrays.copyOf(prefix, prefix.length + line);
    System.arraycopy(head, 0, named, prefix.length, line);
    var generation = EvidenceId.fingerprint(named, 0, named.length);
    return new OpenObject(packed, in, path, generation, head);
  }

  void skipTo(long wanted) throws IOException {
    if (wanted <= rest.length) {
      rest = Arrays.copyOfRange(rest, (int) wanted, rest.length);
    } else {
      in.skipNBytes(wanted - rest.length);
      rest = new byte[0];
    }
    offset = wanted;
  }

  String generation() {
    return generation;
  }

  long offset() {
    return offset;
  }

  /// Nothing is left.
  boolean finished() {
    return ended && rest.length == 0 && failure.isEmpty();
  }

  /// Some lines; none at the end of the object.
  ///
  /// The whole lines before a place that cannot be read are told first; then that place throws.
  /// Half a line never counts as one: it would stand beside the whole one, should that come.
  List<RawLine> lines(int maxLines, int maxBytes) throws IOException {
    fill(maxBytes);
    var cutter = new LineCutter(path, generation, maxLines, RawLine.MAX_BYTES);
    var cut = cutter.cut(rest, offset, ended && failure.isEmpty());
    if (cut.lines().isEmpty() && failure.isPresent()) throw failure.get();
    rest = Arrays.copyOfRange(rest, cut.consumed(), rest.length);
    offset += cut.consumed();
    return cut.lines();
  }

  /// At least one whole line, however long.
  private void fill(int maxBytes) {
    if (ended) return;
    int wanted = Math.max(maxBytes, RawLine.MAX_BYTES + 1);
    var joined = new ByteArrayOutputStream(wanted);
    joined.writeBytes(rest);
    var buffer = new byte[1 << 16];
    try {
      while (joined.size() < wanted && !ended) {
        int read = in.read(buffer, 0, Math.min(buffer.length, wanted - joined.size()));
        if (read < 0) ended = true;
        else joined.write(buffer, 0, read);
      }
    } catch (IOException e) {
      failure = Optional.of(e);
      ended = true;
    }
    rest = joined.toByteArray();
  }

  /// Breaks the connection off where the rest of the object is not wanted.
  @Override
  public void close() throws IOException {
    if (!ended && packed instanceof Abortable connection) connection.abort();
    in.close();
  }
}
