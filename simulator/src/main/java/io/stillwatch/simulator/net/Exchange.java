// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One connection of a client and the one that serves it.
final class Exchange implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 10;

  private final Socket client;
  private final URI target;
  private final InputStream in;
  private final OutputStream out;
  private @Nullable Upstream upstream;

  Exchange(Socket client, URI target) throws IOException {
    this.client = client;
    this.target = target;
    this.in = new BufferedInputStream(client.getInputStream(), 1 << 16);
    this.out = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
  }

  private record Upstream(Socket socket, InputStream in, OutputStream out) {}

  String nextHead() throws IOException {
    return HttpMessage.head(in);
  }

  /// Plays one request; false where the connection is over.
  boolean play(String head, NetFault fault) throws IOException, InterruptedException {
    return switch (fault) {
      case NetFault.ResetHalfway _ -> {
        in.readNBytes(HttpMessage.length(head) / 2);
        client.setSoLinger(true, 0); // the end is a reset, not a farewell
        yield false;
      }
      case NetFault.Stall _ -> {
        Thread.sleep(Duration.ofMinutes(10)); // until the client, or the proxy, closes
        yield false;
      }
      case NetFault.Trickle(int bytesPerSecond) -> {
        var body = trickled(HttpMessage.length(head), bytesPerSecond);
        yield passed(new HttpMessage(head, body), fault);
      }
      case NetFault.Refuse _ -> false;
      default -> passed(new HttpMessage(head, HttpMessage.body(head, in, false)), fault);
    };
  }

  private byte[] trickled(int length, int bytesPerSecond) throws IOException, InterruptedException {
    var body = new byte[length];
    int piece = Math.max(1, bytesPerSecond / TICKS_PER_SECOND);
    for (int at = 0; at < length; at += piece) {
      if (in.readNBytes(body, at, Math.min(piece, length - at)) == 0) break;
      Thread.sleep(1_000 / TICKS_PER_SECOND);
    }
    return body;
  }

  private boolean passed(HttpMessage request, NetFault fault) throws IOException {
    var body = request.body();
    return switch (fault) {
      case NetFault.Answer(int status, String type, String text) ->
          relay(HttpMessage.answer(status, type, text));
      case NetFault.TooLarge(int limit) when body.length > limit ->
          relay(HttpMessage.answer(413, "text/html", "<html>413 too large</html>"));
      case NetFault.CutRequest _ -> relay(asked(request.with(midLine(body))));
      case NetFault.DropLines(int lines) -> relay(asked(request.with(without(body, lines))));
      case NetFault.Rewrite(var change) -> relay(asked(request.with(change.apply(body))));
      case NetFault.Repeat(int times) -> {
        for (int i = 1; i < times; i++) asked(request);
        yield relay(asked(request));
      }
      case NetFault.SwallowAnswer _ -> {
        asked(request);
        yield false;
      }
      case NetFault.CutAnswer _ -> {
        half(asked(request));
        yield false;
      }
      case NetFault.ResetAnswer _ -> {
        half(asked(request));
        client.setSoLinger(true, 0);
        yield false;
      }
      default -> relay(asked(request));
    };
  }

  private static byte[] midLine(byte[] body) {
    int half = body.length / 2;
    while (half > 1 && body[half - 1] == '\n') half--;
    return Arrays.copyOf(body, half);
  }

  private static byte[] without(byte[] body, int lines) {
    int end = body.length;
    for (int left = lines + 1; end > 0; end--) {
      if (body[end - 1] == '\n' && --left == 0) break;
    }
    return Arrays.copyOf(body, end);
  }

  private HttpMessage asked(HttpMessage request) throws IOException {
    var to = upstream();
    request.writeTo(to.out);
    var head = HttpMessage.head(to.in);
    if (head.isEmpty()) throw new IOException("The service closed the connection.");
    var answersHead = request.head().startsWith("HEAD ");
    return new HttpMessage(head, HttpMessage.body(head, to.in, answersHead));
  }

  private Upstream upstream() throws IOException {
    if (upstream == null) {
      var socket = new Socket(target.getHost(), target.getPort());
      socket.setTcpNoDelay(true);
      upstream =
          new Upstream(
              socket,
              new BufferedInputStream(socket.getInputStream(), 1 << 16),
              new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    }
    return upstream;
  }

  private boolean relay(HttpMessage answer) throws IOException {
    answer.writeTo(out);
    return !HttpMessage.field(answer.head(), "connection").equalsIgnoreCase("close");
  }

  private void half(HttpMessage answer) throws IOException {
    var head = answer.head();
    var whole = "Content-Length: " + answer.body().length + "\r\n";
    var told =
        head.replaceAll("(?i)(content-length|transfer-encoding):[^\r]*\r\n", "")
            .replaceFirst("\r\n\r\n$", "\r\n" + whole + "\r\n");
    out.write(told.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    out.write(answer.body(), 0, answer.body().length / 2);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (upstream != null) upstream.socket.close();
  }
}
