// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.Watch;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.core.watch.WatchStores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A story told as evidence, and the watch that reads it tick by tick.
///
/// Write the evidence first (`cron`, `listing`), then let time pass with [#until]; asks afterwards
/// are about what was silent when.
public final class Scenario {
  /// That a job was silent at an instant.
  public record Silent(Instant at, Stoppage stoppage) {}

  private static final Duration TICK = Duration.ofMinutes(30);

  private final InMemoryStores stores = InMemoryStores.empty();
  private final List<Evidence> story = new ArrayList<>();
  private final List<Silent> silences = new ArrayList<>();
  private final Watch watch;
  private Auditor auditor = _ -> new Audit(List.of(), List.of());
  private final Set<Host> hosts = new LinkedHashSet<>();
  private Instant now;
  private int told;

  public Scenario(Instant start) {
    now = start;
    watch =
        new Watch(
            new WatchStores(
                stores.evidence(),
                stores.sources(),
                stores.jobs(),
                stores.findings(),
                stores.alerts()),
            request -> auditor.audit(request),
            Detector.none(),
            this::note,
            WatchSettings.DEFAULTS);
  }

  public InMemoryStores stores() {
    return stores;
  }

  /// What the configuration of a host asks for, instead of nothing.
  public Scenario audits(Auditor with) {
    auditor = with;
    return this;
  }

  public Scenario cron(String host, Instant at, String user, String command) {
    return line(host, at, command, new LogEvent.RunStarted(user, command, 1));
  }

  /// A line of a program that is not cron.
  public Scenario noise(String host, Instant at, String text) {
    return line(host, at, text, new LogEvent.Other("rsyslogd"));
  }

  private Scenario line(String host, Instant at, String text, LogEvent event) {
    var id = host + "|" + at + "|" + text;
    story.add(
        new LogRecord(
            id,
            new SourceId("file:" + host),
            "cron.syslog",
            Host.server(host),
            at,
            new Position("/var/log/syslog", "g", story.size()),
            Line.of(text),
            event));
    return this;
  }

  /// The host tells its configuration, whatever it is: what it asks for is said by [#audits].
  public Scenario configuration(String host, Instant at) {
    story.add(
        new HostConfig(
            host + "|config|" + at,
            new SourceId("snapshots:" + host),
            Host.server(host),
            at,
            new Platform(Platform.Dialect.DEBIAN, ZoneId.of("UTC"), ""),
            List.of(new ConfigFile("/etc/crontab", at.toString(), ConfigFile.Attributes.UNKNOWN)),
            new HostConfig.Accounts(List.of(), false),
            HostConfig.Disk.UNKNOWN));
    return this;
  }

  public Scenario listing(Host host, Instant at, LogFile... files) {
    story.add(
        new Listing(
            host.name() + "|listing|" + at,
            new SourceId("listing:" + host.name()),
            host,
            at,
            List.of(files),
            Map.of()));
    return this;
  }

  /// Lets time pass; the logs of all hosts are complete all along.
  public Scenario until(Instant end) throws StoreException, InterruptedException {
    return until(end, true);
  }

  /// Lets time pass while we cannot read the logs of any host.
  public Scenario blindUntil(Instant end) throws StoreException, InterruptedException {
    return until(end, false);
  }

  private Scenario until(Instant end, boolean seeing) throws StoreException, InterruptedException {
    story.sort(Comparator.comparing(Evidence::at));
    story.forEach(evidence -> hosts.add(evidence.host()));
    while (now.isBefore(end)) {
      now = now.plus(TICK);
      if (seeing) tell();
      watch.tick(now);
    }
    return this;
  }

  private void tell() throws StoreException {
    int from = told;
    while (told < story.size() && !story.get(told).at().isAfter(now)) told++;
    stores.evidence().append(story.subList(from, told));
    stores.sources().put(hosts.stream().map(this::complete).toList());
  }

  private SourceState complete(Host host) {
    var source = new SourceId("file:" + host.name());
    return new SourceState(source, host, SourceState.Reports.LOG_LINES, now, now, "");
  }

  /// When a job whose name or host contains the text was first said to be silent.
  public Optional<Silent> firstSilence(String text) {
    return silences.stream()
        .filter(silent ->
            silent.stoppage().job().name().contains(text)
                || silent.stoppage().job().host().name().contains(text))
        .findFirst();
  }

  public List<Silent> silences() {
    return List.copyOf(silences);
  }

  private List<Alert> note(List<Alert> open, Situation situation) {
    situation.stoppages().forEach(stoppage -> silences.add(new Silent(situation.at(), stoppage)));
    return List.of();
  }
}
