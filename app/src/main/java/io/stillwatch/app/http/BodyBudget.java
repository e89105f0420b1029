// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.app.http.Ingest.BusyException;
import java.util.HashMap;
import java.util.Map;

/// The memory that bodies of all requests together may take while they are read and stored, of
/// which one address gets only a part.
///
/// A slow sender holds only what it has sent; when the budget or its part is spent, the others are
/// answered 429 and send later.
final class BodyBudget {
  /// What is made of a body may take several times its size; how many parts a tree of it has is
  /// bounded where it is parsed.
  static final long BYTES = 48L << 20;

  static final long OF_AN_ADDRESS = 32L << 20;

  private final long ofAnAddress;
  private final Map<String, Long> held = new HashMap<>();
  private long free;

  BodyBudget(long bytes, long ofAnAddress) {
    free = bytes;
    this.ofAnAddress = ofAnAddress;
  }

  Share share(String address) {
    return new Share(address);
  }

  private synchronized boolean take(String address, int bytes) {
    long mine = held.getOrDefault(address, 0L) + bytes;
    if (bytes > free || mine > ofAnAddress) return false;
    free -= bytes;
    held.put(address, mine);
    return true;
  }

  private synchronized void giveBack(String address, long bytes) {
    free += bytes;
    held.computeIfPresent(address, (_, mine) -> mine > bytes ? mine - bytes : null);
  }

  /// What one request holds, until it is closed.
  final class Share implements AutoCloseable {
    private final String address;
    private long taken;

    private Share(String address) {
      this.address = address;
    }

    void take(int bytes) throws BusyException {
      if (!BodyBudget.this.take(address, bytes))
        throw new BusyException("Other requests are being read already. Send later.");
      taken += bytes;
    }

    @Override
    public void close() {
      giveBack(address, taken);
      taken = 0;
    }
  }
}
