// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// The bytes of one log file, from its creation to its deletion; a rename does not touch it.
///
/// A marker of the API is `hour:offset`; the hour is that in which the file was created, so that a
/// marker of yesterday's file of the same name is stale, unless it was born in the same hour.
final class LogText {
  private final int hour;
  private byte[] bytes = new byte[0];
  private int size;
  private Instant lastWritten;

  LogText(Instant created) {
    this.hour = created.atZone(ZoneOffset.UTC).getHour();
    this.lastWritten = created;
  }

  /// Adds text, and answers how many lines it completed.
  int append(String text, Instant at) {
    var more = text.getBytes(StandardCharsets.UTF_8);
    append(more, at);
    var lines = 0;
    for (var b : more) if (b == '\n') lines++;
    return lines;
  }

  void append(byte[] more, Instant at) {
    if (size + more.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more.length, size + (size >> 1)));
    }
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    touch(at);
  }

  void touch(Instant at) {
    lastWritten = at;
  }

  /// Gives back the room for growth of a file that will not grow any more.
  void close() {
    bytes = content();
  }

  byte[] content() {
    return Arrays.copyOf(bytes, size);
  }

  Instant lastWritten() {
    return lastWritten;
  }

  LogFileEntry entry(String name) {
    // The API shows the modification time in whole seconds, written as milliseconds.
    return new LogFileEntry(name, size, lastWritten.truncatedTo(ChronoUnit.SECONDS));
  }

  Portion portion(PortionRequest request) {
    var asked = request.marker();
    if (asked.isEmpty()) return page(lastLines(request.lineLimit()), request);
    var marker = asked.get();
    if (marker.equals("0")) return page(0, request);
    var colon = marker.indexOf(':');
    var offset = Long.parseLong(marker.substring(colon + 1));
    var stale = Integer.parseInt(marker.substring(0, colon)) != hour || offset > size;
    // At the end of a segment the service hands back "0" without data (honeycombio/rdslogs).
    return stale ? Portion.ended() : page((int) offset, request);
  }

  private Portion page(int start, PortionRequest request) {
    var end = afterLines(start, request.lineLimit());
    var from = Math.max(0, start - request.overlapBytes());
    var truncated = end - from > request.capBytes();
    var to = truncated ? from + request.capBytes() : end;
    var data = Arrays.copyOfRange(bytes, from, to);
    return Portion.of(data, hour + ":" + end, end < size, truncated);
  }

  private int afterLines(int start, int lines) {
    var seen = 0;
    for (var i = start; i < size; i++) {
      if (bytes[i] == '\n' && ++seen == lines) return i + 1;
    }
    return size;
  }

  private int lastLines(int lines) {
    var seen = 0;
    for (var i = size - 2; i >= 0; i--) {
      if (bytes[i] == '\n' && ++seen == lines) return i + 1;
    }
    return 0;
  }
}
