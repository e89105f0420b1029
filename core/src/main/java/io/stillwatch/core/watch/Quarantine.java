// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.FindingLifecycle.Status;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.FindingStore.Page;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.watch.fold.FoldLimit;
import io.stillwatch.core.watch.fold.ShortId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evidence that took longer than a tick can wait. It stays out of the state of its host, also
/// after a restart, until a person releases it.
///
/// Each piece is a finding, which is how it is remembered. Whoever calls that a false positive
/// releases the piece: its host is folded again from its evidence, this piece included, and the
/// finding counts as fixed once that is done. A configuration is known by what its files hold, so
/// that the next snapshot of the same is left out, or released, with it.
final class Quarantine {
  static final String RULE = "WT01";

  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);
  private static final Duration READ_EVERY = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration OF_HOST = Duration.ofSeconds(15);
  private static final int PAGE = 500;
  private static final int SHOWN = 200;

  private final FindingStore findings;
  private final Map<String, Host> held = new HashMap<>();
  private final Set<String> released = new HashSet<>();
  private Instant readAt = Instant.MIN;

  Quarantine(FindingStore findings) {
    this.findings = findings;
  }

  /// Whether audits, which know nothing of it, must leave the finding alone.
  static boolean made(Finding finding) {
    return finding.rule().equals(RULE);
  }

  /// What is held stays out; what a person released may take as long as it takes.
  FoldLimit limit(LongSupplier cpuNanos) {
    return new FoldLimit(
        evidence -> !held.isEmpty() && held.containsKey(id(evidence)),
        evidence -> released.contains(id(evidence)),
        cpuNanos,
        LONGEST,
        OF_HOST);
  }

  /// Reads what people decided; returns the hosts of what they released since, or before this
  /// process began. A release is done once its host is level with the others again: `refolding`
  /// tells whether it is not. Nothing counts before all of it is read and stored.
  Set<Host> read(Instant now, Predicate<Host> refolding) throws StoreException {
    if (!readAt.equals(Instant.MIN) && now.isBefore(readAt.plus(READ_EVERY))) return Set.of();
    var all = new ArrayList<Versioned<Finding>>();
    var after = Page.START;
    do {
      var page = findings.page(new FindingFilter(Optional.empty(), RULE, ""), after, PAGE);
      all.addAll(page.findings());
      after = page.next();
    } while (!after.isEmpty());
    for (var one : all) {
      boolean done =
          released.contains(one.value().id()) && !refolding.test(one.value().place().host());
      if (done && one.value().life().status() == Status.FALSE_POSITIVE) fixed(one, now);
    }
    var freed = new HashSet<Host>();
    all.forEach(one -> take(one.value(), freed));
    readAt = now;
    return freed;
  }

  private void take(Finding finding, Set<Host> freed) {
    var status = finding.life().status();
    boolean free = status == Status.FALSE_POSITIVE || status == Status.FIXED;
    if (!free) {
      if (!released.contains(finding.id())) held.put(finding.id(), finding.place().host());
      return;
    }
    held.remove(finding.id());
    boolean before = !released.add(finding.id()); // slow or not, it is folded from now on
    if (before || status == Status.FIXED) return;
    freed.add(finding.place().host());
    log.atInfo().addKeyValue("finding", finding.id()).log("Evidence was released.");
  }

  private void fixed(Versioned<Finding> finding, Instant now) throws StoreException {
    var life = finding.value().life();
    var ended = new FindingLifecycle(life.firstSeen(), now, Status.FIXED, life.decision());
    findings.save(finding.value().withLife(ended), finding.version());
  }

  /// Keeps these out from now on; throws if that cannot be stored.
  void add(List<Evidence> slow, Instant now) throws StoreException {
    for (var evidence : slow) {
      var finding = finding(evidence, now);
      if (findings.find(finding.id()).isEmpty()) findings.save(finding, Versioned.Version.NEW);
      held.put(finding.id(), evidence.host());
      log.atWarn()
          .addKeyValue("finding", finding.id())
          .addKeyValue("host", evidence.host().name())
          .log("Evidence took too long to be judged; it is left out.");
    }
  }

  private static String id(Evidence evidence) {
    return ShortId.of("slow-", evidence.host().name(), FoldLimit.key(evidence));
  }

  private static Finding finding(Evidence evidence, Instant now) {
    return new Finding(
        id(evidence),
        RULE,
        Finding.Severity.WARNING,
        new Location(evidence.host(), place(evidence), 0, 0),
        new Explanation(
            "Evidence took too long to be judged and is left out",
            "document " + evidence.id() + " of " + evidence.at() + ": " + shown(evidence),
            "# Look at what it says. To have it judged all the same, call this finding a false"
                + " positive; the host is then folded again from its evidence.",
            ""),
        List.of(),
        Confidence.CERTAIN,
        new FindingLifecycle(now, now, Status.OPEN));
  }

  private static String place(Evidence evidence) {
    return switch (evidence) {
      case LogRecord line -> line.position().path();
      case Listing _ -> "listing";
      case HostConfig _ -> "configuration";
      case Gap gap -> gap.position().path();
    };
  }

  private static String shown(Evidence evidence) {
    var text = evidence instanceof LogRecord line ? line.line().text() : "";
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " ..";
  }
}
