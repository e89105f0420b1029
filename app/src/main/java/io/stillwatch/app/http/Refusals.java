// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the requests of senders that were refused, by the way that they came and the answer. The
/// log says when refusals for want of room begin and when they are over, not each of them.
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final long OVER_AFTER = Duration.ofMinutes(1).toNanos();
  private static final int FIRST = 400;
  private static final int OTHER = 0;

  /// What senders are answered.
  private static final List<Integer> STATUSES =
      List.of(400, 403, 404, 408, 413, 415, 429, 503, OTHER);

  /// They could be sent again, or in smaller parts: a sender that goes on is a matter for people.
  private static final List<Integer> FOR_WANT_OF_ROOM = List.of(413, 429, 503);

  private enum Way {
    BULK("/ingest/es"),
    OTLP("/ingest/otlp"),
    SNAPSHOT("/ingest/snapshot"),
    PING("/ping/");

    private final String path;

    Way(String path) {
      this.path = path;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final class Counted {
    private final Map<Integer, LongAdder> requests = new TreeMap<>();
    private final LongAdder bytes = new LongAdder();
    private boolean refusing;
    private long lastAt;

    Counted() {
      STATUSES.forEach(status -> requests.put(status, new LongAdder()));
    }
  }

  private final Map<Way, Counted> ways = new EnumMap<>(Way.class);
  private final LongSupplier nanos;

  Refusals(LongSupplier nanos) {
    this.nanos = nanos;
    for (var way : Way.values()) ways.put(way, new Counted());
  }

  void serveIn(RoutesConfig routes) {
    routes.after("/ingest/*", this::answered);
    routes.after("/ping/*", this::answered);
  }

  private void answered(Context context) {
    for (var way : Way.values())
      if (context.path().startsWith(way.path))
        answered(way, context.statusCode(), Math.max(0, context.contentLength()));
  }

  private void answered(Way way, int status, long bytes) {
    var counted = ways.get(way);
    if (counted == null) return;
    if (status >= FIRST) {
      var known = counted.requests.getOrDefault(status, counted.requests.get(OTHER));
      if (known != null) known.increment();
      counted.bytes.add(bytes);
    }
    noteState(way, counted, status);
  }

  private void noteState(Way way, Counted counted, int status) {
    synchronized (counted) {
      long now = nanos.getAsLong();
      if (FOR_WANT_OF_ROOM.contains(status)) {
        counted.lastAt = now;
        if (counted.refusing) return;
        counted.refusing = true;
        log.atWarn()
            .addKeyValue("way", way.word())
            .addKeyValue("status", status)
            .log("Requests are refused for want of room; the metrics count them.");
      } else if (counted.refusing && status < FIRST && now - counted.lastAt > OVER_AFTER) {
        counted.refusing = false;
        log.atInfo().addKeyValue("way", way.word()).log("Requests are accepted again.");
      }
    }
  }

  List<MetricReading> readings() {
    var readings = new ArrayList<MetricReading>();
    ways.forEach((way, counted) -> {
      counted.requests.forEach((status, count) ->
          readings.add(
              new MetricReading(
                  "stillwatch_refused_requests_total",
                  "Requests of senders that were refused",
                  Map.of(
                      "way", way.word(), "status", status == OTHER ? "other" : status.toString()),
                  count::sum)));
      readings.add(
          new MetricReading(
              "stillwatch_refused_bytes_total",
              "Bytes of refused requests, as far as their senders announced them",
              Map.of("way", way.word()),
              counted.bytes::sum));
    });
    return readings;
  }
}
