// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Breaks all hosts at once, kills the product before it can have told of it and again after they
/// are repaired, and waits for the messages.
final class HostRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration KNOWN = Duration.ofMinutes(8);
  private static final Duration TOLD = Duration.ofMinutes(15);
  private static final Duration BEFORE_KILL = Duration.ofSeconds(45);

  /// No further message may follow so soon.
  private static final Duration QUIET = Duration.ofMinutes(3);

  private static final int KILLS = 2;
  private static final int JOBS = 6;

  private final HostWorld world;
  private final List<HostFault> faults;
  private final Consumer<String> note;

  /// `note` hears what is done.
  HostRun(HostWorld world, List<HostFault> faults, Consumer<String> note) {
    this.world = world;
    this.faults = faults;
    this.note = note;
  }

  List<HostRow> run() throws IOException, InterruptedException {
    world.serve().start();
    world.serve().awaitReady();
    note.accept("serves " + world.serve().url());
    world.startHosts(faults);
    await(KNOWN, () -> faults.stream().allMatch(this::known), "Not all jobs are on time.");
    var broken = Instant.now();
    for (var fault : faults) world.host(fault).run(fault.commands().breaks());
    note.accept("all are broken");
    killed();
    boolean told = waited(TOLD, () -> faults.stream().allMatch(fault -> heard(fault, "firing")));
    note.accept(told ? "all are told" : "not all are told");
    Thread.sleep(QUIET);
    var repaired = Instant.now();
    for (var fault : faults) world.host(fault).run(fault.commands().repairs());
    note.accept("all are repaired");
    killed();
    boolean over = waited(TOLD, () -> faults.stream().allMatch(fault -> heard(fault, "resolved")));
    note.accept(over ? "all are over" : "not all are over");
    Thread.sleep(QUIET);
    var times = new HostRow.Times(broken, repaired, KILLS);
    return faults.stream().map(fault -> HostRow.of(fault, messages(fault), times)).toList();
  }

  /// SIGKILL and a new start.
  private void killed() throws IOException, InterruptedException {
    Thread.sleep(BEFORE_KILL);
    world.serve().kill();
    world.serve().start();
    world.serve().awaitReady();
    note.accept("killed and started again: " + world.serve().url());
  }

  private List<HostMessage> messages(HostFault fault) {
    return world.received(fault).stream().map(HostMessage::of).toList();
  }

  private boolean heard(HostFault fault, String kind) {
    return !fault.alerts()
        || messages(fault).stream().anyMatch(message -> message.kind().equals(kind));
  }

  /// All jobs of its tables ran when they were due.
  private boolean known(HostFault fault) {
    var uri = URI.create(world.serve().url() + "/api/v1/jobs?limit=100&host=" + fault.host());
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      int onTime = 0;
      for (var job : JSON.readTree(answer.body()).path("items")) {
        boolean scheduled = job.path("definition").path("path").asText().startsWith("/etc/cron.d/");
        if (scheduled && job.path("last_verdict").asText().equals("on-time")) onTime++;
      }
      return onTime >= JOBS;
    } catch (IOException e) {
      return false; // asked again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void await(Duration patience, BooleanSupplier done, String problem)
      throws InterruptedException {
    if (!waited(patience, done)) throw new IllegalStateException(problem);
  }

  private static boolean waited(Duration patience, BooleanSupplier done)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) return false;
      Thread.sleep(POLL);
    }
    return true;
  }
}
