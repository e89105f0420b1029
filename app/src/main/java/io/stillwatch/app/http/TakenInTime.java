// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Fails once its client took longer than allowed for one piece, so that what produces the pieces
/// ends. A client that takes nothing at all is ended by the idle time of its connection.
final class TakenInTime extends FilterOutputStream {
  private final long allowed;
  private final LongSupplier nanos;

  TakenInTime(OutputStream out, Duration allowed, LongSupplier nanos) {
    super(out);
    this.allowed = allowed.toNanos();
    this.nanos = nanos;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long began = nanos.getAsLong();
    out.write(bytes, offset, length);
    if (nanos.getAsLong() - began > allowed)
      throw new IOException("The client took too long for " + length + " bytes.");
  }
}
