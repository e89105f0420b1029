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

/// Gives as much of a body to the connection as that takes. The client's own producer gives 8 KiB,
/// and then the selector, the socket and the server each have their turn.
record WholeBodies(AsyncEntityProducer body) implements AsyncEntityProducer {
  /// A link of the client's chain that wraps the body of every request that has one.
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
    var watched = new Watched(channel);
    do {
      watched.took = 0;
      body.produce(watched);
    } while (watched.took > 0);
  }

  /// Notes what one piece came to.
  private static final class Watched implements DataStreamChannel {
    private final DataStreamChannel channel;
    private int took;

    Watched(DataStreamChannel channel) {
      this.channel = channel;
    }

    @Override
    public int write(ByteBuffer piece) throws IOException {
      took = channel.write(piece);
      return took;
    }

    @Override
    public void requestOutput() {
      channel.requestOutput();
    }

    @Override
    public void endStream() throws IOException {
      channel.endStream();
      took = 0;
    }

    @Override
    public void endStream(List<? extends Header> trailers) throws IOException {
      channel.endStream(trailers);
      took = 0;
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
