// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.http.Context;
import io.stillwatch.app.http.Ingest.TooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Reads the body of a request, unpacked, up to a limit that holds for what comes out of it.
final class Bodies {
  /// As for OTLP: 20 MiB after decompression.
  static final int LIMIT = 20 << 20;

  private Bodies() {}

  /// The body is not what its header says.
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static byte[] read(Context context, int limit) throws IOException {
    var coding = context.header("Content-Encoding");
    var name = coding == null ? "identity" : coding.strip().toLowerCase(Locale.ROOT);
    try (var in = unpacked(context.bodyInputStream(), name)) {
      return upTo(in, limit);
    } catch (ZipException | EOFException e) {
      throw new BrokenException("The body is no good " + name + ": " + e.getMessage(), e);
    }
  }

  private static InputStream unpacked(InputStream in, String coding) throws IOException {
    return switch (coding) {
      case "", "identity" -> in;
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 1 << 16);
      case "deflate" -> new InflaterInputStream(in);
      default ->
          throw new BrokenException(
              "Content-Encoding " + coding + " is not known; use gzip.", new IOException(coding));
    };
  }

  private static byte[] upTo(InputStream in, int limit) throws IOException {
    var out = new ByteArrayOutputStream(1 << 16);
    var buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (out.size() + read > limit)
        throw new TooLargeException(
            "The body is larger than " + limit + " bytes (unpacked). Send smaller batches.");
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }
}
