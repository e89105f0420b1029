// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alerting;
import io.stillwatch.core.alert.Situation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The rules of alerting: one story is one alert, silence never resolves it, nobody is told twice.
///
/// Grace and the number of misses that count are applied before: whatever is reported as stopped
/// fires at once.
public final class AlertDecisions implements Alerting {
  private final Announcements announcements;

  public AlertDecisions(AlertSettings settings) {
    announcements = new Announcements(settings, new Texts(settings));
  }

  @Override
  public List<Alert> decide(List<Alert> open, Situation situation) {
    var stillOpen = open.stream().filter(Alert::open).toList();
    var linker = new CauseLinker(Scene.of(stillOpen, situation));
    var round = new Round(stillOpen, situation, linker);
    round.run();
    return round.drafts().stream().flatMap(draft -> changed(draft, situation.at())).toList();
  }

  private Stream<Alert> changed(Draft draft, Instant at) {
    var alert = announcements.announce(draft.before(), draft.alert(), at);
    return draft.before().filter(alert::equals).isPresent() ? Stream.empty() : Stream.of(alert);
  }
}
