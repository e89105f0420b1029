// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.AlertSettings;
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
  private final NotificationPolicy policy;

  public AlertDecisions(AlertSettings settings) {
    policy = new NotificationPolicy(settings, new Texts(settings));
  }

  @Override
  public List<Alert> decide(List<Alert> open, Situation situation) {
    var stillOpen = open.stream().filter(Alert::open).toList();
    var reports = Reports.of(stillOpen, situation);
    var linker = new CauseLinker(SilentJobs.of(stillOpen, situation), situation.findings());
    var evaluation = new AlertEvaluation(stillOpen, situation, reports, linker);
    evaluation.run();
    return evaluation.drafts().stream().flatMap(draft -> changed(draft, situation.at())).toList();
  }

  private Stream<Alert> changed(Draft draft, Instant at) {
    var alert = policy.apply(draft.before(), draft.alert(), at);
    return draft.before().filter(alert::equals).isPresent() ? Stream.empty() : Stream.of(alert);
  }
}
