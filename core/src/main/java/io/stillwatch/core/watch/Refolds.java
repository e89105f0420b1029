// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hosts whose stored state could not be read, or whose evidence takes long, and up to where
/// each of them is folded from its own evidence.
///
/// Until such a host is level with the others, it is not judged and its new evidence is left to the
/// refold. How far it is folded is part of its state, so a restart goes on from there.
final class Refolds {
  private static final Logger log = LoggerFactory.getLogger(Refolds.class);

  private final EvidenceStore evidence;
  private final Map<Host, String> cursors = new LinkedHashMap<>();
  private final Set<Host> unfinished = new HashSet<>();

  Refolds(EvidenceStore evidence) {
    this.evidence = evidence;
  }

  /// A page of the evidence of one host after the cursor `from`. `settled` says that every state
  /// that is stored holds the evidence of that time, so that no restart reads the page again, and
  /// that none of the page is part of the state of the host already.
  record RefoldPage(
      Host host, List<Evidence> evidence, String from, String next, boolean settled) {}

  void begin(Host host, String why) {
    unfinished.remove(host);
    cursors.put(host, EvidenceStore.Page.START);
    log.atWarn()
        .addKeyValue("host", host.name())
        .addKeyValue("reason", why)
        .log("A host is folded again from its evidence.");
  }

  void resume(Host host, String cursor) {
    cursors.put(host, cursor);
    log.atInfo().addKeyValue("host", host.name()).log("Continuing to fold a host again.");
  }

  /// Some evidence of a host waits: it goes on from a cursor at a pace of its own.
  void defer(Host host, String cursor) {
    cursors.put(host, cursor);
    unfinished.add(host);
    log.atInfo().addKeyValue("host", host.name()).log("The evidence of a host takes long.");
  }

  boolean contains(Host host) {
    return cursors.containsKey(host);
  }

  List<Host> hosts() {
    return List.copyOf(cursors.keySet());
  }

  /// The next page of a host; empty once it is level with the others. `stored` is the cursor that a
  /// restart begins with, `current` the one of the other hosts.
  Optional<RefoldPage> next(Host host, String stored, String current) throws StoreException {
    var cursor = cursors.getOrDefault(host, current);
    var settled = evidence.readOf(host, cursor, stored);
    if (!settled.evidence().isEmpty()) {
      boolean begins = !unfinished.contains(host);
      return Optional.of(new RefoldPage(host, settled.evidence(), cursor, settled.next(), begins));
    }
    var recent = evidence.readOf(host, cursor, current);
    if (recent.evidence().isEmpty()) return Optional.empty();
    return Optional.of(new RefoldPage(host, recent.evidence(), cursor, recent.next(), false));
  }

  /// The page is part of the state in memory.
  void folded(RefoldPage page, Instant through) {
    cursors.put(page.host(), page.next());
    unfinished.remove(page.host());
    log.atInfo()
        .addKeyValue("host", page.host().name())
        .addKeyValue("evidence", page.evidence().size())
        .addKeyValue("through", through)
        .log("A host is being folded again.");
  }

  void level(Host host) {
    cursors.remove(host);
    unfinished.remove(host);
    log.atInfo()
        .addKeyValue("host", host.name())
        .log("A host is folded again from its evidence; it is judged from now on.");
  }
}
