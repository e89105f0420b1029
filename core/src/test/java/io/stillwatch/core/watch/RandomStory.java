// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/// Random evidence of three hosts over some days, in the order of its arrival; the same seed tells
/// the same story.
///
/// Evidence arrives up to some minutes after it happened: that of one host in its order, that of
/// several hosts mixed. Watermarks promise no more than what has arrived.
final class RandomStory {
  static final Instant START = Sample.MONDAY;
  static final Duration TICK = Duration.ofMinutes(10);
  static final Duration DELAY = Duration.ofMinutes(8);

  /// A piece of evidence, and when it arrives.
  record Arrival(Instant at, Evidence evidence) {}

  private final Random random;
  private final int days;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();

  RandomStory(long seed, int days) {
    this.random = new Random(seed);
    this.days = days;
    for (int i = 0; i < 3; i++) tell(Host.server("host-" + i));
    delay();
    arrivals.sort(
        Comparator.comparing(Arrival::at).thenComparing(arrival -> arrival.evidence().id()));
  }

  List<Host> hosts() {
    return hosts;
  }

  Instant end() {
    return START.plus(Duration.ofDays(days));
  }

  List<Evidence> arrivedBetween(Instant after, Instant until) {
    return arrivals.stream()
        .filter(arrival -> arrival.at().isAfter(after) && !arrival.at().isAfter(until))
        .map(Arrival::evidence)
        .toList();
  }

  /// Two configured jobs and a rotation, once the host told its configuration; the third version of
  /// it has one job fewer, and a line that certainly cannot work.
  static Audit audit(AuditRequest request) {
    if (request.config().files().isEmpty()) return new Audit(List.of(), List.of());
    var host = request.config().host();
    var text = request.config().files().getFirst().text();
    var daily = of(host, Sample.line(host.name() + "-daily", Sample.daily()));
    var often = of(host, Sample.line(host.name() + "-often", Sample.everyMinutes(30)));
    var rotation =
        of(
            host,
            Sample.rotation(
                host.name() + "-log",
                Sample.LOG,
                Sample.rule(Frequency.DAILY),
                Sample.daily(),
                daily.id()));
    if (!text.endsWith("2")) return new Audit(List.of(daily, often, rotation), List.of());
    return new Audit(
        List.of(daily, rotation),
        List.of(Sample.fault(host, host.name() + "-fault", request.at(), daily.id())));
  }

  private static Job of(Host host, Job job) {
    return new Job(
        job.id(),
        job.kind(),
        job.name(),
        host,
        job.schedule(),
        job.definition(),
        job.subject(),
        job.driver());
  }

  private void tell(Host host) {
    hosts.add(host);
    var off = span(0.5);
    var daily = host.name() + "-daily";
    for (int i = 0; i <= 2; i++)
      arrives(Sample.config(host, anyTime(i == 0 ? 0.5 : days), "crontab " + i));
    for (int day = 0; day < days; day++) {
      runs(host, off, daily, Sample.day(day).plusSeconds(150 * 60 + 1), 0.9);
      for (int half = 0; half < 48; half++)
        runs(
            host,
            off,
            host.name() + "-often",
            Sample.day(day).plusSeconds(half * 1_800L + 2),
            0.95);
      for (int hour = 0; hour < 24; hour++)
        runs(host, off, "learned", Sample.day(day).plusSeconds(hour * 3_600L + 17 * 60), 0.97);
    }
    listings(host, off);
    arrives(Sample.record(host, off.until(), new LogEvent.HostBooted("kernel")));
    if (random.nextBoolean()) renamed(host);
  }

  private void runs(Host host, Interval off, String job, Instant at, double share) {
    if (off.contains(at) || random.nextDouble() > share) return;
    var command = "/opt/" + job + ".sh";
    long pid = 1_000 + random.nextInt(100_000);
    arrives(Sample.record(host, at, new LogEvent.RunStarted("root", command, pid)));
    var end = at.plusSeconds(5 + random.nextInt(90));
    double fate = random.nextDouble();
    if (fate < 0.03)
      arrives(Sample.record(host, end, new LogEvent.RunFailed("exit status 1", pid)));
    else if (fate < 0.9 && job.endsWith("often"))
      arrives(Sample.record(host, end, new LogEvent.RunEnded("root", command, pid)));
  }

  private void listings(Host host, Interval off) {
    long size = 0;
    var closed = new LogFile(Sample.LOG + ".1", 7, START.minusSeconds(86_400));
    for (int hour = 1; hour < days * 24; hour++) {
      var at = START.plus(Duration.ofHours(hour));
      size += random.nextInt(2_000);
      if (hour % 24 == 3 && random.nextDouble() < 0.9) {
        closed = new LogFile(Sample.LOG + ".1", size, at.minusSeconds(1_800));
        size = random.nextInt(50);
      }
      if (off.contains(at)) continue;
      arrives(Sample.listing(host, at, Sample.file(Sample.LOG, size), closed));
    }
  }

  /// A command that was edited in place.
  private void renamed(Host host) {
    for (int day = 0; day < days; day++) {
      var command = day < days / 2 ? "/opt/rotate.sh -v" : "/opt/rotate.sh -vv";
      var at = Sample.day(day).plusSeconds(4 * 3_600 + 1);
      arrives(Sample.record(host, at, new LogEvent.RunStarted("app", command, 7)));
    }
  }

  private void arrives(Evidence evidence) {
    arrivals.add(new Arrival(evidence.at(), evidence));
  }

  private void delay() {
    var inOrder = new ArrayList<>(arrivals);
    inOrder.sort(Comparator.comparing(Arrival::at));
    var last = new HashMap<Host, Instant>();
    arrivals.clear();
    for (var arrival : inOrder) {
      var host = arrival.evidence().host();
      var delayed = arrival.at().plusSeconds(random.nextInt((int) DELAY.toSeconds()));
      var before = last.getOrDefault(host, Instant.MIN);
      last.put(host, delayed.isAfter(before) ? delayed : before.plusMillis(1));
      arrivals.add(new Arrival(last.get(host), arrival.evidence()));
    }
  }

  private Instant anyTime(double within) {
    return START.plusSeconds((long) (random.nextDouble() * within * 86_400));
  }

  private Interval span(double longest) {
    var from = anyTime(days - 1);
    return new Interval(
        from, from.plusSeconds((long) (3_600 + random.nextDouble() * longest * 86_400)));
  }
}
