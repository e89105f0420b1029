// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Cuts bytes of a log into lines.
///
/// The last line waits for its end unless the log is closed; a line beyond the limit comes in
/// pieces, so that neither memory nor a document grows without bound. No piece ends within a
/// character of UTF-8.
public final class LineCutter {
  /// Lines, and how many of the bytes they used up.
  public record Cut(List<RawLine> lines, int consumed) {
    public Cut {
      lines = Collections.unmodifiableList(lines); // thousands of them, made for this cut alone
    }
  }

  private final String path;
  private final String generation;
  private final int maxLines;
  private final int maxBytes;

  /// `maxBytes` is the limit of one line.
  public LineCutter(String path, String generation, int maxLines, int maxBytes) {
    this.path = path;
    this.generation = generation;
    this.maxLines = maxLines;
    this.maxBytes = maxBytes;
  }

  /// `offset` is where the first of the bytes stands in its log.
  public Cut cut(byte[] bytes, long offset, boolean closed) {
    var lines = new ArrayList<RawLine>();
    int from = 0;
    while (from < bytes.length && lines.size() < maxLines) {
      int end = end(bytes, from);
      var ended = end < bytes.length && bytes[end] == '\n';
      var full = end - from == maxBytes;
      if (!ended && !full && !closed) break;
      if (full && !ended) end = withoutBegunCharacter(bytes, from, end);
      var flags = full && !ended ? List.of(Line.TRUNCATED) : List.<String>of();
      var position = new Position(path, generation, offset + from);
      lines.add(new RawLine(position, Arrays.copyOfRange(bytes, from, end), flags));
      from = ended ? end + 1 : end;
    }
    return new Cut(lines, from);
  }

  /// One line, whatever line breaks are in it, in pieces of at most [RawLine#MAX_BYTES].
  public static List<RawLine> pieces(String path, String generation, byte[] line) {
    if (line.length <= RawLine.MAX_BYTES)
      return List.of(new RawLine(new Position(path, generation, 0), line, List.of()));
    var pieces = new ArrayList<RawLine>();
    for (int from = 0, end; from < line.length; from = end) {
      var last = line.length - from <= RawLine.MAX_BYTES;
      end = last ? line.length : withoutBegunCharacter(line, from, from + RawLine.MAX_BYTES);
      var flags = last ? List.<String>of() : List.of(Line.TRUNCATED);
      var position = new Position(path, generation, from);
      pieces.add(new RawLine(position, Arrays.copyOfRange(line, from, end), flags));
    }
    return pieces;
  }

  private int end(byte[] bytes, int from) {
    int limit = Math.min(bytes.length, from + maxBytes);
    for (int i = from; i < limit; i++) if (bytes[i] == '\n') return i;
    return limit;
  }

  /// Looks at bytes before the end only: what follows may not be read yet, and a line must be cut
  /// at the same places each time.
  private static int withoutBegunCharacter(byte[] bytes, int from, int end) {
    for (int at = end - 1; at > from && at >= end - 3; at--) {
      int one = bytes[at] & 0xff;
      if (one >= 0xc0) return at + length(one) > end ? at : end;
      if (one < 0x80) return end;
    }
    return end;
  }

  private static int length(int first) {
    if (first >= 0xf0) return 4;
    return first >= 0xe0 ? 3 : 2;
  }
}
