// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.Configuration;
import io.stillwatch.core.state.EvidencePosition;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.ListingState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The state of a host while evidence is folded into it; nothing of it counts before it is frozen.
final class HostDraft {
  static final int RUNS_TO_LEARN = 3;

  private final HostState from;
  private final JobNotes notes;
  private final Map<String, JobState> jobs;
  final CommandBook commands;
  Configuration configuration;
  ListingState listings;
  HostSigns signs;
  private EvidencePosition position;
  private final List<Run> runs = new ArrayList<>();
  private final Map<String, List<SizeSample>> sizes = new LinkedHashMap<>();
  private final Map<String, TreeSet<Instant>> lateRuns = new HashMap<>();
  private final List<JobState> removed = new ArrayList<>();

  /// Each may have a document: of the state before, or of a process that found it and ended.
  private final Set<String> forgotten = new LinkedHashSet<>();

  private boolean full;
  private int refused;

  HostDraft(HostState from) {
    this(from, JobNotes.NONE);
  }

  HostDraft(HostState from, JobNotes notes) {
    this.from = from;
    this.notes = notes;
    this.jobs = new LinkedHashMap<>(from.jobs());
    this.commands = new CommandBook(from.commands());
    this.configuration = from.configuration();
    this.listings = from.listings();
    this.signs = from.signs();
    this.position = from.position();
  }

  Host host() {
    return from.host();
  }

  Optional<JobState> job(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /// What people say of a job.
  JobNote note(JobState job) {
    return notes.of(job.job());
  }

  List<JobState> jobs() {
    return List.copyOf(jobs.values());
  }

  void put(JobState job) {
    jobs.put(job.id(), job);
  }

  /// Another job goes on in its place; its document is told so.
  void remove(JobState job) {
    jobs.remove(job.id());
    removed.add(job);
  }

  /// A job that the host did not have yet; due times of a job that is found later than its first
  /// evidence count from there.
  JobState found(Job job, Instant at) {
    var state = JobState.found(job, at);
    put(state);
    return state;
  }

  /// Forgets commands that need not be known any more; false if there is still no room for one that
  /// is known from log lines alone. Keys that are pinged have a limit of their own.
  boolean makesRoom(Instant at) {
    if (host().equals(Host.HEARTBEATS)) return true;
    if (full) return false;
    if (jobs.size() < LearnedJobs.MOST) return true;
    var ids =
        LearnedJobs.toForget(jobs.values(), at).stream()
            .map(JobState::id)
            .collect(Collectors.toSet());
    jobs.keySet().removeAll(ids);
    forgotten.addAll(ids);
    commands.forget(ids);
    full = jobs.values().stream().filter(LearnedJobs::is).count() >= LearnedJobs.MOST;
    return !full;
  }

  /// A command that there was no room for.
  void refused() {
    refused++;
  }

  int refusals() {
    return refused;
  }

  void knownSince(String job, Instant at) {
    var state = jobs.get(job);
    if (state != null && !state.lifecycle().since().equals(at)) put(state.knownSince(at));
  }

  void ran(String job, Instant at, Run.Outcome outcome, String detail, String evidence) {
    ran(job, RunFigures.of(at, outcome), detail, evidence);
  }

  /// Notes a run, or what became of it; `evidence` is the document that shows it.
  void ran(String job, RunFigures run, String detail, String evidence) {
    var state = jobs.get(job);
    if (state == null) return;
    var next = state.withRun(run);
    if (next.runs().equals(state.runs())) return;
    put(next);
    var at = run.at();
    var id = ShortId.of("run-", job, at.toString());
    var outcome = run.outcome();
    runs.add(new Run(id, job, at, outcome, detail, evidence, run.took(), run.outputBytes()));
    lateRuns.computeIfAbsent(job, _ -> new TreeSet<>()).add(at);
  }

  void sized(String job, SizeSample sample) {
    var state = jobs.get(job);
    if (state == null) return;
    put(state.withSize(sample));
    sizes.computeIfAbsent(job, _ -> new ArrayList<>()).add(sample);
  }

  /// Forgets the oldest commands that belong to no job worth knowing: one that is configured, or
  /// that ran often enough to be learned.
  void forgetCommands() {
    commands.forgetOldest(id -> job(id).filter(HostDraft::worthKnowing).isPresent());
  }

  private static boolean worthKnowing(JobState job) {
    return job.runs().total() >= RUNS_TO_LEARN || (!job.learned() && !job.retired());
  }

  void took(long[] hashes, long checkpoint) {
    position = position.with(hashes, checkpoint);
  }

  Folded freeze() {
    var state =
        new HostState(
            from.host(),
            from.since(),
            position,
            configuration,
            commands.freeze(),
            listings,
            signs,
            jobs);
    var late =
        lateRuns.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    var gone = forgotten.stream().filter(id -> !jobs.containsKey(id)).toList();
    return new Folded(state, runs, sizes, late, removed, gone, refused > 0);
  }
}
