// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.StoreException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
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
/// Those that are known go on. A sender leaves room for the others: since the start of this process
/// it makes at most half of all hosts known, unless it is on this machine, where a proxy or
/// forwarder speaks for all. Lines of further hosts are kept to be searched, below one name and
/// without being judged; further snapshots and pings are refused.
final class Quotas {
  /// The host of all lines beyond the quota.
  static final Host BEYOND = Host.server("hosts beyond push.maxHosts");

  private static final Logger log = LoggerFactory.getLogger(Quotas.class);
  private static final String OF_FURTHER_HOSTS =
      "Lines of further ones are kept to be searched only, their snapshots are refused.";
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

  private enum Refusal {
    HOSTS,
    SHARE,
    PINGS
  }

  private final Spool spool;
  private final Intake.Limits limits;
  private final InstantSource clock;
  private final Set<String> hosts = new HashSet<>();

  /// How many hosts each sender elsewhere made known; of no more senders than there are hosts.
  private final Map<String, Integer> shares = new HashMap<>();

  private final Set<String> pings = new HashSet<>();
  private final LongAdder beyond = new LongAdder();
  private final Map<Refusal, Long> warnedAt = new EnumMap<>(Refusal.class);
  private boolean loaded;

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
    return room() && (local(sender) || shares(sender)) && hosts.add(host);
  }

  private boolean room() {
    if (hosts.size() < limits.mostHosts()) return true;
    if (warns(Refusal.HOSTS)) {
      log.atWarn()
          .addKeyValue("most", limits.mostHosts())
          .log("As many hosts as push allows have been heard. {}", OF_FURTHER_HOSTS);
    }
    return false;
  }

  /// Whether another host is within the share of its sender; then it counts.
  private boolean shares(String sender) {
    int share = limits.mostHosts() - limits.mostHosts() / 2;
    int made = shares.getOrDefault(sender, 0);
    if (made < share) {
      shares.put(sender, made + 1);
      return true;
    }
    if (warns(Refusal.SHARE)) {
      log.atWarn()
          .addKeyValue("sender", sender)
          .addKeyValue("share", share)
          .log("A sender has made its share of hosts known. {}", OF_FURTHER_HOSTS);
    }
    return false;
  }

  /// A proxy or forwarder on this machine speaks for all who send to it.
  private static boolean local(String sender) {
    try {
      return InetAddress.ofLiteral(sender).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false; // no address
    }
  }

  /// Whether a ping of this key is known to this process, or there is room for it.
  synchronized boolean admitsPing(String key) {
    if (pings.contains(key)) return true;
    if (pings.size() < limits.mostPings()) return pings.add(key);
    if (warns(Refusal.PINGS)) {
      log.atWarn()
          .addKeyValue("most", limits.mostPings())
          .log("As many pings as push allows have been heard. Further keys are refused.");
    }
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

  /// Whether this has not been said for a while.
  private boolean warns(Refusal refusal) {
    long now = clock.millis();
    var before = warnedAt.get(refusal);
    if (before != null && now - before < BETWEEN_WARNINGS.toMillis()) return false;
    warnedAt.put(refusal, now);
    return true;
  }
}
