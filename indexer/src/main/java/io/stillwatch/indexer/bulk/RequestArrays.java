// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import java.util.concurrent.ArrayBlockingQueue;

/// Recycles the buffers of requests, because a new buffer of megabytes would be zeroed before it is
/// filled and garbage a moment later.
public final class RequestArrays {
  /// The maximum size of a request in bytes, unless it is a single document; larger buffers are not
  /// kept.
  static final int LARGEST_REQUEST = 5 * 1024 * 1024;

  private static final int SMALLEST = 1_024;
  private static final int KEPT = 4; // more are seldom in use at the same time

  private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

  byte[] acquire(int capacity) {
    var array = free.poll();
    return array != null && array.length >= capacity
        ? array
        : new byte[Math.max(SMALLEST, capacity)];
  }

  /// Accepts only a buffer that is not in use any more.
  void release(byte[] array) {
    if (array.length <= LARGEST_REQUEST) free.offer(array);
  }
}
