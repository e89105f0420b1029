// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import io.stillwatch.app.config.Config;
import io.stillwatch.app.config.Config.AlertsConfig;
import io.stillwatch.app.config.Config.AwsConfig;
import io.stillwatch.app.config.Config.AwsPace;
import io.stillwatch.app.config.Config.DetectionConfig;
import io.stillwatch.app.config.Config.FactsConfig;
import io.stillwatch.app.config.Config.FileConfig;
import io.stillwatch.app.config.Config.SourcesConfig;
import io.stillwatch.app.config.Config.WebConfig;
import io.stillwatch.simulator.Fleet;
import io.stillwatch.simulator.Scenario;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The simulated fleet and account, and the configuration that points the product at them.
final class DemoWorld implements AutoCloseable {
  /// A Monday; the 60 days hold the end of daylight saving time in Europe.
  static final Instant START = Instant.parse("2026-09-21T00:00:00Z");

  static final int DAYS = 60;
  private static final long SEED = 7;

  /// Twice before the edit; each night would teach the same and take its seconds.
  private static final int LEARN_DAYS = 21;

  /// Four ticks: what a demo that was ended reads again.
  private static final int CHECKPOINT_MINUTES = 24 * 60;

  /// A day of the virtual clock; more often would only cost the demo seconds.
  private static final int FACTS_MINUTES = 24 * 60;

  private final Fleet fleet;
  private final SimulatedAccount account;

  /// Starts the world at `now`, having lived everything before.
  DemoWorld(Path folder, Instant now) {
    fleet = new Fleet(folder.resolve("hosts"), SEED, START, Scenario.CASE_STUDY);
    fleet.advanceTo(now);
    account =
        SimulatedAccount.start(fleet.databases(), fleet.clock(), folder.resolve("sns.ndjson"));
  }

  Fleet fleet() {
    return fleet;
  }

  InstantSource clock() {
    return fleet.clock();
  }

  List<ReceivedMessage> received() {
    return account.received();
  }

  /// The defaults of the product, pointed at this world.
  Config configure(Config defaults, int port) {
    var files =
        fleet.hosts().stream()
            .map(host ->
                new FileConfig(
                    host.name(),
                    host.zone().getId(),
                    List.of(host.folder().resolve("var/log/syslog").toString())))
            .toList();
    var snapshots =
        fleet.hosts().stream()
            .map(host -> host.folder().resolve("snapshots.ndjson").toString())
            .toList();
    var aws =
        new AwsConfig(
            account.region(),
            account.endpoint().toString(),
            true,
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            new AwsPace(0));
    var facts = new FactsConfig(FACTS_MINUTES, List.of(), List.of(), List.of());
    return new Config(
        defaults.elasticsearch(),
        aws,
        new SourcesConfig(files, List.of(), List.of(), snapshots, facts),
        defaults.push(),
        detection(defaults.detection()),
        alerts(defaults.alerts()),
        defaults.archive(),
        defaults.retention(),
        new WebConfig(port, false));
  }

  private AlertsConfig alerts(AlertsConfig defaults) {
    return new AlertsConfig(
        account.topicArn(),
        "demo",
        defaults.baseUrl(),
        defaults.groupWaitSeconds(),
        defaults.groupIntervalMinutes(),
        defaults.repeatHours(),
        defaults.repeatHours(),
        List.of(),
        new Config.SignsOfLifeConfig("UTC", "", "", ""));
  }

  private static DetectionConfig detection(DetectionConfig defaults) {
    return new DetectionConfig(
        defaults.tickSeconds(),
        LEARN_DAYS,
        LEARN_DAYS * 24,
        defaults.alertsPerMonth(),
        CHECKPOINT_MINUTES,
        false,
        defaults.maintenance(),
        defaults.calendars(),
        defaults.jobs());
  }

  @Override
  public void close() {
    account.close();
  }
}
