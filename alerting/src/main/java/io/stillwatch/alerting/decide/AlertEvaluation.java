// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.Digest;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Applies one situation to all open alerts: stoppages join or open alerts, recoveries resolve
/// them.
final class AlertEvaluation {
  /// The alert is named after the earliest miss; of equal times, after the driving job.
  private static final Comparator<Stoppage> NAMING_ORDER =
      Comparator.comparing(Stoppage::firstMissed)
          .thenComparing(stoppage -> !stoppage.job().driver().isEmpty())
          .thenComparing(stoppage -> stoppage.job().id());

  private final Situation situation;
  private final CauseLinker linker;
  private final List<Draft> drafts = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  AlertEvaluation(List<Alert> open, Situation situation, CauseLinker linker) {
    this.situation = situation;
    this.linker = linker;
    for (var alert : open) {
      drafts.add(Draft.of(alert));
      ids.add(alert.id());
    }
  }

  List<Draft> drafts() {
    return List.copyOf(drafts);
  }

  void run() {
    situation.stoppages().stream().sorted(NAMING_ORDER).forEach(this::place);
    situation.predicted().stream().sorted(NAMING_ORDER).forEach(this::predict);
    for (var recovery : situation.recoveries()) drafts.forEach(draft -> draft.note(recovery));
    var silent = jobs(situation.stoppages());
    var predicted = jobs(situation.predicted());
    for (var draft : drafts) {
      draft.explain(linker.causes(draft.members(), situation.findings()), situation.findings());
      draft.resolveUnlessSilent(silent);
      draft.resolveUnlessPredicted(predicted, situation.at());
    }
  }

  private static Set<String> jobs(List<Stoppage> stoppages) {
    return stoppages.stream().map(stoppage -> stoppage.job().id()).collect(Collectors.toSet());
  }

  private void place(Stoppage stoppage) {
    alertOf(stoppage)
        .ifPresentOrElse(
            draft -> draft.put(stoppage, situation.at()), () -> open(stoppage, Alert.State.FIRING));
  }

  /// A job that is already silent is not predicted again.
  private void predict(Stoppage stoppage) {
    alertOf(stoppage)
        .ifPresentOrElse(
            draft -> draft.predict(stoppage), () -> open(stoppage, Alert.State.PENDING));
  }

  private Optional<Draft> alertOf(Stoppage stoppage) {
    Job job = stoppage.job();
    return find(draft -> draft.has(job))
        .or(() -> find(draft -> draft.sharesGroupWith(job)))
        .or(() -> strongestCause(stoppage).flatMap(this::explainedBy));
  }

  private Optional<Draft> find(Predicate<Draft> condition) {
    return drafts.stream().filter(condition).findFirst();
  }

  private Optional<Cause> strongestCause(Stoppage stoppage) {
    return linker.causes(List.of(stoppage), situation.findings()).stream().findFirst();
  }

  private Optional<Draft> explainedBy(Cause cause) {
    var id = cause.finding().id();
    return find(draft ->
        has(draft.alert().causes(), id)
            || has(linker.causes(draft.members(), List.of(cause.finding())), id));
  }

  private static boolean has(List<Cause> causes, String finding) {
    return causes.stream().anyMatch(cause -> cause.finding().id().equals(finding));
  }

  private void open(Stoppage stoppage, Alert.State state) {
    var id = Digest.alertId(stoppage.job().group(), stoppage.firstMissed(), ids);
    ids.add(id);
    drafts.add(Draft.opened(id, state, stoppage, situation.at()));
  }
}
