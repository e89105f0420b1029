// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/// A system log as rsyslog writes it (RFC 3164 without the priority), drawn from a seed: what cron,
/// sshd, the kernel, a mail server and systemd say on a busy host.
record LogFile(Path path, int lines) {
  static final String HOST = "web-7";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final Duration SPAN = Duration.ofHours(6);
  private static final String[] MESSAGES = {
    "CRON[%d]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)",
    "CRON[%d]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)",
    "sshd[%d]: Accepted publickey for deploy from 10.20.30.41 port 51122 ssh2: RSA SHA256:4Yd9",
    "sshd[%d]: Received disconnect from 10.20.30.41 port 51122:11: disconnected by user",
    "postfix/smtpd[%d]: connect from mail-out.example.org[192.0.2.25]",
    "postfix/qmgr[%d]: 4F1C2A0B7D: from=<noreply@example.org>, size=18234, nrcpt=1 (queue active)",
    "systemd[%d]: Started Session 4127 of user deploy.",
    "kernel[%d]: [18273.271828] eth0: link becomes ready, 1000 Mbps, full duplex, flow control rx/tx",
  };

  /// Ends a few minutes before `now`.
  static LogFile write(Path path, int lines, long seed, Instant now) throws IOException {
    var random = new SplittableRandom(seed);
    var first = now.minus(SPAN).minus(Duration.ofMinutes(5));
    try (var out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
      for (int i = 0; i < lines; i++) {
        var at = first.plusMillis(SPAN.toMillis() * i / lines);
        out.write(line(i, at, random).getBytes(StandardCharsets.US_ASCII));
      }
    }
    return new LogFile(path, lines);
  }

  /// The number stands in the line, so that no two are alike.
  static String line(int number, Instant at, SplittableRandom random) {
    var message =
        String.format(
            Locale.ROOT, MESSAGES[random.nextInt(MESSAGES.length)], 1_000 + number % 60_000);
    return STAMP.format(at) + " " + HOST + " " + message + " #" + number + "\n";
  }
}
