// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.stillwatch.app.http.BodyBudget.Share;
import io.stillwatch.collector.push.BulkIntake;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.OtlpIntake;
import io.stillwatch.collector.push.RefusedException;
import io.stillwatch.collector.push.SnapshotIntake;
import io.stillwatch.core.place.Places;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where others push: `/ingest/es`, `/ingest/otlp/v1/logs`, `/ingest/snapshot` and `/ping/{key}`,
/// and where they declare pings.
///
/// A good answer is given only after the spool has committed. While it is pressed the answer is 429
/// with `Retry-After`, and senders keep what they have.
public final class Ingest {
  private static final String JSON = "application/json";
  private static final String RETRY_SECONDS = "10";

  /// Requests that are read at the same time; a slow one costs no more than its thread.
  private static final int AT_ONCE = 64;

  /// Of these, those of one address. All senders on this machine are one.
  private static final int OF_AN_ADDRESS = 48;

  private final Intake intake;
  private final BulkIntake bulk;
  private final OtlpIntake otlp;
  private final SnapshotIntake snapshots;
  private final Pings pings;
  private final PingRoutes declared;
  private final List<MetricReading> readings;
  private final Places places = new Places(AT_ONCE, OF_AN_ADDRESS);
  private final Refusals refusals = new Refusals(System::nanoTime);
  private final BodyBudget budget = new BodyBudget(BodyBudget.BYTES, BodyBudget.OF_AN_ADDRESS);

  /// `zone` is that of pushed lines which tell no offset; `addresses` are those of pings.
  public Ingest(Intake intake, ZoneId zone, PingAddresses addresses) {
    this.intake = intake;
    bulk = new BulkIntake(intake, zone);
    otlp = new OtlpIntake(intake, zone);
    snapshots = new SnapshotIntake(intake, zone);
    pings = new Pings(new Heartbeats(intake), addresses);
    declared = new PingRoutes(addresses);
    readings = numbers();
  }

  void serveIn(RoutesConfig routes) {
    refusals.serveIn(routes);
    for (var path : new String[] {"/_bulk", "/{index}/_bulk", "/{index}/{type}/_bulk"}) {
      routes.post("/ingest/es" + path, elastic(this::bulk));
      routes.put("/ingest/es" + path, elastic(this::bulk));
    }
    new ElasticProbes().serveIn(routes);
    routes.post("/ingest/otlp/v1/logs", placed(this::logs));
    routes.post("/ingest/snapshot", placed(this::snapshot));
    pings.serveIn(routes);
    declared.serveIn(routes);
  }

  /// Kept here, because the registry of metrics does not hold what it reads.
  List<MetricReading> readings() {
    return readings;
  }

  /// How many requests were refused, and how many lines were beyond a quota.
  private List<MetricReading> numbers() {
    var all = new ArrayList<>(refusals.readings());
    all.add(
        new MetricReading(
            "stillwatch_quota_lines_total",
            "Lines of hosts beyond push.maxHosts, which are searched only",
            Map.of(),
            intake::beyondQuota));
    return all;
  }

  private void bulk(Context context, Share share) throws IOException, StoreException {
    try {
      var index = context.pathParamMap().getOrDefault("index", "logs");
      var answer = bulk.take(Bodies.read(context, Bodies.LIMIT, share), index, context.ip());
      context.contentType(JSON).result(answer);
    } catch (RefusedException e) {
      if (e.isTooLarge()) throw new TooLargeException(String.valueOf(e.getMessage()));
      ElasticProbes.error(
          context, 400, "illegal_argument_exception", String.valueOf(e.getMessage()));
    }
  }

  /// Errors in the words of Elasticsearch, for its clients.
  private Handler elastic(Taking taking) {
    return context -> {
      context.header(ElasticProbes.PRODUCT, "Elasticsearch");
      try {
        placed(taking).handle(context);
      } catch (BusyException e) {
        context.header("Retry-After", RETRY_SECONDS);
        ElasticProbes.error(
            context, 429, "es_rejected_execution_exception", String.valueOf(e.getMessage()));
      } catch (TooLargeException e) {
        ElasticProbes.error(
            context, 413, "content_too_long_exception", String.valueOf(e.getMessage()));
      } catch (Bodies.BrokenException e) {
        ElasticProbes.error(context, 400, "parse_exception", String.valueOf(e.getMessage()));
      } catch (StoreException e) {
        context.header("Retry-After", RETRY_SECONDS);
        ElasticProbes.error(
            context, 503, "unavailable_shards_exception", String.valueOf(e.getMessage()));
      }
    };
  }

  private void logs(Context context, Share share) throws IOException, StoreException {
    var type = String.valueOf(context.contentType());
    if (!type.startsWith(JSON)) {
      Otlp.status(context, 415, "Send application/json: OTLP with protobuf is not read here.");
      return;
    }
    try {
      otlp.take(Bodies.read(context, Bodies.LIMIT, share), context.ip());
      context.contentType(JSON).result("{\"partialSuccess\":{}}");
    } catch (RefusedException e) {
      Otlp.status(context, e.isTooLarge() ? 413 : 400, String.valueOf(e.getMessage()));
    } catch (Bodies.BrokenException e) {
      Otlp.status(context, 400, String.valueOf(e.getMessage()));
    } catch (TooLargeException e) {
      Otlp.status(context, 413, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      context.header("Retry-After", RETRY_SECONDS);
      Otlp.status(context, 503, String.valueOf(e.getMessage()));
    }
  }

  private void snapshot(Context context, Share share) throws IOException, StoreException {
    try {
      int kept = snapshots.take(Bodies.read(context, Bodies.LIMIT, share), context.ip());
      context.contentType(JSON).result("{\"kept\":" + kept + "}");
    } catch (RefusedException e) {
      refuse(context, e.isTooLarge() ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST, e);
    } catch (Bodies.BrokenException e) {
      refuse(context, HttpStatus.BAD_REQUEST, e);
    } catch (TooLargeException e) {
      refuse(context, HttpStatus.CONTENT_TOO_LARGE, e);
    } catch (StoreException e) {
      context.header("Retry-After", RETRY_SECONDS);
      refuse(context, HttpStatus.SERVICE_UNAVAILABLE, e);
    }
  }

  private static void refuse(Context context, HttpStatus status, Exception why) {
    Problems.answer(context, status, String.valueOf(why.getMessage()));
  }

  private interface Taking {
    void take(Context context, Share share) throws IOException, StoreException;
  }

  /// Nothing is read from the connection while there is no room for it.
  private Handler placed(Taking taking) {
    return context -> {
      if (intake.pressed())
        throw new BusyException(
            "The spool is nearly full: Elasticsearch takes nothing. Send later.");
      try (var _ = place(context.ip());
          var share = budget.share(context.ip())) {
        taking.take(context, share);
      }
    };
  }

  private Places.Place place(String address) throws BusyException {
    return places
        .take(address)
        .orElseThrow(() ->
            new BusyException(
                AT_ONCE
                    + " requests are being read already, or "
                    + OF_AN_ADDRESS
                    + " of this address. Send later."));
  }

  /// There is no room now; the same request is welcome later.
  static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException(String message) {
      super(message);
    }
  }

  /// Sending the same again would not help; it must be split.
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }

  /// Outside of Elasticsearch's addresses a busy answer is a problem document.
  static void busy(BusyException e, Context context) {
    context.header("Retry-After", RETRY_SECONDS);
    Problems.answer(context, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(e.getMessage()));
  }

  /// Answers of OTLP are a google.rpc.Status.
  private static final class Otlp {
    private Otlp() {}

    static void status(Context context, int status, String message) {
      var json =
          com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
              .objectNode()
              .put("message", message);
      context.status(status).contentType(JSON).result(json.toString());
    }
  }
}
