// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.now;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Clients that take connections, sessions or room in a cache.
final class ConnectionAttacks {
  private static final int IDLE = 1_000;
  private static final int GETS = 20_000;

  /// Without a limit, 82,000 filled the heap.
  private static final int SESSIONS = 90_000;

  private static final int SESSION_THREADS = 8;

  private ConnectionAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "idle-syslog",
            "1,000 silent syslog connections of an address",
            ConnectionAttacks::syslog),
        new Attack(
            "asset-misses", "20,000 GETs of files that do not exist", ConnectionAttacks::misses),
        new Attack("sessions", "90,000 GETs of / without a cookie", ConnectionAttacks::sessions));
  }

  private static String syslog(Target target) throws IOException, InterruptedException {
    var idle = new ArrayList<Socket>();
    try {
      for (int i = 0; i < IDLE; i++)
        idle.add(new Socket(InetAddress.getLoopbackAddress(), target.syslogPort()));
      var text = "from another address " + System.nanoTime();
      try (var other = new Socket()) {
        other.bind(new InetSocketAddress(Target.otherAddress(), 0));
        other.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), target.syslogPort()), 5_000);
        var line = "<78>1 " + now() + " other-1 CRON 1 - - (root) CMD (" + text + ")\n";
        other.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        return found(target, text) ? "" : "a line of another address is not taken";
      }
    } finally {
      for (var socket : idle) socket.close();
    }
  }

  private static boolean found(Target target, String text) throws InterruptedException {
    for (int i = 0; i < 45; i++) {
      var query = "%22" + text.replace(" ", "%20") + "%22";
      if (target.web().get("/api/v1/search?q=" + query).body().contains("other-1")) return true;
      Thread.sleep(1_000);
    }
    return false;
  }

  private static String misses(Target target) throws InterruptedException {
    for (int i = 0; i < GETS; i++) target.web().get("/VAADIN/build/missing-" + i + ".js");
    return "";
  }

  private static String sessions(Target target) throws InterruptedException {
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newFixedThreadPool(SESSION_THREADS)) {
      for (int i = 0; i < SESSION_THREADS; i++) answers.add(threads.submit(() -> failures(target)));
    }
    int failed = answers.stream().mapToInt(Future::resultNow).sum();
    return failed == 0 ? "" : failed + " were not answered";
  }

  private static int failures(Target target) throws InterruptedException {
    int failed = 0;
    for (int i = 0; i < SESSIONS / SESSION_THREADS; i++)
      if (target.web().get("/").status() != 200) failed++;
    return failed;
  }
}
