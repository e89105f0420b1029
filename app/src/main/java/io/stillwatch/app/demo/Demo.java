// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import io.stillwatch.app.config.ConfigException;
import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.app.export.EvidenceExport;
import io.stillwatch.app.run.DataFolder;
import io.stillwatch.app.run.Product;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.indexer.export.EvidenceDocuments.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// Sixty days of the simulated fleet through the product, step by step.
///
/// Each step lets the world live for a while, collects what it wrote, judges it and sends what is
/// due. A step that a crash cut short is lived and collected again: the world is the same, and ids
/// absorb what is stored already.
public final class Demo implements AutoCloseable {
  /// While nothing happens; less than any log of the fleet is kept.
  private static final Duration LONG_STEP = Duration.ofHours(6);

  /// As often as the hosts list their log files, from the edit until the stoppage has been told.
  private static final Duration STEP = Duration.ofHours(2);

  private static final Duration EVENTFUL = Duration.ofDays(3);

  private final Progress progress;
  private final Phases phases;
  private final DemoState state;
  private final DemoWorld world;
  private final Product product;

  private Demo(
      Progress progress, Phases phases, DemoState state, DemoWorld world, Product product) {
    this.progress = progress;
    this.phases = phases;
    this.state = state;
    this.world = world;
    this.product = product;
  }

  public static Demo start(DataFolder data, int port, Progress progress)
      throws IOException, StoreException, ConfigException, InterruptedException {
    var phases = new Phases(InstantSource.system());
    var state = new DemoState(data.path().resolve("demo.state"));
    phases.begin("fleet");
    progress.say("Simulating 4 servers and 6 databases ...");
    var world = new DemoWorld(data.folder("world"), state.collectedUntil(DemoWorld.START));
    phases.begin("elasticsearch");
    progress.say("Starting Elasticsearch and the web UI ...");
    var config = world.configure(ConfigFile.defaults(Map.of()), port);
    boolean started = false;
    try {
      var product = Product.start(config, data, world.clock(), true);
      started = true;
      return new Demo(progress, phases, state, world, product);
    } finally {
      if (!started) world.close();
    }
  }

  /// Lives, collects and judges to the end of the sixty days.
  public DemoReport run() throws IOException, StoreException, InterruptedException {
    progress.say("Open " + product.url() + " to watch. 60 days pass:");
    var end = DemoWorld.START.plus(Duration.ofDays(DemoWorld.DAYS));
    var edit = world.fleet().startOfDay(io.stillwatch.simulator.Scenario.EDIT_DAY);
    product.detection().training().onProgress(_ -> phases.begin("training"));
    while (world.fleet().now().isBefore(end)) {
      boolean before = world.fleet().now().isBefore(edit);
      phases.begin(before ? "history" : "stoppage");
      boolean eventful = !before && world.fleet().now().isBefore(edit.plus(EVENTFUL));
      step(world.fleet().now().plus(eventful ? STEP : LONG_STEP));
    }
    phases.begin("check");
    product.collector().round();
    var report = DemoReport.of(product, world, phases);
    phases.end();
    return report;
  }

  private void step(Instant until) throws IOException, StoreException, InterruptedException {
    world.fleet().advanceTo(until);
    product.collector().round();
    var report = product.detection().tick(until);
    product.sendDue();
    state.save(until);
    progress.found(report.tick(), until);
    progress.day(world.fleet().day(), DemoWorld.DAYS, world.fleet().linesWritten());
  }

  /// Goes on living, one simulated hour for every `hour` of real time, until interrupted.
  public void stayUp(Duration hour) throws IOException, StoreException, InterruptedException {
    while (true) {
      Thread.sleep(hour);
      step(world.fleet().now().plus(Duration.ofHours(1)));
    }
  }

  /// Writes what was collected so far to a folder that `replay` reads.
  public EvidenceExport.Written export(Path folder) throws IOException, StoreException {
    var all = new Selection(Instant.EPOCH, Instant.MAX, Set.of());
    return product.evidenceExport().write(all, folder);
  }

  ElasticStores stores() {
    return product.stores();
  }

  public String url() {
    return product.url();
  }

  @Override
  public void close() {
    product.close();
    world.close();
  }
}
