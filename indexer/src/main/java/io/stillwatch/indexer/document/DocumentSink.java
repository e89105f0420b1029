// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import java.io.OutputStream;

/// Where documents are written, one after the other: [#begin], its bytes, [#end].
public abstract class DocumentSink extends OutputStream {
  /// The bytes that a document may have.
  public static final int LARGEST_DOCUMENT = 1024 * 1024;

  /// The configuration of a host is one document, and no retry makes it smaller.
  public static final int LARGEST_SNAPSHOT = 4 * LARGEST_DOCUMENT;

  /// What was begun and not ended is taken back.
  public abstract void begin(String index, String id);

  /// Bytes of the document so far.
  public abstract int written();

  public abstract void end();

  @Override
  public abstract void write(byte[] bytes, int offset, int length);

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }
}
