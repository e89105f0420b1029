// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.alert.Surroundings.Peer;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.pattern.LinesAround;
import io.stillwatch.core.pattern.Onset;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Looks up what was seen around a stoppage: lines of the host about its first miss, and other
/// hosts on which a job of the same name and kind still runs.
final class SurroundingsSearch {
  private static final int MOST_PEERS = 3;
  private static final int ASKED = 50;

  private final EvidenceStore evidence;
  private final JobStatusStore statuses;

  SurroundingsSearch(EvidenceStore evidence, JobStatusStore statuses) {
    this.evidence = evidence;
    this.statuses = statuses;
  }

  Surroundings of(Stoppage stoppage) throws StoreException {
    var miss = stoppage.firstMissed();
    var host = stoppage.job().host();
    var lines = evidence.lines(host, LinesAround.range(miss), LinesAround.MOST_READ);
    return new Surroundings(
        LinesAround.of(lines, Onset.of(stoppage).words(), miss), peers(stoppage));
  }

  private List<Peer> peers(Stoppage stoppage) throws StoreException {
    var job = stoppage.job();
    if (job.kind().standsForMany()) return List.of();
    var filter = new JobFilter(Optional.empty(), "", job.name());
    return statuses.page(filter, Page.START, ASKED).jobs().stream()
        .filter(status -> stillRuns(status, job, stoppage.firstMissed()))
        .sorted(Comparator.comparing(status -> status.job().host().name()))
        .limit(MOST_PEERS)
        .map(status -> peer(status, job))
        .toList();
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
