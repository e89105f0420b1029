// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.bench.faults.CarrierProcess.Launch;
import io.stillwatch.simulator.net.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Where one fault is played: its own folder, host and oracle, and a carrier that comes and goes.
final class Stage implements AutoCloseable {
  /// For a process to start, on a machine that has other work to do.
  static final Duration READY = Duration.ofMinutes(2);

  private static final Duration SETTLED = Duration.ofMinutes(2);

  private final World world;
  private final Path folder;
  private final Oracle oracle;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final Launch usual;
  private final List<Ending> endings = new ArrayList<>();
  private CarrierSettings settings;
  private Optional<Program> program = Optional.empty();
  private @Nullable CarrierProcess carrier;
  private String note = "";
  private Ending fresh = this::usualLine;

  Stage(World world, String id, long seed) throws IOException {
    this.world = world;
    this.folder = Files.createDirectories(world.folder().resolve(id));
    this.random = new SplittableRandom(seed + id.hashCode());
    this.oracle = new Oracle("oracle-" + id.toLowerCase(Locale.ROOT), seed);
    this.traffic = new Traffic(oracle, log(), this::port);
    this.usual =
        new Launch(
            List.of(),
            world.classPath(),
            world.folder().resolve("carrier.jsa"),
            folder.resolve("carrier.err"));
    this.settings =
        CarrierSettings.parse(
            "elastic=" + world.proxy().uri(),
            "user=" + world.user().user(),
            "password=" + world.user().password(),
            "spool=" + folder.resolve("spool"),
            "host=" + oracle.host(),
            "files=" + log());
  }

  Path folder() {
    return folder;
  }

  /// The log that is followed.
  Path log() {
    return folder.resolve("app.log");
  }

  /// What rotation made of it, for instance with the suffix `.1`.
  Path rotated(String suffix) {
    return log().resolveSibling(log().getFileName() + suffix);
  }

  Path errors() {
    return usual.log();
  }

  Launch launch() {
    return usual;
  }

  World world() {
    return world;
  }

  /// The part of a configuration that names the server.
  String server() throws IOException {
    return world.config();
  }

  FaultProxy proxy() {
    return world.proxy();
  }

  Oracle oracle() {
    return oracle;
  }

  Traffic traffic() {
    return traffic;
  }

  SplittableRandom random() {
    return random;
  }

  /// What is worth saying in the table.
  void note(String said) {
    note = said;
  }

  String note() {
    return note;
  }

  interface Ending {
    void make() throws IOException, InterruptedException;
  }

  /// What must be undone when the carrier is gone.
  void atEnd(Ending ending) {
    endings.add(ending);
  }

  /// From the next start on.
  void set(String key, Object value) {
    settings = settings.with(key, value);
  }

  CarrierProcess carrier() {
    if (carrier == null) throw new IllegalStateException("No carrier was started.");
    return carrier;
  }

  private int port() {
    var now = carrier;
    return now == null ? 0 : now.port();
  }

  /// Starts a carrier and returns at once.
  CarrierProcess launch(Program other, Launch how) throws IOException {
    var started = CarrierProcess.start(other, how);
    carrier = started;
    return started;
  }

  CarrierProcess launch(Launch how) throws IOException {
    return launch(program(), how);
  }

  CarrierSettings settings() {
    return settings;
  }

  /// From the next start on, instead of a carrier.
  void play(Program other) {
    program = Optional.of(other);
  }

  /// Starts the program and returns when it works.
  void start() throws IOException, InterruptedException {
    launch(usual).await(program().ready(), READY);
  }

  private Program program() {
    return program.isPresent() ? program.get() : settings;
  }

  void kill() {
    carrier().kill();
  }

  void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  /// Ends all faults, waits until all that was issued is stored, and sees one fresh line arrive.
  Tally settle() throws IOException, InterruptedException {
    proxy().heal();
    if (carrier == null || !carrier.alive()) start();
    traffic.stop(SETTLED);
    await();
    fresh.make();
    await();
    var found = stored();
    if (!found.unknown().isEmpty())
      note = (note + " unknown: " + found.unknown().getFirst()).strip();
    return oracle.tally(found.times(), found.unknown().size());
  }

  private void usualLine() throws IOException, InterruptedException {
    if (!settings.files().isEmpty()) traffic.write(1);
    traffic.push(1);
  }

  /// How one fresh line is issued at the end, where not by the log and by a push.
  void fresh(Ending line) {
    fresh = line;
  }

  /// Ends the traffic; returns once a line that was written after it is stored, for then all that
  /// came before it was read, or never will be.
  void quiet() throws IOException, InterruptedException {
    traffic.stop(SETTLED);
    int last = oracle.last();
    traffic.write(1);
    until(() -> stored().times().keySet().stream().anyMatch(number -> number > last));
  }

  /// What is stored by now.
  StoredLines.Found stored() throws IOException, InterruptedException {
    return world.stored().read(oracle);
  }

  /// Where the gaps begin that the product has told about this host.
  Set<StoredLines.Place> gapPlaces() throws IOException, InterruptedException {
    return world.stored().places(gapsOfHost());
  }

  interface Condition {
    boolean ask() throws IOException, InterruptedException;
  }

  /// Waits until it is so; throws where it is not within a minute.
  void expect(String what, Condition condition) throws IOException, InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (condition.ask()) return;
      pause(200);
    }
    throw new IllegalStateException("Expected " + what + ".");
  }

  /// Gaps that the product has told about this host.
  int gaps() throws IOException, InterruptedException {
    return count("stillwatch-snapshots-*", gapsOfHost());
  }

  private String gapsOfHost() {
    return "{\"term\":{\"event.kind\":\"pipeline_error\"}},{\"term\":{\"host.name\":\"%s\"}}"
        .formatted(oracle.host());
  }

  /// Sources of this stage that the product says it cannot see.
  int blind() throws IOException, InterruptedException {
    return count(
        "stillwatch-sources",
        "{\"term\":{\"stillwatch.blind\":true}},{\"term\":{\"host.name\":\"%s\"}}"
            .formatted(oracle.host()));
  }

  /// Findings about this host that nobody has fixed.
  int openFindings() throws IOException, InterruptedException {
    return count(
        "stillwatch-findings",
        "{\"term\":{\"host.name\":\"%s\"}},{\"term\":{\"finding.status\":\"OPEN\"}}"
            .formatted(oracle.host()));
  }

  private int count(String index, String filters) throws IOException, InterruptedException {
    return world.stored().count(index, "{\"bool\":{\"filter\":[" + filters + "]}}");
  }

  /// Until everything is there, or no more comes.
  void await() throws IOException, InterruptedException {
    until(() -> {
      int wanted = oracle.issued() - oracle.destroyed();
      boolean exact = !oracle.isTolerant() && oracle.destroyed() == 0; // the number tells enough
      return world.stored().count(oracle.host()) >= wanted && (exact || isComplete());
    });
  }

  /// Until it is so, or it will hardly be so any more.
  void until(Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SETTLED.toNanos();
    while (System.nanoTime() < deadline && !condition.ask()) pause(100);
  }

  private boolean isComplete() throws IOException, InterruptedException {
    return oracle.tally(stored().times(), 0).missing() == 0;
  }

  @Override
  public void close() throws IOException {
    proxy().heal();
    if (carrier != null) carrier.kill();
    try {
      for (var ending : endings) ending.make();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
