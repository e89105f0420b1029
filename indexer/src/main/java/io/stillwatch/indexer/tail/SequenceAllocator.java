// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;

/// The order of arrival: every document gets a number as it is sent, microseconds since the epoch,
/// no two alike in one process.
///
/// Whoever reads in this order must not pass a document that is numbered but not stored yet. So the
/// writes under way are known here, and a reader waits for those that began before it.
public final class SequenceAllocator {
  /// How evidence for detection begins, exactly; other documents have no `sequence`.
  static final byte[] STAMPED =
      "{\"event\":{\"ingested\":\"1970-01-01T00:00:00.000Z\",\"sequence\":1000000000000000,"
          .getBytes(StandardCharsets.US_ASCII);

  /// How a log record begins that detection has no use for.
  static final byte[] DATED =
      "{\"event\":{\"ingested\":\"1970-01-01T00:00:00.000Z\",".getBytes(StandardCharsets.US_ASCII);

  private static final int DATE_AT = "{\"event\":{\"ingested\":\"".length();
  private static final int SEQUENCE_AT =
      "{\"event\":{\"ingested\":\"1970-01-01T00:00:00.000Z\",\"sequence\":".length();

  private final InstantSource clock;
  private final TreeSet<Long> underWay = new TreeSet<>();
  private volatile Written written = new Written(-1, new byte[0]);
  private long last;

  /// The date as it was written last; the text is never changed.
  @SuppressWarnings("ArrayRecordComponent")
  private record Written(long millis, byte[] text) {}

  /// `newest` is the highest number in the store: the clock may have been set back since.
  public SequenceAllocator(InstantSource clock, long newest) {
    this.clock = clock;
    this.last = newest;
  }

  /// Reserves numbers for so many documents and returns the first; [#end] must follow.
  public synchronized long begin(int documents) {
    long first = Math.max(last + 1, micros(clock.instant()));
    last = first + documents;
    underWay.add(first);
    return first;
  }

  public synchronized void end(long first) {
    underWay.remove(first);
    notifyAll();
  }

  /// A number below which everything that this process sent is stored, as far as it waited.
  synchronized long settled(Duration patience) throws InterruptedException {
    long limit = Math.max(last + 1, micros(clock.instant()));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!underWay.isEmpty() && underWay.first() < limit) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) return underWay.first();
      wait(left);
    }
    return limit;
  }

  /// Writes the number and the time into a document at `offset` of `buffer`, if it has the places;
  /// true if it has one for the number.
  public boolean stamp(byte[] buffer, int offset, int length, long number) {
    if (!startsWith(buffer, offset, length, DATED, DATE_AT)) return false;
    var date = date(number / 1_000);
    System.arraycopy(date, 0, buffer, offset + DATE_AT, date.length);
    if (!startsWith(buffer, offset, length, STAMPED, SEQUENCE_AT)) return false;
    long rest = number;
    for (int i = 15; i >= 0; i--, rest /= 10) {
      buffer[offset + SEQUENCE_AT + i] = (byte) ('0' + rest % 10);
    }
    return true;
  }

  /// Compares everything but the places that are stamped, for a document may come a second time.
  private static boolean startsWith(
      byte[] buffer, int offset, int length, byte[] prefix, int until) {
    if (length < prefix.length) return false;
    for (int i = 0; i < until; i++) {
      boolean date = i >= DATE_AT && i < DATE_AT + 24;
      if (!date && buffer[offset + i] != prefix[i]) return false;
    }
    return true;
  }

  /// A thousand documents in a row share a millisecond.
  private byte[] date(long millis) {
    var known = written;
    if (known.millis == millis) return known.text;
    var text = Instant.ofEpochMilli(millis).toString(); // without the point on a whole second
    var full = text.length() == 24 ? text : text.substring(0, text.length() - 1) + ".000Z";
    var bytes = full.getBytes(StandardCharsets.US_ASCII);
    written = new Written(millis, bytes);
    return bytes;
  }

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
