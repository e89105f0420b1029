// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import java.util.LinkedHashSet;
import java.util.Set;

/// The hosts that are to be audited again at the next tick, asked for by any thread. More of them
/// than are remembered are a request for every host.
final class AuditRequests {
  static final int MOST = 1_000;

  /// Stands for every host.
  private static final String ALL = "";

  private Set<String> waiting = new LinkedHashSet<>();

  synchronized void add(String host) {
    if (waiting.contains(ALL)) return;
    boolean all = host.equals(ALL) || (waiting.size() >= MOST && !waiting.contains(host));
    if (all) waiting.clear();
    waiting.add(all ? ALL : host);
  }

  /// What was asked for since the last time.
  synchronized Set<String> take() {
    var taken = waiting;
    waiting = new LinkedHashSet<>();
    return taken;
  }
}
