// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.BULK;
import static io.stillwatch.bench.attack.Pushed.SNAPSHOT;
import static io.stillwatch.bench.attack.Pushed.now;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Many hosts, keys, months and messages from one sender.
final class FloodAttacks {
  private static final int HOSTS = 20_000;
  private static final int JOBS = 50_000;
  private static final int MOST_JOBS = 2_100;
  private static final int AUDITS = 20_000;
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
        new Attack("many-jobs", "50,000 commands of one host", FloodAttacks::jobs),
        new Attack("many-audits", "20,000 audits of made-up hosts", FloodAttacks::audits),
        new Attack("many-keys", "3,000 keys that are pinged once", FloodAttacks::keys),
        new Attack("time-travel", "lines of 363 months", FloodAttacks::months),
        new Attack("many-hosts", "20,000 hosts in four requests", FloodAttacks::hosts));
  }

  private static String storm(Target target) throws InterruptedException {
    int before = target.messages();
    begin(target);
    Thread.sleep(Duration.ofSeconds(90));
    int sent = target.messages() - before;
    return sent <= MOST_MESSAGES ? "" : sent + " messages were sent";
  }

  /// Pushes the storm.
  static void begin(Target target) throws InterruptedException {
    var snapshots = new StringBuilder();
    for (int i = 0; i < STORM; i++)
      snapshots.append(
          Pushed.snapshot(
              "storm-" + i,
              now(),
              "/etc/cron.d/a",
              "61 * * * * root /opt/a\n* * * * * nobdy /b\n"));
    target.web().post(SNAPSHOT, snapshots.toString());
  }

  private static String hosts(Target target) throws IOException, InterruptedException {
    long before = warnings(target);
    for (int request = 0; request < 4; request++) {
      var lines = new StringBuilder();
      for (int i = 0; i < HOSTS / 4; i++)
        lines.append(Pushed.run("flood-" + request + "-" + i, "/opt/a", now()));
      target.web().post(BULK, lines.toString());
    }
    try (var others = target.elsewhere()) {
      others.post(BULK, Pushed.run("flood-other", "/opt/of-another-sender", now()));
      others.post(
          SNAPSHOT,
          Pushed.snapshot("flood-other", now(), "/etc/crontab", "1 2 * * * root /opt/a\n"));
    }
    Thread.sleep(Duration.ofSeconds(30));
    long told = warnings(target) - before;
    if (told > MOST_WARNINGS) return told + " warnings were logged";
    if (!target.web().get("/api/v1/jobs?host=flood-other").body().contains("flood-other"))
      return "a host of another sender is not judged";
    var beyond = value(target, "stillwatch_quota_lines_total");
    return beyond >= HOSTS / 2.0 ? "" : "only " + beyond + " lines are beyond the quota";
  }

  private static double value(Target target, String metric) throws InterruptedException {
    return target
        .web()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  /// Each of them seen once; meanwhile the metrics are read.
  private static String jobs(Target target) throws InterruptedException {
    for (int request = 0; request < 5; request++) {
      var lines = new StringBuilder();
      for (int i = 0; i < JOBS / 5; i++)
        lines.append(Pushed.run("jobs-1", "/opt/once " + request + " " + i, now()));
      target.web().post(BULK, lines.toString());
    }
    long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
    long most = 0;
    while (System.nanoTime() < end) {
      var metrics = target.web().get("/metrics");
      if (metrics.status() != 200) return "/metrics is answered with " + metrics.status();
      long now = series(metrics.body(), "jobs-1");
      if (most == 0 && now > 0) end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      most = Math.max(most, now);
      Thread.sleep(2_000);
    }
    if (most == 0) return "no job is in /metrics";
    return most <= MOST_JOBS ? "" : most + " jobs are in /metrics";
  }

  private static long series(String metrics, String host) {
    var begin = "stillwatch_job_silent{host=\"" + host + "\"";
    return metrics.lines().filter(line -> line.startsWith(begin)).count();
  }

  private static String audits(Target target) throws InterruptedException {
    for (int i = 0; i < AUDITS; i++) {
      var body = ("{\"host\":\"made-up-" + i + "\"}").getBytes(StandardCharsets.UTF_8);
      int status =
          target.web().post("/api/v1/audits", body, "Content-Type", "application/json").status();
      if (status != 202) return "answered with " + status;
    }
    var longName = ("{\"host\":\"" + "x".repeat(10_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    int status =
        target.web().post("/api/v1/audits", longName, "Content-Type", "application/json").status();
    return status == 400 ? "" : "a name of 10,000 characters is answered with " + status;
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
