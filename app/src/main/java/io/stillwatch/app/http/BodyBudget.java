// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.app.http.Ingest.BusyException;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that bodies of all requests together may take while they are read and stored.
///
/// A slow sender holds only what it has sent; when the budget is spent, the others are answered 429
/// and send later.
final class BodyBudget {
  /// What is made of a body may take several times its size; how many parts a tree of it has is
  /// bounded where it is parsed.
  static final long BYTES = 48L << 20;

  private final AtomicLong free;

  BodyBudget(long bytes) {
    free = new AtomicLong(bytes);
  }

  Share share() {
    return new Share();
  }

  /// What one request holds, until it is closed.
  final class Share implements AutoCloseable {
    private long held;

    private Share() {}

    void take(int bytes) throws BusyException {
      if (free.addAndGet(-bytes) < 0) {
        free.addAndGet(bytes);
        throw new BusyException("Other requests are being read already. Send later.");
      }
      held += bytes;
    }

    @Override
    public void close() {
      free.addAndGet(held);
      held = 0;
    }
  }
}
