// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Life;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An alert to which one situation is being applied.
final class Draft {
  private static final Duration RESOLVED_BY_ONE_RUN = Duration.ofHours(1);
  private static final int MAX_CAUSES = 20;

  private final Optional<Alert> before;
  private final Map<String, Stoppage> members = new LinkedHashMap<>();
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
            first.job().group(),
            state,
            List.of(first),
            List.of(),
            times,
            Alert.Handling.NONE,
            List.of());
    return new Draft(alert, Optional.empty());
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

  boolean has(Job job) {
    return members.containsKey(job.id());
  }

  boolean sharesGroupWith(Job job) {
    return alert.group().equals(job.group())
        || alert.group().equals(job.id())
        || members.containsKey(job.driver());
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
    members.put(id, known == null ? stoppage : continued(known, stoppage));
  }

  void predict(Stoppage stoppage) {
    if (pending()) members.putIfAbsent(stoppage.job().id(), stoppage);
  }

  private boolean pending() {
    return alert.state() == Alert.State.PENDING;
  }

  /// The fault was fixed before a run was missed, or it did not keep the jobs from running.
  void resolveUnlessPredicted(Collection<String> predicted, Instant at) {
    if (!pending() || members.keySet().stream().anyMatch(predicted::contains)) return;
    var times = alert.times();
    alert =
        with(
            Alert.State.RESOLVED,
            new Alert.Times(times.startedAt(), times.detectedAt(), Optional.of(at)),
            alert.causes());
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
    return new Stoppage(
        now.job(),
        known.firstMissed(),
        known.lastSeen(),
        (int) Math.min(Integer.MAX_VALUE, now.missedRuns() + before),
        now.score(),
        now.growth(),
        now.reasons());
  }

  void note(Recovery recovery) {
    var member = members.get(recovery.job().id());
    if (pending() || member == null || recovery.ranAt().isBefore(member.firstMissed())) return;
    if (member.ranAgain().contains(recovery.ranAt())) return;
    if (member.ranAgain().size() >= runsNeeded(member)) return;
    var runs = new ArrayList<>(member.ranAgain());
    runs.add(recovery.ranAt());
    runs.sort(null);
    members.put(member.job().id(), member.withRanAgain(runs));
  }

  /// A cause stays once found, even if the fault has been fixed since; a false positive is removed.
  void explain(List<Cause> linked, Collection<Finding> findings) {
    var now =
        findings.stream().collect(Collectors.toMap(Finding::id, Function.identity(), (a, _) -> a));
    var causes = new LinkedHashMap<String, Cause>();
    alert.causes().forEach(cause -> causes.put(cause.finding().id(), refreshed(cause, now)));
    for (var cause : linked) {
      var known = causes.get(cause.finding().id());
      if (known == null || cause.link().compareTo(known.link()) < 0) {
        causes.put(cause.finding().id(), cause);
      }
    }
    var ordered =
        causes.values().stream()
            .filter(cause -> cause.finding().life().status() != Life.Status.FALSE_POSITIVE)
            .sorted(CauseLinker.STRONGEST_FIRST)
            .limit(MAX_CAUSES)
            .toList();
    alert = with(alert.state(), alert.times(), ordered);
  }

  /// Every audit updates the findings it sees again; that alone does not change the alert.
  private static Cause refreshed(Cause cause, Map<String, Finding> now) {
    var finding = now.getOrDefault(cause.finding().id(), cause.finding());
    var sameLife =
        new Life(
            finding.life().firstSeen(), cause.finding().life().lastSeen(), finding.life().status());
    return finding.withLife(sameLife).equals(cause.finding())
        ? cause
        : new Cause(finding, cause.link());
  }

  /// Resolves once every member has been seen running again; absence never resolves.
  void resolveUnlessSilent(Collection<String> silentJobs) {
    if (pending()) return;
    boolean all =
        members.values().stream()
            .allMatch(member ->
                member.ranAgain().size() >= runsNeeded(member)
                    && !silentJobs.contains(member.job().id()));
    if (!all) return;
    var ranAt =
        members.values().stream()
            .map(member -> member.ranAgain().getLast())
            .max(Instant::compareTo)
            .orElseThrow();
    var times = alert.times();
    alert =
        with(
            Alert.State.RESOLVED,
            new Alert.Times(times.startedAt(), times.detectedAt(), Optional.of(ranAt)),
            alert.causes());
  }

  private static int runsNeeded(Stoppage member) {
    var period = member.job().schedule().period();
    return period.isPositive() && period.compareTo(RESOLVED_BY_ONE_RUN) < 0 ? 2 : 1;
  }

  private Alert with(Alert.State state, Alert.Times times, List<Cause> causes) {
    return new Alert(
        alert.id(),
        alert.group(),
        state,
        List.copyOf(members.values()),
        causes,
        times,
        alert.handling(),
        alert.notifications());
  }
}
