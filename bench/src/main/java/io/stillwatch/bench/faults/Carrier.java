// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.app.http.CollectServer;
import io.stillwatch.app.http.Ingest;
import io.stillwatch.app.http.PingAddresses;
import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.file.FileSettings;
import io.stillwatch.collector.file.FileSource;
import io.stillwatch.collector.loop.Collector;
import io.stillwatch.collector.loop.CollectorStores;
import io.stillwatch.collector.loop.Pace;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.PushedSources;
import io.stillwatch.collector.rds.RdsSettings;
import io.stillwatch.collector.rds.RdsSources;
import io.stillwatch.collector.s3.S3Settings;
import io.stillwatch.collector.s3.S3Sources;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticSettings;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.simulator.s3.S3Proxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The process that is killed: the product's own sources, spool, sender and way in, put together as
/// `serve` does, without detection and views.
final class Carrier {
  private static final Duration RECONNECT = Duration.ofMillis(200);

  private final CarrierSettings settings;
  private final PrintStream out;
  private final AtomicLong clockShiftSeconds = new AtomicLong();
  private final Instant began = Instant.now();
  private final InstantSource clock = this::now;

  private Carrier(CarrierSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new Carrier(CarrierSettings.parse(arguments), out).carry();
  }

  /// The time of the world, that of an order, or one that runs ahead.
  private Instant now() {
    var now = Instant.now();
    var ahead = Duration.between(began, now).multipliedBy(settings.speed() - 1);
    return now.plus(ahead).plusSeconds(clockShiftSeconds.get());
  }

  private void carry() throws IOException, StoreException, InterruptedException {
    var steps = new Steps(settings.haltAt(), settings.haltTimes(), out);
    try (var spool = Spool.open(settings.spool(), settings.limits(), clock);
        var stores = connected(spool)) {
      var writer = steps.of(stores.documents());
      var kept =
          new CollectorStores(
              steps.of(stores.evidence()), writer, stores.sources(), stores.findings());
      var states = Pace.USUAL.states();
      var pace = new Pace(settings.pace(), settings.pace(), Duration.ofSeconds(1), states);
      var intake = new Intake(spool, writer, clock, () -> steps.reached(Steps.COMMITTED));
      try (var collector = new Collector(discoveries(spool, steps), kept, spool, pace, clock);
          var server = CollectServer.start(ingest(intake), 0)) {
        collector.start();
        out.println("ready " + server.port());
        obey(spool);
      }
    }
  }

  private Ingest ingest(Intake intake) {
    return new Ingest(intake, ZoneId.of("UTC"), PingAddresses.adopting(clock));
  }

  private ElasticStores connected(Spool spool) throws StoreException, InterruptedException {
    var how =
        ElasticSettings.LOCAL
            .withTimeout(settings.timeout())
            .withCredentials(settings.credentials());
    return ElasticStores.await(settings.elastic(), how, spool, InstantSource.system(), RECONNECT);
  }

  private List<Discovery> discoveries(Spool spool, Steps steps) {
    var discoveries = new ArrayList<Discovery>();
    if (!settings.files().isEmpty()) discoveries.add(steps.of(Discovery.of(List.of(files()))));
    discoveries.add(new PushedSources(spool, settings.quietAfter(), clock));
    if (!settings.rds().isEmpty()) {
      var account = new RdsSettings("eu-central-1", settings.rds(), List.of(settings.instance()));
      discoveries.add(steps.of(new RdsSources(account, clock)));
    }
    if (!settings.s3().isEmpty()) discoveries.add(steps.of(bucket()));
    return discoveries;
  }

  private Watched files() {
    var host = Host.server(settings.host());
    var what =
        new FileSettings(
            new SourceId("file:" + settings.host()),
            host,
            ZoneId.of(settings.zone()),
            settings.files());
    return new Watched(new FileSource(what, clock), host, Reports.LOG_LINES);
  }

  private S3Sources bucket() {
    var arrival = new S3Settings.Arrival(false, Duration.ofHours(48), Duration.ofHours(26));
    var prefix =
        new S3Settings(
            S3Proxy.BUCKET,
            settings.host() + "/",
            Host.server(settings.host()),
            ZoneId.of(settings.zone()),
            arrival,
            S3Settings.Limits.USUAL);
    return new S3Sources("us-east-1", settings.s3(), List.of(prefix), clock);
  }

  /// Orders come on standard input, one a line; its end is ours.
  private void obey(Spool spool) throws IOException, StoreException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var order = in.readLine(); order != null; order = in.readLine()) {
      var words = order.split(" ", -1);
      switch (words[0]) {
        case "replay" -> out.println("replayed " + spool.replay());
        case "status" -> out.println("status " + spool.rows() + " " + spool.deadLetterCount());
        case "clock" -> {
          clockShiftSeconds.set(Long.parseLong(words[1]));
          out.println("clock " + clock.instant());
        }
        default -> out.println("what " + order);
      }
    }
  }
}
