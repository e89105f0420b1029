// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A bucket that keeps versions, and that denies on demand: S3Proxy does neither on a file system.
final class VersionedBucket implements AutoCloseable {
  private record Version(String key, String id, String text, Instant at) {}

  private final HttpServer server;
  private final List<Version> versions = new ArrayList<>();
  private final Set<String> denied = new HashSet<>();

  VersionedBucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void put(String key, String text, Instant at) {
    versions.add(new Version(key, "v" + versions.size(), text, at));
  }

  /// Denies `versions`, `versioning`, `list` or `get`; nothing else is denied any more.
  synchronized void deny(String... what) {
    denied.clear();
    denied.addAll(List.of(what));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var query = String.valueOf(exchange.getRequestURI().getRawQuery());
    var path = exchange.getRequestURI().getPath().replaceFirst("^/logs/?", "");
    if (query.contains("versioning")) {
      send(
          exchange,
          "versioning",
          "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    } else if (query.startsWith("versions") || query.contains("&versions")) {
      send(exchange, "versions", listing(true));
    } else if (path.isEmpty()) {
      send(exchange, "list", listing(false));
    } else {
      var id = query.replaceFirst(".*versionId=", "");
      var key = URLDecoder.decode(path, StandardCharsets.UTF_8);
      var found = versions.stream().filter(one -> one.key.equals(key)).toList();
      var version =
          found.stream().filter(one -> one.id.equals(id)).findFirst().orElseGet(found::getLast);
      exchange.getResponseHeaders().add("ETag", version.id);
      send(exchange, "get", version.text);
    }
  }

  private String listing(boolean all) {
    var xml = new StringBuilder(all ? "<ListVersionsResult>" : "<ListBucketResult>");
    var newestFirst = new ArrayList<>(versions.reversed());
    newestFirst.sort(Comparator.comparing(Version::key));
    var last = "";
    for (var one : newestFirst) {
      if (!all && one.key.equals(last)) continue;
      last = one.key;
      xml.append(all ? "<Version>" : "<Contents>");
      xml.append("<Key>").append(one.key).append("</Key><ETag>").append(one.id).append("</ETag>");
      xml.append("<VersionId>").append(one.id).append("</VersionId><Size>");
      xml.append(one.text.length()).append("</Size><LastModified>").append(one.at);
      xml.append("</LastModified>").append(all ? "</Version>" : "</Contents>");
    }
    return xml.append(all ? "</ListVersionsResult>" : "</ListBucketResult>").toString();
  }

  private void send(HttpExchange exchange, String what, String text) throws IOException {
    boolean refused = denied.contains(what);
    var body = refused ? "<Error><Code>AccessDenied</Code><Message>no</Message></Error>" : text;
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(refused ? 403 : 200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
