// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import com.github.luben.zstd.ZstdInputStream;
import io.stillwatch.collector.s3.S3Settings.Limits;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// What an object holds, unpacked by what it begins with: names lie.
final class Unpacked {
  private static final int BUFFER = 1 << 16;

  private Unpacked() {}

  /// More comes out than anybody should believe.
  static final class BombException extends IOException {
    private static final long serialVersionUID = 1L;

    BombException(String message) {
      super(message);
    }
  }

  /// The connection broke: the content may be good.
  static final class ConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionException(IOException cause) {
      super(cause.toString(), cause);
    }
  }

  static InputStream of(InputStream packed, Limits limits) throws IOException {
    var counted = new Counted(packed);
    var in = new BufferedInputStream(counted, BUFFER);
    in.mark(8);
    var magic = in.readNBytes(4);
    in.reset();
    if (begins(magic, 0x1f, 0x8b)) return new Limited(gzip(in), counted, limits);
    if (begins(magic, 0x28, 0xb5, 0x2f, 0xfd))
      return new Limited(new ZstdInputStream(in), counted, limits);
    if (begins(magic, 'B', 'Z', 'h'))
      return new Limited(new BZip2CompressorInputStream(in, true), counted, limits);
    return in;
  }

  private static InputStream gzip(InputStream in) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(in)
        .setDecompressConcatenated(true)
        .get();
  }

  private static boolean begins(byte[] bytes, int... magic) {
    var wanted = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) wanted[i] = (byte) magic[i];
    return bytes.length >= magic.length
        && Arrays.equals(Arrays.copyOf(bytes, magic.length), wanted);
  }

  /// Counts what went in.
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        int read = super.read(into, from, length);
        if (read > 0) bytes += read;
        return read;
      } catch (IOException e) {
        throw new ConnectionException(e);
      }
    }
  }

  /// Stops where what came out is out of proportion.
  private static final class Limited extends FilterInputStream {
    private final Counted packed;
    private final Limits limits;
    private long bytes;

    Limited(InputStream in, Counted packed, Limits limits) {
      super(in);
      this.packed = packed;
      this.limits = limits;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      if (read > 0) bytes += read;
      if (bytes > limits.maxUnpackedBytes())
        throw new BombException("it unpacks to more than " + limits.maxUnpackedBytes() + " bytes");
      if (bytes > limits.trustedBytes() && bytes / limits.maxRatio() > packed.bytes)
        throw new BombException("it unpacks to more than " + limits.maxRatio() + " times its size");
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, BUFFER)).length;
    }
  }
}
