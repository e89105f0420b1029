// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import io.stillwatch.bench.serve.ServeProcess;
import io.stillwatch.bench.takeover.StoredOutcome.StoredAlert;
import io.stillwatch.bench.takeover.TakeoverResult.Alerts;
import io.stillwatch.bench.takeover.TakeoverResult.Evidence;
import io.stillwatch.bench.takeover.TakeoverResult.Round;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Plays the rounds: takes the roles from the process that holds one of them, waits until the other
/// process holds them, and lets the first one come back.
final class TakeoverRun {
  private static final List<String> ROLES =
      List.of("watch", "train", "alert", "relay", "retention");
  private static final int HOSTS = 4;
  private static final Duration GIVE_UP = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration WOKEN = Duration.ofSeconds(12);
  private static final Duration SETTLED = Duration.ofMinutes(5);

  /// In the time of the evidence: a quiet source is looked at each minute of the wall clock.
  private static final Duration RESOLVED = Duration.ofMinutes(10);

  private final TakeoverWorld world;
  private final TakeoverOptions options;
  private final Consumer<Round> done;
  private final Consumer<String> note;
  private final SplittableRandom random;
  private final EvidenceClock clock;
  private final List<CronHost> hosts = new ArrayList<>();
  private final Stops stops;
  private final List<Round> rounds = new ArrayList<>();
  private final List<Instant> sendingFaults = new ArrayList<>();

  /// `done` hears of each role that was taken over, `note` of each problem.
  TakeoverRun(
      TakeoverWorld world, TakeoverOptions options, Consumer<Round> done, Consumer<String> note) {
    this.world = world;
    this.options = options;
    this.done = done;
    this.note = note;
    this.random = new SplittableRandom(options.seed());
    this.clock = new EvidenceClock(options.lead(), options.speed());
    int jobs = 2 + (2 * options.rounds() + HOSTS - 1) / HOSTS;
    for (int i = 1; i <= HOSTS; i++) hosts.add(new CronHost("host-" + i, jobs));
    this.stops = new Stops(hosts, clock, options.speed());
  }

  TakeoverResult run() throws IOException, InterruptedException {
    var processes = world.processes();
    for (var process : processes) process.start();
    for (var process : processes) process.awaitReady();
    var shippers = new ArrayList<Shipper>();
    for (var host : hosts)
      shippers.add(new Shipper(host, clock, processes, shippers.size() % processes.size()));
    try (var monitor = new EpochMonitor(world.stored())) {
      shippers.forEach(Shipper::start);
      monitor.start();
      awaitRoles();
      for (int round = 0; round < options.rounds(); round++) play(round);
      settle(shippers);
      return result(monitor.stale());
    } finally {
      shippers.forEach(Shipper::close);
    }
  }

  private void awaitRoles() throws InterruptedException {
    long deadline = System.nanoTime() + GIVE_UP.toNanos();
    var held = new HashSet<String>();
    while (!held.containsAll(ROLES)) {
      if (System.nanoTime() > deadline)
        throw new IllegalStateException("Only these roles are held: " + held);
      for (var process : world.processes()) held.addAll(process.held());
      Thread.sleep(POLL);
    }
  }

  private void play(int round) throws IOException, InterruptedException {
    stops.begin();
    Thread.sleep(2_000 + random.nextInt(6_000));
    var role = ROLES.get(round % ROLES.size());
    var holder = holder(role);
    var victim = holder.process();
    var lost = holder.roles();
    var other = world.processes().stream().filter(one -> one != victim).findFirst().orElseThrow();
    boolean suspends = options.suspends(round);
    int logged = victim.logLines();
    long since = System.nanoTime();
    if (lost.contains("relay")) sendingFaults.add(Instant.now());
    if (suspends) victim.suspend();
    else victim.kill();
    stops.begin();
    var taken = taken(lost, other, since);
    var problem = "";
    if (suspends) {
      long passed = Duration.ofNanos(System.nanoTime() - since).toMillis();
      Thread.sleep(Math.max(0, options.suspension().length().toMillis() - passed));
      if (lost.contains("relay")) sendingFaults.add(Instant.now());
      victim.resume();
      problem = afterResuming(victim, lost, logged);
    } else {
      victim.start();
      victim.awaitReady();
    }
    var fault = suspends ? "SIGSTOP" : "SIGKILL";
    for (var entry : taken.entrySet()) {
      var row =
          new Round(round + 1, fault, victim.name(), entry.getKey(), entry.getValue(), problem);
      rounds.add(row);
      done.accept(row);
    }
  }

  private record Holder(ServeProcess process, Set<String> roles) {}

  private Holder holder(String role) throws InterruptedException {
    long deadline = System.nanoTime() + GIVE_UP.toNanos();
    while (System.nanoTime() < deadline) {
      for (var process : world.processes()) {
        var roles = process.held();
        if (roles.contains(role)) return new Holder(process, roles);
      }
      Thread.sleep(POLL);
    }
    throw new IllegalStateException("No process holds the role " + role + ".");
  }

  /// The seconds from the fault until the other process reports to hold each role.
  private Map<String, Double> taken(Set<String> lost, ServeProcess by, long since)
      throws InterruptedException {
    var taken = new LinkedHashMap<String, Double>();
    var left = new TreeSet<>(lost);
    while (!left.isEmpty() && System.nanoTime() - since < GIVE_UP.toNanos()) {
      for (var role : by.held()) {
        if (left.remove(role)) taken.put(role, (System.nanoTime() - since) / 1e9);
      }
      Thread.sleep(POLL);
    }
    for (var role : left) taken.put(role, GIVE_UP.toMillis() / 1e3);
    return taken;
  }

  /// A process that was suspended must find its leases over, and say so.
  private String afterResuming(ServeProcess woken, Set<String> lost, int logged)
      throws IOException, InterruptedException {
    Thread.sleep(WOKEN);
    var kept = new TreeSet<>(lost);
    kept.retainAll(woken.held());
    if (!kept.isEmpty()) return "still holds " + kept + " after it was resumed";
    boolean said = woken.logged(logged, "is held elsewhere") || woken.logged(logged, "is over");
    return said ? "" : "its log does not say that its leases are over";
  }

  /// Until all jobs are back, all lines are stored, and no alert is open.
  private void settle(List<Shipper> shippers) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SETTLED.toNanos();
    var end = stops.end().plus(RESOLVED);
    while (System.nanoTime() < deadline && shippers.stream().anyMatch(s -> behind(s, end)))
      Thread.sleep(POLL);
    shippers.forEach(Shipper::close);
    deadline = System.nanoTime() + SETTLED.toNanos();
    while (System.nanoTime() < deadline && !settled()) Thread.sleep(1_000);
  }

  private static boolean behind(Shipper shipper, Instant end) {
    return shipper.shippedUntil().isBefore(end);
  }

  private boolean settled() throws IOException, InterruptedException {
    if (world.stored().alerts().stream().anyMatch(StoredAlert::open)) return false;
    if (world.stored().alerts().size() < stops.all().size()) return false;
    int sent = world.stored().alerts().stream().mapToInt(alert -> alert.sent().size()).sum();
    return world.account().received().size() >= sent && evidence(_ -> {}).lost() == 0;
  }

  private TakeoverResult result(int stale) throws IOException, InterruptedException {
    var alerts = world.stored().alerts();
    var check = new MessageCheck(alerts, sendingFaults);
    var messages = check.check(world.account().received());
    check.problems().forEach(note);
    return new TakeoverResult(rounds, evidence(note), alerts(alerts), messages, stale);
  }

  private Evidence evidence(Consumer<String> tell) throws IOException, InterruptedException {
    int shipped = 0;
    int lost = 0;
    int doubled = 0;
    for (var host : hosts) {
      var times = world.stored().lines(host.name());
      shipped += host.issued();
      for (int number = 1; number <= host.issued(); number++) {
        int stored = times.getOrDefault(number, 0);
        if (stored == 0) lost++;
        if (stored == 0) tell.accept(host.name() + ": line " + number + " is not stored");
        doubled += Math.max(0, stored - 1);
      }
    }
    return new Evidence(shipped, lost, doubled);
  }

  private Alerts alerts(List<StoredAlert> alerts) {
    var unexplained = new ArrayList<>(alerts);
    int missed = 0;
    for (var stop : stops.all()) {
      var own = unexplained.stream().filter(stop::explains).findFirst();
      if (own.isPresent()) unexplained.remove(own.get());
      else missed++;
      if (own.isEmpty())
        note.accept(stop.host().name() + ": no alert for " + stop.command() + " of " + stop.from());
      if (own.filter(StoredAlert::open).isPresent()) note.accept(own.get() + " is still open");
    }
    unexplained.forEach(alert -> note.accept("unexpected: " + alert));
    long open =
        alerts.stream().filter(StoredAlert::open).filter(a -> !unexplained.contains(a)).count();
    return new Alerts(stops.all().size(), missed, unexplained.size() + (int) open);
  }
}
