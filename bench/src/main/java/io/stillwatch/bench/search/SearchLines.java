// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.search;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Log lines of some hosts over thirty days, as the product stores them.
record SearchLines(int documents, Instant until) {
  static final Duration RANGE = Duration.ofDays(30);
  private static final int BATCH = 5_000;
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String[] ACTIONS = {"run-start", "run-end", "other", "other", "run-failed"};
  private static final String[] LEVELS = {"LOG", "Note", "Warning", "ERROR", "LOG"};
  private static final String[] WORDS = {
    "checkpoint complete", "connection reset by peer", "rotating log", "Aborted connection",
    "invalid user", "session opened", "started", "finished"
  };

  SearchLines(int documents) {
    this(documents, InstantSource.system().instant().truncatedTo(ChronoUnit.HOURS));
  }

  Instant from() {
    return until.minus(RANGE);
  }

  void load(SearchWorld world) throws IOException, InterruptedException {
    var body = new StringBuilder();
    for (int i = 0; i < documents; i++) {
      line(i, body);
      if ((i + 1) % BATCH == 0 || i + 1 == documents) {
        world.elasticsearch("POST", "/_bulk", body.toString());
        body.setLength(0);
      }
    }
    world.elasticsearch("POST", "/stillwatch-logs/_refresh", "");
  }

  private void line(int i, StringBuilder body) {
    var at = from().plusMillis(RANGE.toMillis() * i / documents);
    var host = "host-" + i % 200;
    var message =
        WORDS[i % WORDS.length] + " " + i + " on " + host + ": it took " + i % 977 + " ms";
    body.append("{\"create\":{\"_index\":\"stillwatch-logs-cron.syslog-")
        .append(MONTH.format(at))
        .append("\",\"_id\":\"l")
        .append(i)
        .append("\"}}\n{\"@timestamp\":\"")
        .append(at)
        .append("\",\"message\":\"")
        .append(message)
        .append(
            "\",\"event\":{\"kind\":\"event\",\"module\":\"cron\",\"dataset\":\"cron.syslog\",\"action\":\"")
        .append(ACTIONS[i % ACTIONS.length])
        .append("\"},\"host\":{\"name\":\"")
        .append(host)
        .append("\"},\"log\":{\"level\":\"")
        .append(LEVELS[i % LEVELS.length])
        .append("\",\"offset\":")
        .append((long) i * 90)
        .append(",\"file\":{\"path\":\"/var/log/syslog\"},\"pattern\":\"cron: ")
        .append(WORDS[i % WORDS.length])
        .append(" <*>\"},\"process\":{\"name\":\"cron\",\"pid\":")
        .append(1_000 + i % 30_000)
        .append("},\"stillwatch\":{\"source\":\"file:")
        .append(host)
        .append(":/var/log/syslog\"}}\n");
  }
}
