// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Fails when its client takes longer than allowed for one piece, which ends whatever produces the
/// pieces. If a client takes nothing at all, the idle timeout of its connection ends it.
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
