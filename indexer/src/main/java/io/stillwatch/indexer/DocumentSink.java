// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import java.io.OutputStream;

/// Where documents are written, one after the other: [#begin], its bytes, [#end].
abstract class DocumentSink extends OutputStream {
  /// What was begun and not ended is taken back.
  abstract void begin(String index, String id);

  /// Bytes of the document so far.
  abstract int written();

  abstract void end();

  @Override
  public abstract void write(byte[] bytes, int offset, int length);

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }
}
