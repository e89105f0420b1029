// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

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

/// One situation applied to all open alerts: who joins, who opens, who comes back.
final class Round {
  /// The earliest miss names the alert; at the same time the job that drives the others does.
  private static final Comparator<Stoppage> STORY_ORDER =
      Comparator.comparing(Stoppage::firstMissed)
          .thenComparing(stoppage -> !stoppage.job().driver().isEmpty())
          .thenComparing(stoppage -> stoppage.job().id());

  private final Situation situation;
  private final CauseLinker linker;
  private final List<Draft> drafts = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  Round(List<Alert> open, Situation situation, CauseLinker linker) {
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
    situation.stoppages().stream().sorted(STORY_ORDER).forEach(this::place);
    situation.predicted().stream().sorted(STORY_ORDER).forEach(this::predict);
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
    storyOf(stoppage)
        .ifPresentOrElse(
            draft -> draft.put(stoppage, situation.at()), () -> open(stoppage, Alert.State.FIRING));
  }

  /// What is silent already need not be predicted.
  private void predict(Stoppage stoppage) {
    storyOf(stoppage)
        .ifPresentOrElse(
            draft -> draft.predict(stoppage), () -> open(stoppage, Alert.State.PENDING));
  }

  private Optional<Draft> storyOf(Stoppage stoppage) {
    Job job = stoppage.job();
    return find(draft -> draft.has(job))
        .or(() -> find(draft -> draft.isStoryOf(job)))
        .or(() -> strongestCause(stoppage).flatMap(this::explainedBy));
  }

  private Optional<Draft> find(Predicate<Draft> question) {
    return drafts.stream().filter(question).findFirst();
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
