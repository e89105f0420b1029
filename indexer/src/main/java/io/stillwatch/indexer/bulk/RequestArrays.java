// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import java.util.concurrent.ArrayBlockingQueue;

/// The arrays that requests are written into, used again: a new one of megabytes is zeroed before
/// it is filled, and is garbage a moment later.
public final class RequestArrays {
  /// A request has at most so many bytes unless it is one document; larger arrays are not kept.
  static final int LARGEST_REQUEST = 5 * 1024 * 1024;

  private static final int SMALLEST = 1_024;
  private static final int KEPT = 4; // more are seldom under way at once

  private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

  byte[] take(int capacity) {
    var array = free.poll();
    return array != null && array.length >= capacity
        ? array
        : new byte[Math.max(SMALLEST, capacity)];
  }

  /// One that nobody reads or writes any more.
  void giveBack(byte[] array) {
    if (array.length <= LARGEST_REQUEST) free.offer(array);
  }
}
