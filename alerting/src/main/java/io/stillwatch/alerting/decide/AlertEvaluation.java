// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.id.Digest;
import io.stillwatch.core.alert.AgainStopped;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Applies one situation to all open alerts: stoppages join or open alerts, recoveries and closures
/// resolve them. Its time grows with the number of stoppages, whatever they have in common.
final class AlertEvaluation {
  /// The alert is named after the earliest miss; of equal times, after what stands for many jobs,
  /// then after the driving job.
  private static final Comparator<Stoppage> NAMING_ORDER =
      Comparator.comparing(Stoppage::firstMissed)
          .thenComparing(stoppage -> !stoppage.job().kind().standsForMany())
          .thenComparing(stoppage -> !stoppage.job().driver().isEmpty())
          .thenComparing(stoppage -> stoppage.job().id());

  private final Situation situation;
  private final Reports reports;
  private final CauseLinker linker;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, Draft> byJob = new HashMap<>();
  private final Map<String, Draft> byGroup = new HashMap<>();
  private final Map<String, Draft> byCause = new HashMap<>();
  private final Set<String> ids = new HashSet<>();

  AlertEvaluation(List<Alert> open, Situation situation, Reports reports, CauseLinker linker) {
    this.situation = situation;
    this.reports = reports;
    this.linker = linker;
    situation.context().earlier().forEach(alert -> ids.add(alert.id()));
    for (var alert : open) add(Draft.of(alert));
  }

  List<Draft> drafts() {
    return List.copyOf(drafts);
  }

  void run() {
    var silent = reports.silent().values().stream().sorted(NAMING_ORDER).toList();
    silent.forEach(this::knowGroup);
    silent.forEach(this::place);
    reports.predicted().values().stream().sorted(NAMING_ORDER).forEach(this::predict);
    for (var draft : drafts) {
      draft.note(reports.recoveries());
      draft.explain(
          linker.causes(draft.firstMembers(CauseLinker.MOST_MEMBERS)), reports.findings());
      draft.resolve(reports, situation.at());
      draft.hint(situation.context().lines(), situation.context().around());
      draft.weigh(situation.context().notes(), situation.at());
    }
  }

  private void add(Draft draft) {
    drafts.add(draft);
    ids.add(draft.alert().id());
    byGroup.putIfAbsent(draft.alert().group(), draft);
    draft.alert().causes().forEach(cause -> byCause.putIfAbsent(cause.finding().id(), draft));
    for (var member : draft.members()) byJob.putIfAbsent(member.job().id(), draft);
    knowCauses(linker.causes(draft.firstMembers(CauseLinker.MOST_MEMBERS)), draft);
  }

  private void knowCauses(List<Cause> causes, Draft draft) {
    causes.forEach(cause -> byCause.putIfAbsent(cause.finding().id(), draft));
  }

  /// A job whose alert is open may turn out to be one of many that stopped together: they join it.
  private void knowGroup(Stoppage stoppage) {
    var draft = byJob.get(stoppage.job().id());
    if (draft != null) byGroup.putIfAbsent(stoppage.group(), draft);
  }

  private void place(Stoppage stoppage) {
    var draft = draftOf(stoppage);
    if (draft.isEmpty()) {
      continued(stoppage).ifPresentOrElse(this::add, () -> open(stoppage, Alert.State.FIRING));
      return;
    }
    draft.get().put(stoppage, situation.at());
    joined(stoppage, draft.get());
  }

  /// A job that is already silent is not predicted again.
  private void predict(Stoppage stoppage) {
    var draft = draftOf(stoppage);
    if (draft.isEmpty()) {
      open(stoppage, Alert.State.PENDING);
      return;
    }
    if (draft.get().predict(stoppage)) joined(stoppage, draft.get());
  }

  private void joined(Stoppage stoppage, Draft draft) {
    byJob.putIfAbsent(stoppage.job().id(), draft);
    byGroup.putIfAbsent(stoppage.group(), draft);
    if (draft.size() <= CauseLinker.MOST_MEMBERS)
      knowCauses(linker.causes(List.of(stoppage)), draft);
  }

  private Optional<Draft> draftOf(Stoppage stoppage) {
    Job job = stoppage.job();
    return Optional.ofNullable(byJob.get(job.id()))
        .or(() -> Optional.ofNullable(byGroup.get(stoppage.group())))
        .or(() -> Optional.ofNullable(byGroup.get(job.id())))
        .or(() -> Optional.ofNullable(byJob.get(job.driver())))
        .or(() -> strongestCause(stoppage).map(cause -> byCause.get(cause.finding().id())));
  }

  private Optional<Cause> strongestCause(Stoppage stoppage) {
    return linker.causes(List.of(stoppage)).stream()
        .filter(cause -> cause.link().explains() && cause.link() != CauseLink.DOUBTED)
        .findFirst();
  }

  /// The newest alert of the job, if it stopped again soon after that.
  private Optional<Draft> continued(Stoppage stoppage) {
    return situation.context().recovered().stream()
        .filter(alert -> AgainStopped.continues(alert, stoppage))
        .max(Comparator.comparing(alert -> alert.times().startedAt()))
        .map(alert -> Draft.again(alert, stoppage));
  }

  private void open(Stoppage stoppage, Alert.State state) {
    var id = Digest.alertId(stoppage.group(), stoppage.firstMissed(), ids);
    add(Draft.opened(id, state, stoppage, situation.at()));
  }
}
