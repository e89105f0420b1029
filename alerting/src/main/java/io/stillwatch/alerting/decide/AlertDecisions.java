// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.message.ServiceMessages;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alerting;
import io.stillwatch.core.alert.Situation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The rules of alerting: stoppages of one origin are one alert, silence never resolves it, and
/// nothing is notified twice.
///
/// Grace periods and miss thresholds are applied earlier: a reported stoppage fires at once.
public final class AlertDecisions implements Alerting {
  private final AlertSettings settings;
  private final Texts texts;
  private final ServiceMessages service;
  private Ceilings kept = new Ceilings();
  private Ceilings proposed = kept;

  public AlertDecisions(AlertSettings settings) {
    this.settings = settings;
    this.texts = new Texts(settings);
    this.service = new ServiceMessages(settings);
  }

  @Override
  public Decision decide(List<Alert> open, Situation situation) {
    var stillOpen = open.stream().filter(Alert::open).toList();
    proposed = kept.copy();
    proposed.begin(stillOpen, settings.routes(), situation.at());
    var policy = new NotificationPolicy(settings, texts, proposed);
    var reports = Reports.of(stillOpen, situation);
    var linker =
        new CauseLinker(
            SilentJobs.of(stillOpen, situation), situation.findings(), situation.context().wrong());
    var evaluation = new AlertEvaluation(stillOpen, situation, reports, linker);
    evaluation.run();
    var changed =
        evaluation.drafts().stream()
            .flatMap(draft -> changed(draft, policy, situation.at()))
            .toList();
    var summaries =
        proposed.overflows(settings.routes(), situation.at()).stream()
            .map(over -> service.summary(over.route().name(), over.alerts(), situation.at()))
            .toList();
    return new Decision(changed, summaries);
  }

  @Override
  public void stored() {
    kept = proposed;
  }

  private static Stream<Alert> changed(Draft draft, NotificationPolicy policy, Instant at) {
    var alert = policy.apply(draft.alert(), at);
    return draft.before().filter(alert::equals).isPresent() ? Stream.empty() : Stream.of(alert);
  }
}
