// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Indices that asked to repeat, each with the time until it is asked again: one that is closed or
/// blocked holds up neither the others nor itself with endless requests.
final class HeldIndices {
  private static final Logger log = LoggerFactory.getLogger(HeldIndices.class);

  private record Hold(long untilNanos, Backoff backoff, String reason) {}

  private final SplittableRandom random;
  private final Map<String, Hold> holds = new HashMap<>();

  HeldIndices(SplittableRandom random) {
    this.random = random;
  }

  /// Those that are not asked now.
  Set<String> now() {
    var now = System.nanoTime();
    var waiting = new HashSet<String>();
    holds.forEach((index, hold) -> {
      if (hold.untilNanos() - now > 0) waiting.add(index);
    });
    return waiting;
  }

  /// Ask all of them at once.
  void clear() {
    holds.clear();
  }

  /// Why one of them takes nothing; empty if none is held.
  String problem() {
    if (holds.isEmpty()) return "";
    var one = holds.entrySet().iterator().next();
    return "The index asked to repeat: " + one.getKey() + ", " + one.getValue().reason();
  }

  void learn(List<Document> documents, List<BulkItemOutcome> fates) {
    var again = new HashMap<String, String>();
    var took = new HashSet<String>();
    for (int i = 0; i < fates.size(); i++) {
      var index = documents.get(i).index();
      if (fates.get(i).kind() == BulkItemOutcome.Kind.RETRY)
        again.putIfAbsent(index, fates.get(i).reason());
      else took.add(index);
    }
    took.forEach(holds::remove); // it takes something: only what is left is asked again, and soon
    again.forEach(this::hold);
  }

  private void hold(String index, String reason) {
    var before = holds.get(index);
    var backoff = before == null ? new Backoff(random.split()) : before.backoff();
    var pause = backoff.failed();
    holds.put(index, new Hold(System.nanoTime() + pause.toNanos(), backoff, reason));
    log.atWarn()
        .addKeyValue("index", index)
        .addKeyValue("reason", reason)
        .addKeyValue("waitMillis", pause.toMillis())
        .log("An index takes nothing; its documents wait in the spool.");
  }
}
