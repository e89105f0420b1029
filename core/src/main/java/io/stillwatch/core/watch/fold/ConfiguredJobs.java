// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.Configuration.LostJobs;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Applies the jobs that an audit found to the state of a host: new ones, edited ones, moved ones,
/// those that are gone, and those that were known from the log only.
final class ConfiguredJobs {
  private static final Schedule ONCE_A_DAY =
      new Schedule.SinceLast(Duration.ofDays(1), "once a day");

  private final HostDraft draft;
  private final HostConfig config;
  private final Instant at;
  private final Map<String, List<String>> before;
  private final Map<String, List<String>> jobs = new HashMap<>();
  private final List<LostJobs> lost = new ArrayList<>();
  private final Map<String, String> edited = new HashMap<>();

  ConfiguredJobs(HostDraft draft, HostConfig config, Instant at) {
    this.draft = draft;
    this.config = config;
    this.at = at;
    this.before = draft.configuration.jobs();
  }

  /// The jobs of each definition afterwards.
  Map<String, List<String>> apply(Audit audit) {
    var continued = JobMatcher.continued(definitions(), audit.jobs());
    var broken = new HashSet<String>();
    audit.findings().forEach(finding -> broken.addAll(finding.jobsLost()));
    for (var job : audit.jobs()) {
      var old = continued.getOrDefault(job.id(), job.id());
      jobs.put(job.id(), before.getOrDefault(old, List.of(old)));
    }
    for (var job : audit.jobs()) separate(job.id());
    for (var job : audit.jobs()) {
      WorkBudget.check();
      configure(job, broken.contains(job.id()));
    }
    own(audit.jobs(), broken);
    takeOverLogs(audit.jobs());
    retire(new HashSet<>(continued.values()));
    return jobs;
  }

  /// A line that was renamed may come back beside its copy: it keeps the job that has its id, and
  /// the copy is a job of its own.
  private void separate(String definition) {
    var id = jobs.getOrDefault(definition, List.of(definition)).getFirst();
    boolean taken =
        !id.equals(definition) && jobs.getOrDefault(id, List.of("")).getFirst().equals(id);
    if (taken) jobs.put(definition, List.of(definition));
  }

  /// The jobs of the audit before, under the ids of their definitions.
  private List<Job> definitions() {
    var definitions = new ArrayList<Job>();
    before.forEach((definition, ids) ->
        draft
            .job(ids.getFirst())
            .map(JobState::job)
            .ifPresent(job -> definitions.add(withId(job, definition))));
    return definitions;
  }

  private static Job withId(Job job, String id) {
    return new Job(
        id,
        job.kind(),
        job.name(),
        job.host(),
        job.schedule(),
        job.definition(),
        job.subject(),
        job.driver());
  }

  private void configure(Job found, boolean broken) {
    var ids = jobs.getOrDefault(found.id(), List.of(found.id()));
    var driver =
        found.driver().isEmpty()
            ? ""
            : jobs.getOrDefault(found.driver(), List.of(found.driver())).getFirst();
    var job = withId(found, ids.getFirst()).withDriver(driver);
    put(job, broken);
    for (var id : ids.subList(1, ids.size())) {
      draft.job(id).ifPresent(ofLog -> put(GlobJobs.of(job, id, ofLog.job().subject()), broken));
    }
  }

  /// A broken line keeps the name and the schedule that it had: an alert should not be named after
  /// the typo, and what was intended stays due.
  private void put(Job job, boolean broken) {
    var known = draft.job(job.id());
    if (known.isEmpty()) {
      draft.found(job.withSchedule(complete(job.schedule())), at);
      return;
    }
    var old = known.get().job();
    var command = old.definition().command();
    if (!command.isEmpty() && !command.equals(job.definition().command()))
      edited.put(job.id(), command);
    var schedule = intended(old.schedule(), job.schedule());
    var name = broken ? old.name() : job.name();
    var next =
        new Job(
            job.id(),
            job.kind(),
            name,
            job.host(),
            schedule,
            job.definition(),
            job.subject(),
            job.driver());
    var state = known.get().active().with(next);
    boolean sameTimes = schedule.equals(old.schedule());
    draft.put(sameTimes ? state : state.rescheduled(at));
  }

  private static Schedule intended(Schedule old, Schedule now) {
    if (now instanceof Schedule.Learning) return old.period().isPositive() ? old : now;
    if (now instanceof Schedule.Rotation rotation && rotation.opportunity().period().isZero()) {
      var opportunity = old instanceof Schedule.Rotation before ? before.opportunity() : ONCE_A_DAY;
      return rotation.withOpportunity(opportunity.period().isPositive() ? opportunity : ONCE_A_DAY);
    }
    return now;
  }

  private static Schedule complete(Schedule schedule) {
    return intended(schedule, schedule);
  }

  /// Assigns commands to jobs; what was started was not started by a line that cron ignores.
  private void own(List<Job> found, Set<String> broken) {
    var owners = new LinkedHashMap<CommandKey, List<Job>>();
    for (var job : found) {
      if (job.kind() != JobKind.SCHEDULED_COMMAND) continue;
      var key = CommandKey.of(job.definition().user(), job.definition().command());
      owners.computeIfAbsent(key, _ -> new ArrayList<>()).add(job);
    }
    owners.forEach((key, all) -> {
      WorkBudget.check();
      var whole = all.stream().filter(job -> !broken.contains(job.id())).toList();
      var started =
          (whole.isEmpty() ? all : whole)
              .stream()
                  .map(job -> jobs.getOrDefault(job.id(), List.of(job.id())).getFirst())
                  .distinct()
                  .toList();
      for (var written : draft.commands.writtenAs(key)) {
        draft.commands.jobs(written).stream()
            .filter(known -> !started.contains(known))
            .forEach(known -> takeOver(known, started));
        draft.commands.owned(written, started);
      }
    });
  }

  /// What was learned from the log turns out to be configured: its past goes to the line.
  private void takeOver(String learned, List<String> configured) {
    var state = draft.job(learned);
    if (state.isEmpty() || !state.get().learned()) return;
    var runs = state.get().runs();
    for (int i = 0; i < runs.size(); i++) {
      var run = runs.figures(i);
      for (var id : LineFold.due(draft, configured, run.at())) {
        draft.job(id).ifPresent(heir -> draft.put(heir.withRun(run)));
      }
    }
    var lengths = state.get().judgements().lengths();
    for (var id : configured) {
      draft
          .job(id)
          .ifPresent(heir -> draft.put(heir.with(heir.judgements().lengths().continuing(lengths))));
    }
    draft.remove(state.get());
  }

  /// A log that was known from listings only turns out to have a stanza.
  private void takeOverLogs(List<Job> found) {
    for (var job : found) {
      if (job.kind() != JobKind.LOG_ROTATION) continue;
      var id = jobs.getOrDefault(job.id(), List.of(job.id())).getFirst();
      var learned = draft.job(ShortId.of("log-", draft.host().name(), job.subject()));
      if (learned.isEmpty()) continue;
      draft
          .job(id)
          .ifPresent(
              heir -> draft.put(heir.with(learned.get().runs()).with(learned.get().sizes())));
      draft.remove(learned.get());
    }
  }

  /// A job whose line is gone is retired. One whose command the table still holds, in a comment or
  /// in a line that is not one, is not: it stays due until it runs again or a person closes its
  /// alert, because that is how a job is lost by a slip of the pen.
  private void retire(Set<String> continued) {
    before.forEach((definition, ids) -> {
      if (jobs.containsKey(definition) || continued.contains(definition)) return;
      var line = draft.job(ids.getFirst()).flatMap(job -> mention(job.job()));
      if (line.isPresent()) {
        jobs.put(definition, ids);
        boolean comment = line.get().startsWith("#");
        var why = comment ? "its line is commented out" : "its line cannot be read any more";
        lost.add(new LostJobs("", "", why, ids, at));
        return;
      }
      for (var id : ids) {
        draft
            .job(id)
            .filter(job -> !job.retired())
            .ifPresent(job -> draft.put(job.retired("no longer configured", at)));
      }
    });
  }

  /// The commands that lines held before they were edited, by job.
  Map<String, String> edited() {
    return edited;
  }

  /// The jobs that the table holds without running them.
  List<LostJobs> lost() {
    return lost;
  }

  private Optional<String> mention(Job job) {
    var command = job.definition().command().strip();
    if (command.isEmpty() || job.kind() != JobKind.SCHEDULED_COMMAND) return Optional.empty();
    WorkBudget.check();
    return config.files().stream()
        .filter(file -> file.path().equals(job.definition().path()))
        .flatMap(file -> file.text().lines())
        .map(String::strip)
        .filter(line -> line.contains(command))
        .findFirst();
  }
}
