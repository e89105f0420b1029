// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.anomaly.MinimumData;
import io.stillwatch.core.anomaly.TrainingState.Survey;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.state.HostState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Chooses the jobs to learn from while the states of all hosts pass by, and counts what there is.
///
/// Jobs are of classes, by what they are and how often they run. Each class is given the same room,
/// so that a weekly job among a hundred thousand frequent ones is heard. Which jobs of a class are
/// chosen depends on their ids alone.
final class FleetSample {
  private static final List<Duration> PERIODS =
      List.of(
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(25),
          Duration.ofDays(4),
          Duration.ofDays(10));

  private record JobClass(JobKind kind, int period) {}

  /// In an order that has nothing to do with the jobs: what is first is chosen first.
  private record Ranked(long rank, Sampled sampled) {}

  private final int most;
  private final Set<String> frozen;
  private final Map<JobClass, TreeSet<Ranked>> chosen =
      new TreeMap<>(Comparator.comparing(JobClass::kind).thenComparingInt(JobClass::period));
  private Instant since = Instant.MAX;
  private int size;
  private int jobs;
  private int ripe;
  private int stopped;

  /// At most so many jobs; `frozen` are those with an open alert: they teach nothing, so that a
  /// stop of 180 days never becomes normal.
  FleetSample(int most, Set<String> frozen) {
    this.most = most;
    this.frozen = Set.copyOf(frozen);
  }

  void add(HostState host) {
    if (host.since().isBefore(since)) since = host.since();
    for (var job : host.jobs().values()) {
      if (job.job().kind().standsForMany() || job.retired()) continue;
      jobs++;
      if (job.runs().size() < MinimumData.RUNS_TO_LEARN_FROM) continue;
      ripe++;
      if (frozen.contains(job.id())) stopped++;
      else choose(new Sampled(job, host.signs()));
    }
  }

  private void choose(Sampled one) {
    chosen
        .computeIfAbsent(classOf(one), _ -> new TreeSet<>(ranking()))
        .add(new Ranked(rank(one.job().id()), one));
    if (++size <= most) return;
    chosen.values().stream().max(Comparator.comparingInt(TreeSet::size)).orElseThrow().pollLast();
    size--;
  }

  private static Comparator<Ranked> ranking() {
    return Comparator.comparingLong(Ranked::rank)
        .thenComparing(ranked -> ranked.sampled().job().id());
  }

  private static JobClass classOf(Sampled one) {
    var turn = one.turn();
    int period = 0;
    while (period < PERIODS.size() && turn.compareTo(PERIODS.get(period)) > 0) period++;
    return new JobClass(one.job().job().kind(), period);
  }

  /// The bits of the id's hash, well mixed: ids that are alike are far apart.
  private static long rank(String id) {
    long x = 0;
    for (int i = 0; i < id.length(); i++) x = (x + id.charAt(i)) * 0x9E3779B97F4A7C15L;
    x ^= x >>> 32;
    x *= 0xD6E8FEB86659FD93L;
    return x ^ (x >>> 32);
  }

  /// The jobs, class by class.
  List<Sampled> sampled() {
    return chosen.values().stream()
        .flatMap(ranked -> ranked.stream().map(Ranked::sampled))
        .toList();
  }

  /// The first evidence; [Instant#MAX] if there is none.
  Instant evidenceSince() {
    return since;
  }

  Survey survey(Instant at, Instant nextAt) {
    return new Survey(at, since, jobs, ripe, stopped, nextAt);
  }
}
