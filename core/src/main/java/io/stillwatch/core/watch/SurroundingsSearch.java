// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.alert.Surroundings.Peer;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.pattern.LinesAround;
import io.stillwatch.core.pattern.Onset;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.EvidenceStore.Order;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks up what was seen around a stoppage: lines of the host about its first miss, other hosts on
/// which a job of the same name and kind still runs, and when the newest snapshot was taken.
final class SurroundingsSearch {
  private static final int MOST_PEERS = 3;
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 5;

  /// The longest ones say most; a name that was learned is a whole command, and each word is a
  /// search of its own.
  private static final int MOST_WORDS = 3;

  private static final int LONGEST_WORD = 40;
  private static final int LONGEST_TEXT = 400;

  private final EvidenceStore evidence;
  private final JobStatusStore statuses;

  SurroundingsSearch(EvidenceStore evidence, JobStatusStore statuses) {
    this.evidence = evidence;
    this.statuses = statuses;
  }

  Surroundings of(Stoppage stoppage) throws StoreException {
    var miss = stoppage.firstMissed();
    var lines = lines(stoppage.job().host(), miss);
    return new Surroundings(
        LinesAround.of(lines, Onset.of(stoppage).words(), miss),
        peers(stoppage),
        evidence.newestConfiguration(stoppage.job().host()).orElse(Instant.EPOCH));
  }

  private List<LogRecord> lines(Host host, Instant miss) throws StoreException {
    int most = LinesAround.MOST_READ;
    var before = evidence.lines(host, LinesAround.before(miss), Order.LATEST_FIRST, most);
    var after = evidence.lines(host, LinesAround.after(miss), Order.EARLIEST_FIRST, most);
    return Stream.concat(before.stream(), after.stream()).toList();
  }

  /// Only jobs that do well are asked for: in a large outage all others fill many pages.
  private List<Peer> peers(Stoppage stoppage) throws StoreException {
    var job = stoppage.job();
    if (job.kind().standsForMany()) return List.of();
    var filter = new JobFilter(Optional.of(JobHealth.ON_TIME), "", words(job.name()));
    var running = new ArrayList<JobStatus>();
    var next = Page.START;
    for (int pages = 0; pages < MOST_PAGES && running.size() < MOST_PEERS; pages++) {
      var page = statuses.page(filter, next, PAGE);
      page.jobs().stream()
          .filter(status -> stillRuns(status, job, stoppage.firstMissed()))
          .forEach(running::add);
      next = page.next();
      if (next.isEmpty()) break;
    }
    return running.stream()
        .sorted(Comparator.comparing(status -> status.job().host().name()))
        .limit(MOST_PEERS)
        .map(status -> peer(status, job))
        .toList();
  }

  /// What is searched for to find jobs of this name.
  static String words(String name) {
    return Stream.of(start(name, LONGEST_TEXT).split("\\s+", -1))
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .limit(MOST_WORDS)
        .map(word -> start(word, LONGEST_WORD))
        .collect(Collectors.joining(" "));
  }

  /// Without half a character at its end, which no text contains.
  private static String start(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static boolean stillRuns(JobStatus status, Job job, Instant miss) {
    var other = status.job();
    return other.kind() == job.kind()
        && other.name().equals(job.name())
        && !other.host().equals(job.host())
        && status.stoppage().isEmpty()
        && status.timing().lastGoodRun().filter(run -> !run.isBefore(miss)).isPresent();
  }

  private static Peer peer(JobStatus status, Job job) {
    var other = status.job();
    var differences = new ArrayList<String>();
    differ("schedule", other.schedule().inWords(), job.schedule().inWords(), differences);
    if (other.definition().configured() && job.definition().configured()) {
      differ("command", other.definition().command(), job.definition().command(), differences);
      differ("user", other.definition().user(), job.definition().user(), differences);
      differ("file", other.definition().path(), job.definition().path(), differences);
    }
    var ran = status.timing().lastGoodRun().orElse(Instant.EPOCH);
    return new Peer(other.host().name(), ran, differences);
  }

  private static void differ(String what, String there, String here, List<String> differences) {
    if (!there.equals(here))
      differences.add(what + " there: " + there + "; here: " + (here.isEmpty() ? "none" : here));
  }
}
