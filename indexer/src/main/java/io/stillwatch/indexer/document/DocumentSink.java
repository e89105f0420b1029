// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import java.io.OutputStream;

/// Receives documents one after the other: [#begin], the bytes, [#end].
public abstract class DocumentSink extends OutputStream {
  /// The maximum size of a document in bytes.
  public static final int LARGEST_DOCUMENT = 1024 * 1024;

  /// The maximum size of a snapshot in bytes. The configuration of a host is one document that
  /// cannot be split.
  public static final int LARGEST_SNAPSHOT = 4 * LARGEST_DOCUMENT;

  /// Discards a document that was begun but not ended.
  public abstract void begin(String index, String id);

  /// The bytes of the document written so far.
  public abstract int written();

  public abstract void end();

  @Override
  public abstract void write(byte[] bytes, int offset, int length);

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }
}
