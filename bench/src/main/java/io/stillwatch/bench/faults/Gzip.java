// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/// Bytes as gzip packs them, whole and damaged.
final class Gzip {
  private Gzip() {}

  static byte[] packed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /// A few lines, then 160 MiB of nothing.
  static byte[] bomb(byte[] lines) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(lines);
      var nothing = new byte[1 << 20];
      for (int i = 0; i < 160; i++) gzip.write(nothing);
    }
    return out.toByteArray();
  }
}
