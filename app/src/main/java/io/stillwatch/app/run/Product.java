// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.alerting.relay.RelayLoop;
import io.stillwatch.alerting.sns.SnsNotifier;
import io.stillwatch.app.audit.FactsAuditor;
import io.stillwatch.app.config.Config;
import io.stillwatch.app.http.WebServer;
import io.stillwatch.app.http.WebSettings;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.RawArchive;
import io.stillwatch.collector.loop.Collector;
import io.stillwatch.collector.loop.CollectorStores;
import io.stillwatch.collector.loop.Pace;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.collector.spool.SpoolLimits;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.Watch;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.core.watch.WatchStores;
import io.stillwatch.detector.LstmDetector;
import io.stillwatch.indexer.ElasticStores;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;

/// All parts of the product, put together; the web UI answers, and the loops run once [#run] is
/// called.
public final class Product implements AutoCloseable {
  /// Fixed, so that the same history trains the same model.
  private static final long SEED = 42;

  private static final Duration RECONNECT = Duration.ofSeconds(5);
  private static final Duration RELAY_PAUSE = Duration.ofSeconds(5);

  private final Config config;
  private final InstantSource clock;
  private final Parts parts;
  private final ElasticStores stores;
  private final Collector collector;
  private final Watch watch;
  private final Optional<NotificationRelay> relay;
  private final WatchLoop watchLoop;
  private final RetentionLoop retention;
  private final String url;

  /// `simulated` says that `clock` is not the world's.
  public static Product start(
      Config config, DataFolder data, InstantSource clock, boolean simulated)
      throws IOException, StoreException, InterruptedException {
    var parts = new Parts();
    boolean started = false;
    try {
      var product = new Product(config, data, clock, simulated, parts);
      started = true;
      return product;
    } finally {
      if (!started) parts.close();
    }
  }

  private Product(
      Config config, DataFolder data, InstantSource clock, boolean simulated, Parts parts)
      throws IOException, StoreException, InterruptedException {
    this.config = config;
    this.clock = clock;
    this.parts = parts;
    var local = WebSettings.local(config.web().port());
    var bound = parts.keep(WebServer.bind(local));
    url = "http://127.0.0.1:" + bound.socket().getLocalPort();
    var spool = parts.keep(Spool.open(data.folder("spool"), SpoolLimits.USUAL, clock));
    var cluster = parts.keep(Cluster.of(config.elasticsearch(), data));
    stores = parts.keep(cluster.connect(spool, InstantSource.system(), RECONNECT));
    var archive = Archiving.of(config, data.folder("archive"), clock);
    archive.ifPresent(parts::keep);
    RawArchive copy = archive.<RawArchive>map(one -> one).orElse(RawArchive.NONE);
    var sources = new ArrayList<Discovery>(Sources.of(config, clock, spool, parts));
    archive.ifPresent(sources::add);
    collector =
        parts.keep(
            new Collector(
                sources,
                new CollectorStores(
                    stores.evidence(),
                    stores.documents(),
                    stores.sources(),
                    stores.findings(),
                    copy),
                spool,
                Pace.USUAL,
                clock));
    var detector = new LstmDetector(data.folder("models"), SEED);
    watch = watch(detector);
    relay = notifier().map(to -> new NotificationRelay(stores.alerts(), to, clock, SEED));
    watchLoop =
        parts.keep(
            new WatchLoop(
                watch, clock, Duration.ofSeconds(config.detection().tickSeconds()), _ -> {}));
    var readings = new Readings(stores, collector, detector, watchLoop);
    var intake = Intake.copying(spool, stores.documents(), clock, copy);
    retention =
        parts.keep(
            new RetentionLoop(
                config.retention(), stores::deleteBefore, spool, new Heartbeats(intake), clock));
    var listener = parts.keep(Listening.start(config.push(), intake, clock));
    var pushedZone = ZoneId.of(config.push().zone());
    var web =
        parts.keep(
            new WebServer(
                readings.ports(
                    clock,
                    simulated,
                    new Readings.Pushing(intake, listener, pushedZone, spool),
                    config.retention().days(),
                    watch::requestAudit),
                local,
                bound));
    web.start();
  }

  private Watch watch(LstmDetector detector) {
    var detection = config.detection();
    return new Watch(
        new WatchStores(
            stores.evidence(), stores.sources(), stores.jobs(), stores.findings(), stores.alerts()),
        new FactsAuditor(new ConfigAuditor()),
        detector,
        new AlertDecisions(alertSettings()),
        new WatchSettings(
            ZoneId.of("UTC"),
            Duration.ofDays(detection.trainAfterDays()),
            Duration.ofHours(detection.retrainEveryHours())));
  }

  private AlertSettings alertSettings() {
    var alerts = config.alerts();
    var link = alerts.baseUrl().isEmpty() ? url : alerts.baseUrl();
    var base = AlertSettings.DEFAULT.withBaseUrl(link).withEnvironment(alerts.environment());
    return new AlertSettings(
        Duration.ofHours(alerts.repeatHours()),
        base.updateEvery(),
        base.baseUrl(),
        base.environment());
  }

  private Optional<Notifier> notifier() {
    var topic = config.alerts().topicArn();
    if (topic.isEmpty()) return Optional.empty();
    var endpoint = config.aws().endpointUrl();
    return Optional.of(
        parts.keep(
            endpoint.isEmpty()
                ? SnsNotifier.open(topic)
                : SnsNotifier.open(topic, URI.create(endpoint))));
  }

  public ElasticStores stores() {
    return stores;
  }

  public Collector collector() {
    return collector;
  }

  public Watch watch() {
    return watch;
  }

  /// Sends what is due now, if there is a topic.
  public void sendDue() throws StoreException {
    if (relay.isPresent()) relay.get().sendDue();
  }

  public String url() {
    return url;
  }

  /// Starts the loops: from here on the product works by itself.
  public void run() {
    collector.start();
    watchLoop.start();
    retention.start();
    relay.ifPresent(each -> parts.keep(new RelayLoop(each, RELAY_PAUSE, clock)).start());
  }

  @Override
  public void close() {
    parts.close();
  }
}
