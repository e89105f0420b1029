// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks as another user while an attack goes on.
final class Vitals {
  private static final long PAUSE_MS = 250;
  private static final int LEAST = 4; // times
  private static final double P95 = 0.95;

  private final Web web;
  private final List<Double> livez = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> others = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch asked = new CountDownLatch(LEAST);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile long watchedAt = System.nanoTime();
  private volatile double stood;
  private volatile String lastSaid = "";

  /// The longest wait for `/livez`, the 95th percentile of waits for the jobs, and the longest time
  /// in which `/readyz` did not call the watch well, with what it said of it last.
  record Sign(double livezMs, double othersMs, double watchStoodSeconds, String said) {
    static final Sign NONE = new Sign(0, 0, 0, "");
  }

  private Vitals(Web web) {
    this.web = web;
    this.thread = Thread.ofPlatform().unstarted(this::ask);
  }

  static Vitals begin(Web web) {
    var vitals = new Vitals(web);
    vitals.thread.start();
    return vitals;
  }

  private void ask() {
    try {
      while (!stop.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        livez.add(timed("/livez"));
        others.add(timed("/api/v1/jobs?limit=10"));
        var ready = web.get("/readyz");
        var said = ready.checks().path("watch").asText("no answer");
        if (said.equals("ok")) watchedAt = System.nanoTime();
        else lastSaid = said;
        asked.countDown();
        stood = Math.max(stood, (System.nanoTime() - watchedAt) / 1e9);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double timed(String path) throws InterruptedException {
    long start = System.nanoTime();
    var answer = web.get(path);
    double took = (System.nanoTime() - start) / 1e6;
    return answer.status() == 200 ? took : Web.PATIENCE.toMillis();
  }

  /// Also of an attack that was over at once.
  Sign sign() throws InterruptedException {
    asked.await();
    return new Sign(
        livez.stream().max(Double::compare).orElse(0.0),
        percentile(List.copyOf(others)),
        stood,
        lastSaid);
  }

  private static double percentile(List<Double> times) {
    if (times.isEmpty()) return 0;
    return times.stream().sorted().toList().get((int) (times.size() * P95));
  }

  void end() throws InterruptedException {
    stop.countDown();
    thread.join();
  }
}
