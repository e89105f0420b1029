// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A receiver that verifies by docs/ALERTS.md, and answers as it is told.
final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new ArrayList<>();
  private volatile Answer answer = new Answer(204, Map.of(), "");

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /// The length of an answer may be promised and not kept.
  record Answer(int status, Map<String, String> headers, String body) {}

  record Request(Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/s3cret-path?key=hidden";
  }

  void answer(int status, Map<String, String> headers, String body) {
    answer = new Answer(status, headers, body);
  }

  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// The rules for receivers: a timestamp of the last five minutes, one signature that is right, an
  /// id that was not seen before.
  static boolean accepts(Request request, String secret, long nowSeconds, Set<String> seen) {
    var stamp = request.header("webhook-timestamp");
    if (Math.abs(nowSeconds - Long.parseLong(stamp)) > 300) return false;
    var expected = signature(secret, request.header("webhook-id"), stamp, request.body());
    boolean signed = false;
    for (var one : request.header("webhook-signature").split(" ", -1)) {
      signed |=
          MessageDigest.isEqual(
              one.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
    return signed && seen.add(request.header("webhook-id"));
  }

  static boolean accepts(Request request, String secret, long nowSeconds) {
    return accepts(request, secret, nowSeconds, new HashSet<>());
  }

  private static String signature(String secret, String id, String stamp, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + stamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, String.join(",", all)));
      var body = exchange.getRequestBody().readAllBytes();
      synchronized (requests) {
        requests.add(new Request(headers, body));
      }
      var now = answer;
      if (now.status() == 0) {
        closed.await();
        return;
      }
      now.headers().forEach(exchange.getResponseHeaders()::set);
      var bytes = now.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : 0);
      if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
