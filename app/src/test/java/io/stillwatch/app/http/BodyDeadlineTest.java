// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A body that comes slowly, over real HTTP and by a clock of the test.
class BodyDeadlineTest {
  private static final Duration ALLOWED = Duration.ofSeconds(30);
  private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";

  private final AtomicLong nanos = new AtomicLong();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  private final CountDownLatch reading = new CountDownLatch(1);

  private final class Reader extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      reading.countDown();
      var body = Content.Source.asString(request);
      Content.Sink.write(response, true, "read " + body, callback);
      return true;
    }
  }

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new BodyDeadline(new Reader(), ALLOWED, nanos::get));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private Socket sent(String text) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    var buffer = new byte[400];
    return new String(buffer, 0, Math.max(0, socket.getInputStream().read(buffer)), US_ASCII);
  }

  @Test
  void a_body_that_comes_in_time_is_read() throws Exception {
    try (var socket = sent(HEAD + "a")) {
      reading.await();
      nanos.addAndGet(ALLOWED.toNanos());
      socket.getOutputStream().write("bc".getBytes(US_ASCII));
      assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("read abc");
    }
  }

  @Test
  void a_body_that_still_drips_after_the_deadline_is_refused() throws Exception {
    try (var socket = sent(HEAD + "a")) {
      reading.await();
      nanos.addAndGet(ALLOWED.toNanos() + 1);
      socket.getOutputStream().write('b');
      assertThat(answer(socket)).startsWith("HTTP/1.1 408");
    }
  }
}
