// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.decide.AlertLifecycle.End;
import io.stillwatch.alerting.decide.AlertLifecycle.Fate;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Assessment;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.Impact;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.alert.UsualImportance;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JobNote.Importance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An alert to which one situation is being applied.
final class Draft {
  private static final Duration RESOLVED_BY_ONE_RUN = Duration.ofHours(1);
  private static final int MAX_CAUSES = 20;

  private final Optional<Alert> before;
  private final LinkedHashMap<String, Stoppage> members = new LinkedHashMap<>();
  private Alert alert;

  private Draft(Alert alert, Optional<Alert> before) {
    this.alert = alert;
    this.before = before;
    alert.stoppages().forEach(stoppage -> members.put(stoppage.job().id(), stoppage));
  }

  static Draft of(Alert open) {
    return new Draft(open, Optional.of(open));
  }

  static Draft opened(String id, Alert.State state, Stoppage first, Instant at) {
    var times = new Alert.Times(first.firstMissed(), at, Optional.empty());
    var alert =
        new Alert(
            id,
            first.group(),
            state,
            List.of(first),
            List.of(),
            times,
            Alert.Handling.NONE,
            List.of());
    return new Draft(alert, Optional.empty());
  }

  /// An alert that was resolved goes on, with a job that stopped again.
  static Draft again(Alert resolved, Stoppage stoppage) {
    var alert =
        new Alert(
            resolved.id(),
            stoppage.group(),
            Alert.State.FIRING,
            List.of(stoppage),
            resolved.causes(),
            resolved.times().stoppedAgain(),
            resolved.handling().acknowledged(""),
            resolved.notifications());
    return new Draft(alert, Optional.of(resolved));
  }

  Optional<Alert> before() {
    return before;
  }

  Alert alert() {
    return alert;
  }

  Collection<Stoppage> members() {
    return members.values();
  }

  int size() {
    return members.size();
  }

  List<Stoppage> firstMembers(int most) {
    return members.values().stream().limit(most).toList();
  }

  /// The first actual miss replaces the predicted stoppages.
  void put(Stoppage stoppage, Instant at) {
    if (pending()) {
      members.clear();
      members.put(stoppage.job().id(), stoppage);
      var times = new Alert.Times(stoppage.firstMissed(), at, Optional.empty());
      alert = with(Alert.State.FIRING, times, alert.causes());
      return;
    }
    var id = stoppage.job().id();
    var known = members.get(id);
    if (known != null && !known.ranAgain().isEmpty())
      alert = with(Alert.State.FIRING, alert.times().stoppedAgain(), alert.causes());
    if (known == null && standsForMany(stoppage)) members.putFirst(id, stoppage);
    else members.put(id, known == null ? stoppage : continued(known, stoppage));
  }

  /// A scheduler that turns out to have stopped gives the alert of its jobs its name.
  private boolean standsForMany(Stoppage stoppage) {
    return stoppage.job().kind().standsForMany();
  }

  /// Whether it is a member now.
  boolean predict(Stoppage stoppage) {
    if (pending()) members.putIfAbsent(stoppage.job().id(), stoppage);
    return members.containsKey(stoppage.job().id());
  }

  private boolean pending() {
    return alert.state() == Alert.State.PENDING;
  }

  /// Detection keeps a few months of history; a continuing silence keeps its original start. Runs
  /// seen before the silence reported now belong to an earlier one.
  private static Stoppage continued(Stoppage known, Stoppage now) {
    boolean same = known.ranAgain().isEmpty() && !now.lastSeen().isAfter(known.firstMissed());
    if (!same || !now.firstMissed().isAfter(known.firstMissed())) {
      return now.withRanAgain(
          known.ranAgain().stream().filter(run -> !run.isBefore(now.firstMissed())).toList());
    }
    var period = now.job().schedule().period();
    var forgotten = Duration.between(known.firstMissed(), now.firstMissed());
    long before = period.isPositive() ? forgotten.dividedBy(period) : 0;
    int missed = (int) Math.min(Integer.MAX_VALUE, now.missedRuns() + before);
    return now.since(known.firstMissed(), known.lastSeen(), missed);
  }

  /// Notes the runs that were seen of members.
  void note(Map<String, List<Recovery>> recoveries) {
    if (pending() || recoveries.isEmpty()) return;
    for (var member : members.sequencedEntrySet()) {
      for (var recovery : recoveries.getOrDefault(member.getKey(), List.of()))
        member.setValue(noted(member.getValue(), recovery));
    }
  }

  private Stoppage noted(Stoppage member, Recovery recovery) {
    var ranAt = recovery.ranAt();
    if (ranAt.isBefore(member.firstMissed()) || member.ranAgain().contains(ranAt)) return member;
    if (member.ranAgain().size() >= runsNeeded(member)) return member;
    var noted =
        member.withRanAgain(
            Stream.concat(member.ranAgain().stream(), Stream.of(ranAt)).sorted().toList());
    return recovery.found().isEmpty() ? noted : noted.withReason(recovery.found());
  }

  /// A cause stays once found, even if the fault has been fixed since; a false positive is removed.
  void explain(List<Cause> linked, Map<String, Finding> now) {
    var causes = new LinkedHashMap<String, Cause>();
    alert.causes().forEach(cause -> causes.put(cause.finding().id(), refreshed(cause, now)));
    for (var cause : linked) {
      var known = causes.get(cause.finding().id());
      boolean doubted = cause.link() == CauseLink.DOUBTED;
      if (known == null || doubted || cause.link().compareTo(known.link()) < 0) {
        causes.put(cause.finding().id(), cause);
      }
    }
    var ordered =
        causes.values().stream()
            .filter(
                cause -> cause.finding().life().status() != FindingLifecycle.Status.FALSE_POSITIVE)
            .sorted(CauseLinker.STRONGEST_FIRST)
            .limit(MAX_CAUSES)
            .toList();
    alert = with(alert.state(), alert.times(), ordered);
  }

  /// Every audit updates the findings it sees again; that alone does not change the alert.
  private static Cause refreshed(Cause cause, Map<String, Finding> now) {
    var finding = now.getOrDefault(cause.finding().id(), cause.finding());
    var sameLife =
        new FindingLifecycle(
            finding.life().firstSeen(), cause.finding().life().lastSeen(), finding.life().status());
    return finding.withLife(sameLife).equals(cause.finding())
        ? cause
        : new Cause(finding, cause.link());
  }

  /// Resolves the alert if it is over; absence alone never resolves.
  void resolve(Reports reports, Instant now) {
    boolean ofScheduler = members.firstEntry().getValue().job().kind() == JobKind.SCHEDULER;
    var fates = members.values().stream().map(member -> fate(member, reports)).toList();
    var end = AlertLifecycle.end(alert.state(), ofScheduler, fates, now);
    if (end.isPresent()) {
      end(end.get());
    } else if (!pending()) {
      var state = AlertLifecycle.recovering(fates) ? Alert.State.RECOVERING : Alert.State.FIRING;
      alert = with(state, alert.times(), alert.causes());
    }
  }

  /// How grave it is now, by what people say of its jobs and by what they do.
  void weigh(Map<String, JobNote> notes, Instant now) {
    if (!alert.open()) return;
    var importance =
        members.values().stream()
            .map(member ->
                notes
                    .getOrDefault(member.job().id(), JobNote.NONE)
                    .importance()
                    .orElseGet(() -> UsualImportance.of(member.job())))
            .max(Comparator.naturalOrder())
            .orElse(Importance.NORMAL);
    var impact = Impact.of(alert, importance, now).atLeast(alert.impact());
    var note = notes.getOrDefault(alert.first().job().id(), alert.assessment().note());
    alert = alert.with(new Assessment(alert.lines(), impact, note, alert.assessment().around()));
  }

  private Fate fate(Stoppage member, Reports reports) {
    var id = member.job().id();
    if (pending() ? reports.predicted().containsKey(id) : reports.silent().containsKey(id))
      return new Fate.Silent();
    if (!pending() && member.ranAgain().size() >= runsNeeded(member))
      return new Fate.RanAgain(member.ranAgain().getLast());
    var closure = reports.closures().get(id);
    if (closure != null) return new Fate.Retired(closure.why(), closure.at());
    return member.ranAgain().isEmpty() ? new Fate.Unseen() : new Fate.RanOnce();
  }

  private void end(End end) {
    boolean retired = end.closing().kind() == Closing.Kind.RETIRED;
    var detected = alert.times().detectedAt();
    // a job may have left the configuration before we noticed that it was silent
    var at = retired && end.at().isBefore(detected) ? detected : end.at();
    alert = with(alert.state(), alert.times(), alert.causes()).closed(end.closing(), at);
  }

  private int runsNeeded(Stoppage member) {
    if (Damping.of(alert)) return Damping.RUNS;
    if (member.job().kind().standsForMany()) return 1;
    var period = member.job().schedule().period();
    return period.isPositive() && period.compareTo(RESOLVED_BY_ONE_RUN) < 0 ? 2 : 1;
  }

  /// Lines are looked up for one of its members.
  void hint(Map<String, ChangedLines> lines, Map<String, Surroundings> around) {
    if (alert.state() != Alert.State.FIRING) return;
    ofMember(lines).ifPresent(found -> alert = alert.withLines(found));
    ofMember(around).ifPresent(found -> alert = alert.withSurroundings(found));
  }

  private <T> Optional<T> ofMember(Map<String, T> found) {
    return members.keySet().stream()
        .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
        .findFirst();
  }

  private Alert with(Alert.State state, Alert.Times times, List<Cause> causes) {
    return alert.with(state, times).withStory(List.copyOf(members.values()), causes);
  }
}
