// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many hosts and pings there may be, because anybody who may send can make names up.
///
/// Those that are known go on. A sender makes no more hosts known than it leaves for the others:
/// since the start of this process, half of those that there was room for. Lines of further hosts
/// are kept to be searched, below one name and without being judged; further snapshots and pings
/// are refused.
final class Quotas {
  /// The host of all lines beyond the quota.
  static final Host BEYOND = Host.server("hosts beyond push.maxHosts");

  private static final Logger log = LoggerFactory.getLogger(Quotas.class);
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

  private final Spool spool;
  private final Intake.Limits limits;
  private final InstantSource clock;
  private final Set<String> hosts = new HashSet<>();

  /// How many hosts each sender made known; of no more senders than there are hosts.
  private final Map<String, Integer> shares = new HashMap<>();

  private final Set<String> pings = new HashSet<>();
  private final LongAdder beyond = new LongAdder();
  private boolean loaded;
  private long warnedAt = Long.MIN_VALUE / 2;

  Quotas(Spool spool, Intake.Limits limits, InstantSource clock) {
    this.spool = spool;
    this.limits = limits;
    this.clock = clock;
  }

  synchronized List<LogRecord> admitted(String sender, List<LogRecord> records)
      throws StoreException {
    for (var record : records) {
      if (!admits(sender, record)) return within(sender, records);
    }
    return records;
  }

  private List<LogRecord> within(String sender, List<LogRecord> records) throws StoreException {
    warn("hosts", limits.mostHosts(), "Their lines are kept to be searched only.");
    var within = new ArrayList<LogRecord>(records.size());
    for (var record : records) within.add(admits(sender, record) ? record : beyond(record));
    return within;
  }

  private boolean admits(String sender, LogRecord record) throws StoreException {
    return record.host().equals(Host.HEARTBEATS) || admits(record.host().name(), sender);
  }

  /// Lines so far whose host was beyond the quota.
  long beyond() {
    return beyond.sum();
  }

  private LogRecord beyond(LogRecord record) {
    beyond.increment();
    return new LogRecord(
        record.id(),
        new SourceId(PushedSources.LINES + BEYOND.name()),
        record.dataset(),
        BEYOND,
        record.at(),
        record.position(),
        record.line(),
        new LogEvent.Other(""));
  }

  /// Whether a host is known, or there is room for it and its sender has not had its share.
  synchronized boolean admits(String host, String sender) throws StoreException {
    load();
    if (hosts.contains(host)) return true;
    int free = limits.mostHosts() - hosts.size();
    if (free <= 0 || shares.getOrDefault(sender, 0) > free) return false;
    shares.merge(sender, 1, Integer::sum);
    return hosts.add(host);
  }

  /// Whether a ping of this key is known to this process, or there is room for it.
  synchronized boolean admitsPing(String key) {
    if (pings.contains(key)) return true;
    if (pings.size() < limits.mostPings()) return pings.add(key);
    warn("pings", limits.mostPings(), "Further keys are refused.");
    return false;
  }

  private void load() throws StoreException {
    if (loaded) return;
    for (var prefix : List.of(PushedSources.LINES, PushedSources.SNAPSHOTS)) {
      for (var id : spool.checkpoints(prefix).keySet()) {
        hosts.add(id.value().substring(prefix.length()));
      }
    }
    loaded = true;
  }

  private void warn(String what, int most, String effect) {
    long now = clock.millis();
    if (now - warnedAt < BETWEEN_WARNINGS.toMillis()) return;
    warnedAt = now;
    log.atWarn()
        .addKeyValue("most", most)
        .log("As many {} as push allows have been heard. {}", what, effect);
  }
}
