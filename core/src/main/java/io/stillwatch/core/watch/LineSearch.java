// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.pattern.LineChanges;
import io.stillwatch.core.pattern.Onset;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks up which log lines changed about when jobs stopped, for new alerts and for open ones.
///
/// 1. A stoppage that is in no firing alert is looked up before the alert is opened, so that its
///    first message can contain the lines; of a group, the first one.
/// 2. An alert without a look is looked up, and once more a period and a quarter later (an hour to
///    nine days): what came daily is known to be gone only then.
/// 3. A failed search delays no alert: it is repeated after a pause, behind all others, because it
///    may be of a job that cannot be searched at all.
/// 4. After a second one in a tick, nothing is searched for a while: the store is in trouble.
/// 5. A tick searches only a few times; what is left waits for the next one.
final class LineSearch {
  private static final Logger LOG = LoggerFactory.getLogger(LineSearch.class);
  private static final int MOST_SEARCHES = 4;
  private static final int MOST_FAILURES = 2;
  private static final int LOOKS = 2;
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LEAST_WAIT = Duration.ofHours(1);
  private static final Duration MOST_WAIT = Duration.ofDays(9);

  private final EvidenceStore evidence;
  private final SurroundingsSearch surroundings;

  /// The first misses that were looked up, by job, so that a stoppage that no alert takes, for
  /// instance of a closed one, is not looked up by every tick.
  private Map<String, Instant> asked = new HashMap<>();

  /// When the search of a job failed last, until one succeeds.
  private final Map<String, Instant> failed = new HashMap<>();

  private Instant pausedUntil = Instant.MIN;

  LineSearch(EvidenceStore evidence, JobStatusStore statuses) {
    this.evidence = evidence;
    this.surroundings = new SurroundingsSearch(evidence, statuses);
  }

  /// What was looked up, by the id of the job, and what was seen around it.
  record Found(Map<String, ChangedLines> lines, Map<String, Surroundings> around) {}

  Found of(List<Alert> open, List<Stoppage> silent, Instant now) {
    var found = new HashMap<String, ChangedLines>();
    var around = new HashMap<String, Surroundings>();
    var result = new Found(found, around);
    if (now.isBefore(pausedUntil)) return result;
    int failures = 0;
    var due = due(open, silent, now);
    for (var one : due.subList(0, Math.min(MOST_SEARCHES, due.size()))) {
      try {
        var onset = Onset.of(one.stoppage());
        var history = evidence.patterns(onset.question(now));
        around.put(one.id(), surroundings.of(one.stoppage()));
        found.put(one.id(), LineChanges.of(history, onset, one.before(), now));
        asked.put(one.id(), one.stoppage().firstMissed());
        failed.remove(one.id());
      } catch (StoreException e) {
        failed.put(one.id(), now);
        LOG.atWarn()
            .setCause(e)
            .addKeyValue("job", one.id())
            .log("Log lines were not searched; the alert goes on without them, and they follow.");
        if (++failures == MOST_FAILURES) {
          pausedUntil = now.plus(PAUSE);
          break;
        }
      }
    }
    return result;
  }

  /// A stoppage to look up, and what is known of its lines.
  private record Due(Stoppage stoppage, ChangedLines before) {
    String id() {
      return stoppage.job().id();
    }
  }

  private List<Due> due(List<Alert> open, List<Stoppage> silent, Instant now) {
    var due = new ArrayList<Due>();
    var placed = new HashSet<String>();
    for (var alert : open) {
      if (alert.state() != Alert.State.FIRING) continue;
      placed.add(alert.group());
      alert.stoppages().forEach(member -> placed.add(member.job().id()));
      if (isDue(alert, now)) due.add(new Due(alert.first(), alert.lines()));
    }
    var remembered = new HashMap<String, Instant>();
    for (var stoppage : silent) {
      var id = stoppage.job().id();
      var before = asked.get(id);
      if (before != null) remembered.put(id, before);
      boolean known = placed.contains(id) || !placed.add(stoppage.group());
      if (!known && !stoppage.firstMissed().equals(before))
        due.add(new Due(stoppage, ChangedLines.NONE));
    }
    asked = remembered;
    due.removeIf(one -> !writesLines(one.stoppage().job()));
    return failedLast(due, now);
  }

  /// Without those that failed just now; the others that failed come last, the latest at the end.
  private List<Due> failedLast(List<Due> due, Instant now) {
    failed.keySet().retainAll(due.stream().map(Due::id).toList());
    return due.stream()
        .filter(one -> !now.isBefore(failedAt(one).plus(PAUSE)))
        .sorted(Comparator.comparing(this::failedAt))
        .toList();
  }

  private Instant failedAt(Due one) {
    return failed.getOrDefault(one.id(), Instant.MIN);
  }

  /// No lines are known of jobs that ping, and of what stands for our own sources and parts.
  private static boolean writesLines(Job job) {
    return !job.host().equals(Host.HEARTBEATS) && !job.kind().isOurs();
  }

  private static boolean isDue(Alert alert, Instant now) {
    var lines = alert.lines();
    if (lines.looks() == 0) return true;
    if (lines.looks() >= LOOKS) return false;
    var period = alert.first().job().schedule().period();
    var later = period.plus(period.dividedBy(4));
    var most = Durations.shorter(later, MOST_WAIT);
    var wait = Durations.longer(most, LEAST_WAIT);
    return !now.isBefore(lines.lookedAt().plus(wait));
  }
}
