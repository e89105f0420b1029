// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.http.Context;
import io.stillwatch.app.http.BodyBudget.Share;
import io.stillwatch.app.http.Ingest.TooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Reads the body of a request, unpacked, up to limits that hold for what comes out of it.
final class Bodies {
  /// As for OTLP: 20 MiB after decompression.
  static final int LIMIT = 20 << 20;

  /// Log lines shrink to a tenth or twentieth; what shrinks more is made to fill memory.
  static final int LARGEST_RATIO = 100;

  private static final int RATIO_FROM = 1 << 20;
  private static final int STEP = 1 << 16;

  private Bodies() {}

  /// The body is not what its header says.
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Each part is charged to the share before it is kept.
  static byte[] read(Context context, int limit, Share share) throws IOException {
    var coding = context.header("Content-Encoding");
    var name = coding == null ? "identity" : coding.strip().toLowerCase(Locale.ROOT);
    var packed = new Counted(context.bodyInputStream());
    try (var in = unpacked(packed, name)) {
      return upTo(in, packed, limit, share);
    } catch (ZipException | EOFException e) {
      throw new BrokenException("The body is no good " + name + ": " + e.getMessage(), e);
    }
  }

  private static InputStream unpacked(InputStream in, String coding) throws IOException {
    return switch (coding) {
      case "", "identity" -> in;
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 1 << 12);
      case "deflate" -> new InflaterInputStream(in);
      default ->
          throw new BrokenException(
              "Content-Encoding " + coding + " is not known; use gzip.", new IOException(coding));
    };
  }

  private static byte[] upTo(InputStream in, Counted packed, int limit, Share share)
      throws IOException {
    var out = new ByteArrayOutputStream(STEP);
    var buffer = new byte[STEP];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (out.size() + read > limit)
        throw new TooLargeException(
            "The body is larger than " + limit + " bytes (unpacked). Send smaller batches.");
      share.take(read);
      out.write(buffer, 0, read);
      if (out.size() > RATIO_FROM && out.size() / LARGEST_RATIO > packed.bytes)
        throw new TooLargeException(
            "The body unpacks to more than "
                + LARGEST_RATIO
                + " times its size. Send it without compression.");
    }
    return out.toByteArray();
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) bytes++;
      return one;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      if (read > 0) bytes += read;
      return read;
    }
  }
}
