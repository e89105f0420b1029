// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The body of a request must be there so long after its headers, at whatever rate it comes: a
/// sender that drips holds what it holds no longer than that.
final class BodyDeadline extends Handler.Wrapper {
  private final long allowed;
  private final LongSupplier nanos;

  BodyDeadline(Handler handler, Duration allowed, LongSupplier nanos) {
    super(handler);
    this.allowed = allowed.toNanos();
    this.nanos = nanos;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(new Timed(request), response, callback);
  }

  private final class Timed extends Request.Wrapper {
    private final long begin = nanos.getAsLong();
    private volatile boolean complete;

    Timed(Request request) {
      super(request);
    }

    private boolean late() {
      return !complete && nanos.getAsLong() - begin > allowed;
    }

    /// A reader that waits is called at once, and reads the failure.
    @Override
    public void demand(Runnable callback) {
      if (late()) callback.run();
      else super.demand(callback);
    }

    @Override
    public Content.Chunk read() {
      if (late())
        return Content.Chunk.from(
            new HttpException.RuntimeException(
                HttpStatus.REQUEST_TIMEOUT_408, "The body took too long."));
      var chunk = super.read();
      if (chunk != null && chunk.isLast()) complete = true;
      return chunk;
    }
  }
}
