// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.testkit.secret.Canary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What hosts push whose commands, tables and lines hold canaries: one canary a host.
final class CanaryFleet {
  private static final String CREATE = "{\"create\":{}}\n";
  private static final String ALIVE = "(root) CMD (/bin/true)";

  private final List<Canary> canaries;

  CanaryFleet(List<Canary> canaries) {
    this.canaries = canaries;
  }

  static String host(int number) {
    return "secret-" + number;
  }

  /// The tables of some hosts: the command as a job, as a line that cron rejects, and the secret as
  /// a variable.
  String snapshots(int from, int until, Instant at) {
    var all = new StringBuilder();
    for (int i = from; i < Math.min(until, canaries.size()); i++) {
      var canary = canaries.get(i);
      var command = command(canary);
      var table =
          "SHELL=/bin/sh\nMAILTO=root\nTOKEN="
              + canary.parts().getFirst()
              + "\n*/30 * * * * root /bin/true\n17 * * * * root "
              + command
              + "\n61 * * * * root "
              + command
              + '\n';
      var json =
          JsonNodeFactory.instance
              .objectNode()
              .put("kind", "config")
              .put("@timestamp", at.toString());
      json.putObject("host").put("name", host(i));
      json.putArray("tables").addObject().put("path", "/etc/crontab").put("text", table);
      all.append(json).append('\n');
    }
    return all.toString();
  }

  /// What the logs of all hosts say of an hour in which the jobs ran, or only cron did.
  String hour(Instant start, boolean ran) {
    var all = new StringBuilder();
    for (int i = 0; i < canaries.size(); i++) {
      for (int minute = 0; minute < 60; minute += 30)
        line(all, i, "CRON", ALIVE, start.plus(Duration.ofMinutes(minute)));
      var at = start.plus(Duration.ofMinutes(17));
      if (ran) line(all, i, "CRON", "(root) CMD (" + command(canaries.get(i)) + ")", at);
      else failed(all, i, at);
    }
    return all.toString();
  }

  private void failed(StringBuilder all, int number, Instant at) {
    var text = canaries.get(number).text();
    line(all, number, "backup.sh", "fatal: " + text, at);
    line(all, number, "CRON", "(root) CMDOUT (error: " + text + ")", at.plusSeconds(1));
    line(all, number, "CRON", "(root) CMDEND (" + command(canaries.get(number)) + ")", at);
    line(all, number, "app", text, at.plusSeconds(2));
  }

  /// On one line, as a table has it.
  private static String command(Canary canary) {
    return canary.text().replace('\n', ' ');
  }

  private static void line(
      StringBuilder all, int number, String program, String message, Instant at) {
    var json = JsonNodeFactory.instance.objectNode().put("@timestamp", at.toString());
    json.putObject("host").put("name", host(number));
    json.putObject("process").put("name", program).put("pid", 7);
    all.append(CREATE).append(json.put("message", message)).append('\n');
  }
}
