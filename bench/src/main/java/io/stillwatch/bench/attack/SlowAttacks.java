// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.BULK;
import static io.stillwatch.bench.attack.Pushed.now;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Clients that send on and on, at a rate that is allowed, and never end.
final class SlowAttacks {
  private static final int SENDERS = 300;
  private static final int HEADERS = 2_500;
  private static final int LARGE = 15 << 20;
  private static final int LARGE_SENDERS = 3;
  private static final byte[] A_SECOND = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] A_BYTE = {'x'};

  /// The deadline of a body, how long one may be silent after it, and some seconds.
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(70);

  private SlowAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("slow-senders", "300 requests that drip at 300 B/s", SlowAttacks::drips),
        new Attack("large-senders", "three that fill 15 MiB and drip on", SlowAttacks::large),
        new Attack("slow-headers", "2,500 connections that drip a header", SlowAttacks::headers));
  }

  private static String post(Target target, String path) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + target.web().port()
        + "\r\nContent-Length: 20000000\r\n\r\n";
  }

  private static String drips(Target target) throws IOException, InterruptedException {
    try (var slow = new Drips(A_SECOND)) {
      for (int i = 0; i < SENDERS; i++)
        slow.add(target.web().raw(post(target, i % 2 == 0 ? "/ping/slow" : BULK)));
      return ended(target, slow);
    }
  }

  private static String large(Target target) throws IOException, InterruptedException {
    try (var slow = new Drips(A_SECOND)) {
      for (int i = 0; i < LARGE_SENDERS; i++) {
        var socket = target.web().raw(post(target, BULK));
        fill(socket);
        slow.add(socket);
      }
      return ended(target, slow);
    }
  }

  private static void fill(Socket socket) {
    var chunk = "x".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
    try {
      for (int sent = 0; sent < LARGE; sent += chunk.length) socket.getOutputStream().write(chunk);
    } catch (IOException e) {
      // refused, as it may be
    }
  }

  /// Others push all the while, and none of the slow ones is left in the end.
  private static String ended(Target target, Drips slow) throws InterruptedException {
    long end = System.nanoTime() + ENDED_WITHIN.toNanos();
    try (var others = target.elsewhere()) {
      while (slow.left() > 0 && System.nanoTime() < end) {
        int status = others.post(BULK, Pushed.run("slow-1", "/opt/a", now())).status();
        if (status != 200) return "a push of another address is answered with " + status;
        Thread.sleep(1_000);
      }
    }
    if (slow.left() > 0) return slow.left() + " are waited for after " + ENDED_WITHIN;
    int status = target.web().post(BULK, Pushed.run("slow-1", "/opt/a", now())).status();
    return status == 200 ? "" : "a push is answered with " + status;
  }

  /// The health of the server is asked for by a new connection each time.
  private static String headers(Target target) throws IOException, InterruptedException {
    var request = "GET /livez HTTP/1.1\r\nHost: 127.0.0.1:" + target.web().port() + "\r\n\r\n";
    try (var slow = new Drips(A_BYTE)) {
      for (int i = 0; i < HEADERS; i++) slow.add(target.web().raw("GET / HTTP/1.1\r\nX-Slow: "));
      for (int i = 0; i < 40; i++) {
        long start = System.nanoTime();
        var answer = target.web().answerTo(request);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (!answer.startsWith("HTTP/1.1 200") || took > 1_000)
          return "/livez answers " + answer.lines().findFirst() + " after " + took + " ms";
        Thread.sleep(1_000);
      }
      return "";
    }
  }

  /// Connections to each of which something is written every second, until it is refused.
  private static final class Drips implements AutoCloseable {
    private final byte[] drip;
    private final List<Socket> open = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> writing;

    Drips(byte[] drip) {
      this.drip = drip;
      writing = clock.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
    }

    synchronized void add(Socket socket) {
      open.add(socket);
    }

    synchronized int left() {
      return open.size();
    }

    private synchronized void write() {
      open.removeIf(socket -> !accepts(socket));
    }

    /// An answer, of whatever kind, is the end of a request that was not sent to its end.
    private boolean accepts(Socket socket) {
      try {
        if (socket.getInputStream().available() == 0) {
          socket.getOutputStream().write(drip);
          return true;
        }
        socket.close();
      } catch (IOException e) {
        // refused
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      writing.cancel(true);
      clock.shutdownNow();
      synchronized (this) {
        for (var socket : open) socket.close();
      }
    }
  }
}
