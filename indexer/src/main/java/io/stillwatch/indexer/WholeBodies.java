// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/// Writes as much of a body as the connection accepts at once. The client's own producer writes 8
/// KiB at a time, with a round through selector, socket and server after each.
record WholeBodies(AsyncEntityProducer body) implements AsyncEntityProducer {
  /// An interceptor that wraps the body of every request that has one.
  static void wrap(
      HttpRequest request,
      @Nullable AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    chain.proceed(request, body == null ? null : new WholeBodies(body), scope, callback);
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    var counting = new CountingChannel(channel);
    do {
      counting.accepted = 0;
      body.produce(counting);
    } while (counting.accepted > 0);
  }

  /// Counts the bytes that the connection accepted.
  private static final class CountingChannel implements DataStreamChannel {
    private final DataStreamChannel channel;
    private int accepted;

    CountingChannel(DataStreamChannel channel) {
      this.channel = channel;
    }

    @Override
    public int write(ByteBuffer piece) throws IOException {
      accepted = channel.write(piece);
      return accepted;
    }

    @Override
    public void requestOutput() {
      channel.requestOutput();
    }

    @Override
    public void endStream() throws IOException {
      channel.endStream();
      accepted = 0;
    }

    @Override
    public void endStream(List<? extends Header> trailers) throws IOException {
      channel.endStream(trailers);
      accepted = 0;
    }
  }

  @Override
  public boolean isRepeatable() {
    return body.isRepeatable();
  }

  @Override
  public int available() {
    return body.available();
  }

  @Override
  public long getContentLength() {
    return body.getContentLength();
  }

  @Override
  public String getContentType() {
    return body.getContentType();
  }

  @Override
  public String getContentEncoding() {
    return body.getContentEncoding();
  }

  @Override
  public boolean isChunked() {
    return body.isChunked();
  }

  @Override
  public Set<String> getTrailerNames() {
    return body.getTrailerNames();
  }

  @Override
  public void failed(Exception cause) {
    body.failed(cause);
  }

  @Override
  public void releaseResources() {
    body.releaseResources();
  }
}
