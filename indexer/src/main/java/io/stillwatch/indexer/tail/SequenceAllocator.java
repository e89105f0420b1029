// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;

/// Numbers documents in the order in which they are sent: microseconds since the epoch, unique
/// within one process.
///
/// A reader in this order must not skip a document that is numbered but not stored yet. The writes
/// in progress are therefore tracked here, and a reader waits for those that began before it.
public final class SequenceAllocator {
  /// The exact first bytes of evidence for detection; other documents have no `sequence`.
  static final byte[] STAMPED =
      "{\"event\":{\"ingested\":\"1970-01-01T00:00:00.000Z\",\"sequence\":1000000000000000,"
          .getBytes(StandardCharsets.US_ASCII);

  /// The exact first bytes of a log record that detection does not use.
  static final byte[] DATED =
      "{\"event\":{\"ingested\":\"1970-01-01T00:00:00.000Z\",".getBytes(StandardCharsets.US_ASCII);

  private static final int DATE_AT = "{\"event\":{\"ingested\":\"".length();
  private static final int SEQUENCE_AT =
      "{\"event\":{\"ingested\":\"1970-01-01T00:00:00.000Z\",\"sequence\":".length();

  private final InstantSource clock;
  private final TreeSet<Long> inProgress = new TreeSet<>();
  private volatile Written written = new Written(-1, new byte[0]);
  private long last;

  /// The date written last. The array is never modified.
  @SuppressWarnings("ArrayRecordComponent")
  private record Written(long millis, byte[] text) {}

  /// `newest` is the highest number in the store: the clock may have been set back since.
  public SequenceAllocator(InstantSource clock, long newest) {
    this.clock = clock;
    this.last = newest;
  }

  /// Reserves numbers for a request and returns the first; [#end] must follow.
  public synchronized long begin(int documents) {
    long first = Math.max(last + 1, micros(clock.instant()));
    last = first + documents;
    inProgress.add(first);
    return first;
  }

  public synchronized void end(long first) {
    inProgress.remove(first);
    notifyAll();
  }

  /// A number below which every document that this process sent is stored. Waits for writes in
  /// progress at most as long as `patience`.
  synchronized long settled(Duration patience) throws InterruptedException {
    long limit = Math.max(last + 1, micros(clock.instant()));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!inProgress.isEmpty() && inProgress.first() < limit) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) return inProgress.first();
      wait(left);
    }
    return limit;
  }

  /// Overwrites the sequence number and the time of the document at `offset` of `buffer`, if it has
  /// these fields; returns whether it has a sequence number.
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

  /// Ignores the date, because a document that is sent again already has one.
  private static boolean startsWith(
      byte[] buffer, int offset, int length, byte[] prefix, int until) {
    if (length < prefix.length) return false;
    for (int i = 0; i < until; i++) {
      boolean date = i >= DATE_AT && i < DATE_AT + 24;
      if (!date && buffer[offset + i] != prefix[i]) return false;
    }
    return true;
  }

  /// Cached, because a thousand consecutive documents share a millisecond.
  private byte[] date(long millis) {
    var cached = written;
    if (cached.millis == millis) return cached.text;
    var text = Instant.ofEpochMilli(millis).toString(); // has no fraction on a whole second
    var full = text.length() == 24 ? text : text.substring(0, text.length() - 1) + ".000Z";
    var bytes = full.getBytes(StandardCharsets.US_ASCII);
    written = new Written(millis, bytes);
    return bytes;
  }

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
