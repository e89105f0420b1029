// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Heartbeats.Signal;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// `/ping/{key}` and what may follow it, by GET, HEAD or POST, as Healthchecks has them.
final class Pings {
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  private final Heartbeats heartbeats;

  Pings(Heartbeats heartbeats) {
    this.heartbeats = heartbeats;
  }

  void serveIn(RoutesConfig routes) {
    for (var path :
        new String[] {"/ping/{key}", "/ping/{key}/{last}", "/ping/{key}/{slug}/{last}"}) {
      routes.get(path, this::ping);
      routes.head(path, this::ping);
      routes.post(path, this::ping);
    }
  }

  private void ping(Context context) throws StoreException, IOException {
    var parts = context.pathParamMap();
    var key = String.valueOf(parts.get("key"));
    var slug = parts.getOrDefault("slug", "");
    var last = parts.getOrDefault("last", "");
    var signal = Signal.of(last);
    if (signal.isEmpty() && slug.isEmpty()) { // the key of a project and a slug
      slug = last;
      signal = Signal.of("");
    }
    var whole = slug.isEmpty() ? key : key + "/" + slug;
    if (signal.isEmpty() || !Heartbeats.isKey(whole)) {
      Problems.answer(
          context,
          HttpStatus.NOT_FOUND,
          "A ping is /ping/KEY, with /start, /fail, /log or an exit status from 0 to 255.");
      return;
    }
    if (isRefused(context, whole)) return;
    heartbeats.ping(whole, signal.get(), body(context));
    context
        .header("Ping-Body-Limit", Integer.toString(Heartbeats.MAX_BODY_BYTES))
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result("OK");
  }

  /// Whether the ping was answered with an error.
  private boolean isRefused(Context context, String key) {
    if (Heartbeats.isReserved(key)) {
      Problems.answer(
          context,
          HttpStatus.FORBIDDEN,
          "Keys that begin with stillwatch- are for jobs of Stillwatch itself. Choose another key.");
      return true;
    }
    if (ofAPage(context)) {
      Problems.answer(context, HttpStatus.FORBIDDEN, "Pages of other sites may not ping.");
      return true;
    }
    if (heartbeats.admits(key)) return false;
    Problems.answer(
        context,
        HttpStatus.TOO_MANY_REQUESTS,
        "As many keys as push.maxPings allows are pinged already.");
    return true;
  }

  /// A picture on some page could otherwise make a dead job look alive; browsers tell of it.
  private static boolean ofAPage(Context context) {
    var site = context.header("Sec-Fetch-Site");
    return site != null && OTHER_SITES.contains(site);
  }

  /// The rest of a longer body is not read.
  private static String body(Context context) throws IOException {
    try (var in = context.bodyInputStream()) {
      return new String(in.readNBytes(Heartbeats.MAX_BODY_BYTES), StandardCharsets.UTF_8);
    }
  }
}
