// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.BULK;
import static io.stillwatch.bench.attack.Pushed.SNAPSHOT;
import static io.stillwatch.bench.attack.Pushed.now;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Many hosts, keys, months and messages from one sender.
final class FloodAttacks {
  private static final int HOSTS = 20_000;
  private static final int KEYS = 3_000;
  private static final int MOST_KEYS = 1_000;
  private static final int MONTHS = 363;
  private static final int MOST_INDICES = 60;
  private static final int STORM = 60;
  private static final int MOST_MESSAGES = 10;
  private static final int MOST_WARNINGS = 100;

  private FloodAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("storm", "60 hosts with a broken crontab in one request", FloodAttacks::storm),
        new Attack("many-hosts", "20,000 hosts in four requests", FloodAttacks::hosts),
        new Attack("many-keys", "3,000 keys that are pinged once", FloodAttacks::keys),
        new Attack("time-travel", "lines of 363 months", FloodAttacks::months));
  }

  private static String storm(Target target) throws InterruptedException {
    int before = target.messages();
    var snapshots = new StringBuilder();
    for (int i = 0; i < STORM; i++)
      snapshots.append(
          Pushed.snapshot(
              "storm-" + i,
              now(),
              "/etc/cron.d/a",
              "61 * * * * root /opt/a\n* * * * * nobdy /b\n"));
    target.web().post(SNAPSHOT, snapshots.toString());
    Thread.sleep(Duration.ofSeconds(90));
    int sent = target.messages() - before;
    return sent <= MOST_MESSAGES ? "" : sent + " messages were sent";
  }

  private static String hosts(Target target) throws IOException, InterruptedException {
    long before = warnings(target);
    for (int request = 0; request < 4; request++) {
      var lines = new StringBuilder();
      for (int i = 0; i < HOSTS / 4; i++)
        lines.append(Pushed.run("flood-" + request + "-" + i, "/opt/a", now()));
      target.web().post(BULK, lines.toString());
    }
    Thread.sleep(Duration.ofSeconds(30));
    long told = warnings(target) - before;
    return told <= MOST_WARNINGS ? "" : told + " warnings were logged";
  }

  private static long warnings(Target target) throws IOException {
    return target.log().lines().filter(line -> line.contains("WARN")).count();
  }

  private static String keys(Target target) throws InterruptedException {
    int taken = 0;
    for (int i = 0; i < KEYS; i++)
      if (target.web().get("/ping/flood-" + i + "?create=1").status() < 300) taken++;
    return taken <= MOST_KEYS ? "" : taken + " keys were taken";
  }

  private static String months(Target target) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    var at = Instant.now().atOffset(ZoneOffset.UTC);
    for (int i = 0; i < MONTHS; i++)
      lines.append(Pushed.run("old-1", "/opt/a", at.minusMonths(i).toInstant()));
    target.web().post(BULK, lines.toString());
    Thread.sleep(Duration.ofSeconds(20));
    long indices = target.askElasticsearch("/_cat/indices?h=index").lines().count();
    return indices <= MOST_INDICES ? "" : indices + " indices";
  }
}
