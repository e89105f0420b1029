// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/// Style sheets, fonts and scripts from the class path, compressed once and kept.
///
/// A path with a version in it (echarts) may be kept by the browser for a year; the others are
/// asked for again each time, and answered 304 while they are the same.
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final List<String> roots;
  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared; handed to one response after another
  private record Asset(String type, byte[] plain, byte[] gzip, String tag) {}

  Assets(List<String> roots) {
    this.roots = roots;
  }

  void serveIn(RoutesConfig routes) {
    roots.forEach(root -> routes.get("/" + root + "/*", this::serve));
  }

  private void serve(Context context) {
    var path = context.path().substring(1);
    var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || path.contains("..") || path.contains("//")) {
      Problems.answer(context, HttpStatus.NOT_FOUND, "There is no " + path + ".");
      return;
    }
    // only what exists is kept: paths that do not are without end
    var asset = Optional.ofNullable(known.get(path)).or(() -> load(path, type));
    if (asset.isEmpty()) {
      Problems.answer(context, HttpStatus.NOT_FOUND, "There is no " + path + ".");
      return;
    }
    known.putIfAbsent(path, asset.get());
    send(context, asset.get(), path);
  }

  private static void send(Context context, Asset asset, String path) {
    boolean versioned = path.startsWith("_static/");
    context
        .header("Cache-Control", versioned ? "public, max-age=31536000, immutable" : "no-cache")
        .header("ETag", asset.tag())
        .header("Vary", "Accept-Encoding");
    if (asset.tag().equals(context.header("If-None-Match"))) {
      context.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    context.contentType(asset.type());
    var accepted = context.header("Accept-Encoding");
    boolean zipped = accepted != null && accepted.contains("gzip") && asset.gzip().length > 0;
    if (zipped) context.header("Content-Encoding", "gzip");
    context.result(zipped ? asset.gzip() : asset.plain());
  }

  private static Optional<Asset> load(String path, String type) {
    try (var in = Assets.class.getResourceAsStream("/META-INF/resources/" + path)) {
      if (in == null) return Optional.empty();
      var plain = in.readAllBytes();
      var digest = MessageDigest.getInstance("SHA-256").digest(plain);
      var tag = "\"" + HexFormat.of().formatHex(Arrays.copyOf(digest, 8)) + "\"";
      // woff2 is compressed already
      return Optional.of(
          new Asset(type, plain, type.startsWith("font") ? new byte[0] : zip(plain), tag));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + " from the class path", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static byte[] zip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
