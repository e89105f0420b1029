// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.app.config.Config;
import io.stillwatch.app.export.EvidenceExport;
import io.stillwatch.app.http.Check;
import io.stillwatch.app.http.Roles;
import io.stillwatch.app.http.WebPorts;
import io.stillwatch.app.http.WebServer;
import io.stillwatch.app.http.WebSettings;
import io.stillwatch.app.plan.LivePlan;
import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.RawArchive;
import io.stillwatch.collector.loop.Collector;
import io.stillwatch.collector.loop.CollectorStores;
import io.stillwatch.collector.loop.Pace;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.collector.spool.SpoolLimits;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.WatchStateStore.Loaded;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.core.watch.Watch;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.core.watch.training.ModelSharing;
import io.stillwatch.core.watch.training.Training;
import io.stillwatch.detector.LstmDetector;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.ui.ports.Routing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// All parts of the product, put together for the roles of this process; the web server answers,
/// and the loops run once [#run] is called.
public final class Product implements AutoCloseable {
  /// Fixed, so that the same history trains the same model.
  private static final long SEED = 42;

  private static final Duration RECONNECT = Duration.ofSeconds(5);
  private static final Duration RELAY_PAUSE = Duration.ofSeconds(1);
  private static final Duration ALERT_PAUSE = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT_PAUSE = Duration.ofMinutes(1);
  private static final Duration RETENTION_PAUSE = Duration.ofMinutes(1);

  /// A training may take long; one that takes longer than this is a problem of the role.
  private static final RoleLoop.Pauses TRAINING_PAUSES =
      new RoleLoop.Pauses(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(30));

  private final Config config;
  private final InstantSource clock;
  private final LivePlan plan;
  private final WatchSettings settings;
  private final Parts parts;
  private final ElasticStores stores;
  private final Collector collector;
  private final LstmDetector detector;
  private final Detection detection;
  private final AlertWork alerting;
  private final Optional<NotificationRelay> relay;
  private Optional<OutageLoop> outage = Optional.empty();
  private final List<RoleLoop> loops = new ArrayList<>();
  private final List<Leadership> leaderships = new ArrayList<>();
  private Optional<KnownHolders> holders = Optional.empty();
  private final AtomicReference<Watch> watch = new AtomicReference<>();
  private final Set<Role> roles;
  private final String url;

  /// `simulated` says that `clock` is not the world's.
  public static Product start(
      Config config, DataFolder data, InstantSource clock, boolean simulated)
      throws IOException, StoreException, InterruptedException {
    return start(config, data, clock, simulated, Role.ALL);
  }

  public static Product start(
      Config config, DataFolder data, InstantSource clock, boolean simulated, Set<Role> roles)
      throws IOException, StoreException, InterruptedException {
    var parts = new Parts();
    boolean started = false;
    try {
      var product = new Product(config, data, clock, simulated, roles, parts);
      started = true;
      return product;
    } finally {
      if (!started) parts.close();
    }
  }

  private Product(
      Config config,
      DataFolder data,
      InstantSource clock,
      boolean simulated,
      Set<Role> roles,
      Parts parts)
      throws IOException, StoreException, InterruptedException {
    this.config = config;
    this.clock = clock;
    this.roles = Set.copyOf(roles);
    this.parts = parts;
    var local = WebSettings.local(config.web().port());
    var bound = parts.keep(WebServer.bind(local));
    url = "http://127.0.0.1:" + bound.socket().getLocalPort();
    var spool = parts.keep(Spool.open(data.folder("spool"), SpoolLimits.USUAL, clock));
    var cluster = parts.keep(Cluster.of(config.elasticsearch(), data));
    stores = parts.keep(cluster.connect(spool, clock, RECONNECT));
    plan = new LivePlan(config.detection(), stores.pings(), clock);
    settings = Detection.settings(config, plan.plan());
    var archive = Archiving.of(config, data.folder("archive"), clock);
    archive.ifPresent(parts::keep);
    RawArchive copy = archive.<RawArchive>map(one -> one).orElse(RawArchive.NONE);
    var owner = Owner.of(spool.id());
    collector = parts.keep(collector(spool, copy, archive, owner, simulated));
    detector = new LstmDetector(data.folder("models"), SEED);
    alerting = new AlertWork(config, stores, clock, parts, url, simulated);
    detection =
        Detection.of(
            stores.watched(),
            new Detection.AlertPorts(stores.alerts(), alerting.settings()),
            detector,
            stores.training(),
            settings);
    watch.set(detection.watch());
    relay = relay(owner, simulated);
    var intake = Intake.copying(spool, stores.documents(), clock, copy, config.push().limits());
    if (!simulated) {
      loops(owner, spool, intake);
      outage =
          alerting
              .outage(data.folder("alerts"), this::alertedLast)
              .map(alarm -> parts.keep(new OutageLoop(alarm)));
    }
    var web = parts.keep(new WebServer(ports(intake, spool, owner, simulated), local, bound));
    web.start();
  }

  /// What the pages and the API read and change, and what is pushed to this process.
  private WebPorts ports(Intake intake, Spool spool, String owner, boolean simulated)
      throws IOException {
    var listener = parts.keep(Listening.start(config.push(), intake, clock));
    var pushedZone = ZoneId.of(config.push().zone());
    return new Readings(stores, collector)
        .ports(
            clock,
            simulated,
            new Readings.Pushing(intake, listener, pushedZone, spool),
            new Readings.Working(checks(), holders(owner), watch::get, routing(), ownParts(spool)),
            plan,
            config);
  }

  /// Only a process that alerts claims the lease: another one would hold it and send nothing.
  private Optional<NotificationRelay> relay(String owner, boolean simulated) {
    boolean told = roles.contains(Role.ALERT) && alerting.service().isPresent();
    if (!told) return Optional.empty();
    return alerting.relay(SEED, simulated ? Tenure.ALONE : relayLeadership(owner));
  }

  /// Every process sends what it takes in, be it only the heartbeats of its own jobs.
  private Collector collector(
      Spool spool,
      RawArchive copy,
      Optional<? extends Discovery> archive,
      String owner,
      boolean simulated)
      throws IOException, StoreException {
    var sources = new ArrayList<Discovery>();
    if (roles.contains(Role.COLLECT)) {
      // Sources that only one process may read are read by the one that holds their lease.
      var shared =
          simulated || !Sources.anyShared(config)
              ? Optional.<Leadership>empty()
              : Optional.of(lead("collect", owner));
      BooleanSupplier mayRead = () -> shared.isEmpty() || shared.get().held();
      sources.addAll(Sources.of(config, clock, pushed(spool), parts, mayRead));
      archive.ifPresent(sources::add);
    } else {
      sources.add(pushed(spool));
    }
    return new Collector(
        sources,
        new CollectorStores(
            stores.evidence(), stores.documents(), stores.sources(), stores.findings(), copy),
        spool,
        Pace.USUAL,
        clock);
  }

  /// Only those who collect wait for declared pings: else a receiver could die unnoticed.
  private Discovery pushed(Spool spool) {
    boolean collects = roles.contains(Role.COLLECT);
    return Sources.pushed(config, clock, spool, () -> collects && plan.pings().any());
  }

  /// What a process that shares its cluster with others does under a lease.
  private void loops(String owner, Spool spool, Intake intake) throws IOException {
    var tick = Duration.ofSeconds(config.detection().tickSeconds());
    if (roles.contains(Role.WATCH)) watchLoops(owner, tick, spool, intake);
    if (roles.contains(Role.ALERT)) alertLoops(owner, tick, spool);
  }

  private void watchLoops(String owner, Duration tick, Spool spool, Intake intake) {
    var leader = lead("watch", owner);
    add(new RoleLoop(leader, epoch -> watching(leader, epoch), tick, clock));
    var trainer = lead("train", owner);
    add(
        new RoleLoop(
            trainer, _ -> training(trainer)::turn, TRAINING_PAUSES, clock, System::nanoTime));
    var retention =
        new RetentionRun(
            config.retention(), stores::deleteBefore, spool, new Heartbeats(intake), clock);
    add(new RoleLoop(lead("retention", owner), _ -> _ -> retention.turn(), RETENTION_PAUSE, clock));
  }

  private void alertLoops(String owner, Duration tick, Spool spool) throws IOException {
    var leader = lead("alert", owner);
    var evaluator =
        Detection.evaluator(
            stores.watched(), stores.alerts(), alerting.settings(), ownParts(spool), leader);
    var service = alerting.service();
    RoleLoop.Work turn =
        now -> {
          evaluator.tick(now);
          if (service.isPresent()) service.get().turn(now);
        };
    add(new RoleLoop(leader, _ -> turn, Durations.shorter(tick, ALERT_PAUSE), clock));
    heartbeat(owner);
    relay.ifPresent(each ->
        add(new RoleLoop(relayLeadership(owner), _ -> _ -> each.sendDue(), RELAY_PAUSE, clock)));
  }

  private void add(RoleLoop loop) {
    loops.add(parts.keep(loop));
  }

  /// A new holder begins with what is stored, and claims it: the one before cannot save any more.
  private RoleLoop.Work watching(Leadership leader, long epoch) throws StoreException {
    stores.states().claim(epoch);
    var mine = Detection.watch(stores.watched(), detector, settings, leader);
    watch.set(mine);
    var models = new ModelSharing(detector, stores.training());
    return now -> {
      models.takeUp();
      mine.tick(now);
    };
  }

  /// Reads the states that the watch has saved, wherever it runs.
  private Training training(Tenure tenure) {
    var states = stores.states();
    var ports =
        new Training.Ports(
            each ->
                states.load(found -> {
                  if (found instanceof Loaded.State(var state, _)) each.accept(state);
                }),
            () -> stores.alerts().open().stream().map(Versioned::value).toList(),
            stores.outcomes(),
            stores.training());
    return new Training(detector, ports, settings, tenure, System::nanoTime);
  }

  private Leadership lead(String role, String owner) {
    var leadership = parts.keep(new Leadership(stores.leases(), role, owner));
    leaderships.add(leadership);
    return leadership;
  }

  private Leadership relayLeadership(String owner) {
    return leaderships.stream()
        .filter(one -> one.role().equals("relay"))
        .findFirst()
        .orElseGet(() -> lead("relay", owner));
  }

  /// The demo drives the ticks itself, so no loop needs a liveness check. The plan is what
  /// calendars and the file of jobs say.
  private List<Check> checks() {
    var checks = new ArrayList<Check>();
    for (var loop : loops) checks.add(new Check(loop.role(), loop::problem));
    checks.add(new Check("plan", plan::problem));
    return checks;
  }

  private OwnParts ownParts(Spool spool) throws IOException {
    return new OwnParts(
        stores,
        this::checks,
        alerting,
        spool,
        new OwnParts.Others(this::holders, this::isLed),
        OwnCertificate.of(config.push().syslog()));
  }

  private List<LeaseStore.Holder> holders() {
    return holders.map(KnownHolders::now).orElse(List.of());
  }

  private boolean isLed(String role) {
    return leaderships.stream().anyMatch(one -> one.role().equals(role));
  }

  /// Who holds the roles, as the renewal of leases saw it last.
  private Roles holders(String owner) {
    if (leaderships.isEmpty()) return Roles.NONE;
    var known = parts.keep(new KnownHolders(stores.leases()));
    holders = Optional.of(known);
    return new Roles(owner, known::now);
  }

  private Routing routing() {
    var service = alerting.service();
    return service
        .map(tests -> new Routing(alerting.routes(), now -> tests.testNow(now)))
        .orElse(Routing.NONE);
  }

  /// While a part is not well, the other service hears nothing.
  private void heartbeat(String owner) {
    var url = config.alerts().signsOfLife().heartbeatUrl();
    if (url.isEmpty()) return;
    var beat = new HeartbeatOut(URI.create(url), this::unwell);
    add(new RoleLoop(lead("heartbeat", owner), _ -> _ -> beat.beat(), HEARTBEAT_PAUSE, clock));
  }

  /// What is wrong with the roles of this process; empty if nothing is.
  private String unwell() {
    return checks().stream()
        .filter(check -> !check.problem().isEmpty())
        .map(check -> check.name() + ": " + check.problem())
        .findFirst()
        .orElse("");
  }

  private boolean alertedLast() {
    return leaderships.stream().anyMatch(one -> one.role().equals("alert") && one.heldLast());
  }

  public ElasticStores stores() {
    return stores;
  }

  public Collector collector() {
    return collector;
  }

  public Detection detection() {
    return detection;
  }

  /// Sends what is due now, if there is a topic.
  public void sendDue() throws StoreException {
    if (relay.isPresent()) relay.get().sendDue();
  }

  /// Writes what detection judged by; the product may go on meanwhile.
  public EvidenceExport evidenceExport() {
    return new EvidenceExport(stores.evidenceDocuments(), settings, alerting.settings());
  }

  public String url() {
    return url;
  }

  /// Starts the loops: from here on the product works by itself.
  public void run() {
    leaderships.forEach(Leadership::start);
    holders.ifPresent(KnownHolders::start);
    collector.start();
    loops.forEach(RoleLoop::start);
    outage.ifPresent(OutageLoop::start);
  }

  @Override
  public void close() {
    ClosingLoop.closeTogether(loops);
    ClosingLoop.closeTogether(leaderships);
    parts.close();
  }
}
