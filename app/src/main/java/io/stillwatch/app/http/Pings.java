// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.stillwatch.app.http.PingAddresses.Meaning;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Heartbeats.Signal;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// `/ping/{key}` and what may follow it, by GET, HEAD or POST, as Healthchecks has them.
final class Pings {
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  /// A wrong address counts as ten: guessing is slow.
  private static final int UNKNOWN_COSTS = 9;

  private static final int RETRY_SECONDS = 10;

  private final Heartbeats heartbeats;
  private final PingAddresses addresses;
  private final SenderRates rates;

  Pings(Heartbeats heartbeats, PingAddresses addresses) {
    this.heartbeats = heartbeats;
    this.addresses = addresses;
    this.rates = new SenderRates(addresses.rules().perMinute(), System::nanoTime);
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
    if (signal.isEmpty() || !Heartbeats.isKey(slug.isEmpty() ? key : key + "/" + slug)) {
      Problems.answer(
          context,
          HttpStatus.NOT_FOUND,
          "A ping is /ping/KEY, with /start, /fail, /log or an exit status from 0 to 255.");
      return;
    }
    if (ofAPage(context)) {
      Problems.answer(context, HttpStatus.FORBIDDEN, "Pages of other sites may not ping.");
      return;
    }
    if (!rates.admits(context.ip())) {
      context.header("Retry-After", Integer.toString(RETRY_SECONDS));
      Problems.answer(
          context,
          HttpStatus.TOO_MANY_REQUESTS,
          "This sender pings more often than push.pings.perMinute allows.");
      return;
    }
    boolean create = "1".equals(context.queryParam("create"));
    switch (addresses.meaning(key, slug, create)) {
      case Meaning.Known(var known) -> keep(context, known, signal.get(), HttpStatus.OK);
      case Meaning.Unknown unknown -> add(context, unknown, signal.get());
      case Meaning.Unsure(var unsure) -> {
        if (admitted(context, unsure)) keep(context, unsure, signal.get(), HttpStatus.OK);
      }
      case Meaning.Refused(var status, var why) -> {
        rates.charge(context.ip(), UNKNOWN_COSTS);
        Problems.answer(context, status, why);
      }
    }
  }

  private void add(Context context, Meaning.Unknown unknown, Signal signal)
      throws StoreException, IOException {
    if (!admitted(context, unknown.key())) return;
    var status = addresses.made(unknown) ? HttpStatus.CREATED : HttpStatus.OK;
    keep(context, unknown.key(), signal, status);
  }

  private boolean admitted(Context context, String key) {
    boolean admitted = heartbeats.admits(key);
    if (!admitted)
      Problems.answer(
          context,
          HttpStatus.TOO_MANY_REQUESTS,
          "As many keys as push.maxPings allows are pinged already.");
    return admitted;
  }

  private void keep(Context context, String key, Signal signal, HttpStatus status)
      throws StoreException, IOException {
    heartbeats.ping(key, signal, body(context));
    context
        .status(status)
        .header("Ping-Body-Limit", Integer.toString(Heartbeats.MAX_BODY_BYTES))
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result(status == HttpStatus.CREATED ? "Created" : "OK");
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
