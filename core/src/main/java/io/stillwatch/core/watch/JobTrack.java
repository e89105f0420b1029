// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is known of one job: its runs, how its log grew, and what was said of its due times.
final class JobTrack {
  private static final Duration MEMORY = Duration.ofDays(90);
  private static final int LATENESS_KEPT = 60;

  private Job job;
  private final Instant since;
  private final TreeSet<Instant> runs = new TreeSet<>();
  private final NavigableMap<Instant, SizeSample> sizes = new TreeMap<>();
  private final NavigableMap<Instant, JudgedRun> verdicts = new TreeMap<>();
  private final List<Interval> blind = new ArrayList<>();
  private final Deque<Duration> lateness = new ArrayDeque<>();
  private Instant settledUntil;

  JobTrack(Job job, Instant since) {
    this.job = job;
    this.since = since;
    this.settledUntil = since;
  }

  Job job() {
    return job;
  }

  void job(Job changed) {
    job = changed;
  }

  Instant since() {
    return since;
  }

  /// Up to which due time nothing can change any more: earlier ones have their last verdict, or
  /// belong to an earlier schedule.
  Instant settledUntil() {
    return settledUntil;
  }

  void settledUntil(Instant due) {
    settledUntil = due;
  }

  NavigableSet<Instant> runs() {
    return runs;
  }

  NavigableMap<Instant, SizeSample> sizes() {
    return sizes;
  }

  List<Interval> blind() {
    return blind;
  }

  Optional<Instant> lastRunBefore(Instant at) {
    return Optional.ofNullable(runs.lower(at));
  }

  Optional<Instant> lastRun() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.last());
  }

  Optional<SizeSample> lastSize() {
    return sizes.isEmpty() ? Optional.empty() : Optional.of(sizes.lastEntry().getValue());
  }

  /// Notes a verdict; true if it says something new.
  boolean judge(JudgedRun judged) {
    var before = verdicts.put(judged.due(), judged);
    switch (judged.verdict()) {
      case Verdict.OnTime(var ranAt) -> late(Duration.between(judged.due(), ranAt));
      case Verdict.Late(_, var by) -> late(by);
      case Verdict.Unknown _ -> blind.add(new Interval(judged.due(), judged.due().plusSeconds(1)));
      case Verdict.Missed _, Verdict.Failed _, Verdict.Overrun _, Verdict.Learning _ -> {}
    }
    return before == null || !before.verdict().equals(judged.verdict());
  }

  /// Seconds are not lateness: cron starts a job at the first second of its minute, or the second.
  private void late(Duration by) {
    lateness.addLast(by.isNegative() ? Duration.ZERO : by.truncatedTo(ChronoUnit.MINUTES));
    if (lateness.size() > LATENESS_KEPT) lateness.removeFirst();
  }

  List<Duration> lateness() {
    return List.copyOf(lateness);
  }

  NavigableMap<Instant, JudgedRun> verdicts() {
    return verdicts;
  }

  /// Forgets what is too old to matter, so that a year of minutes does not fill the memory.
  void forgetBefore(Instant now) {
    var horizon = now.minus(MEMORY);
    if (!runs.isEmpty() && runs.first().isBefore(horizon)) {
      var last = runs.last();
      runs.headSet(horizon).clear();
      runs.add(last);
    }
    sizes.headMap(horizon).clear();
    // What was missed since the last run is kept: a stop of a year began a year ago.
    verdicts
        .headMap(runs.isEmpty() || horizon.isBefore(runs.last()) ? horizon : runs.last())
        .clear();
    blind.removeIf(interval -> interval.until().isBefore(horizon));
  }
}
