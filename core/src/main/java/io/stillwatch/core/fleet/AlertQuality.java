// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.fleet;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// How good the alerts of each month were, by what people said of them, and how soon after the
/// first miss they were opened. Pure.
///
/// Precision is the share of alerts that were real, whatever their cause, among those of which
/// people said anything; what was expected and false alarms both called somebody for nothing. The
/// delay is that of alerts about jobs that were not predicted.
public final class AlertQuality {
  private AlertQuality() {}

  /// One month by UTC; `said` counts what people said, `delays` are in ascending order.
  public record Month(YearMonth month, int alerts, Map<Says, Integer> said, List<Duration> delays) {
    public Month {
      said = Map.copyOf(said);
      delays = List.copyOf(delays);
    }

    public int said(Says what) {
      return said.getOrDefault(what, 0);
    }

    public int labelled() {
      return said.values().stream().mapToInt(Integer::intValue).sum();
    }

    public OptionalDouble precision() {
      if (labelled() == 0) return OptionalDouble.empty();
      double real = said(Says.RIGHT) + said(Says.WRONG_CAUSE);
      return OptionalDouble.of(real / labelled());
    }

    /// The delay that the given share of alerts did not exceed; zero where there is none.
    public Duration delay(double share) {
      if (delays.isEmpty()) return Duration.ZERO;
      int rank = (int) Math.ceil(share * delays.size());
      return delays.get(Math.max(0, rank - 1));
    }
  }

  /// The months in which alerts began, the newest first; `labels` holds those that count now.
  public static List<Month> of(Collection<Alert> alerts, Collection<Label> labels) {
    var said = new TreeMap<String, Says>();
    for (var label : labels)
      if (label.subject().kind() == Label.Subject.Kind.ALERT && label.counts())
        said.put(label.subject().id(), label.says());
    var byMonth = new TreeMap<YearMonth, List<Alert>>();
    for (var alert : alerts) {
      var month = YearMonth.from(alert.times().startedAt().atZone(ZoneOffset.UTC));
      byMonth.computeIfAbsent(month, _ -> new ArrayList<>()).add(alert);
    }
    return byMonth.descendingMap().entrySet().stream()
        .map(one -> month(one.getKey(), one.getValue(), said))
        .toList();
  }

  private static Month month(YearMonth month, List<Alert> alerts, Map<String, Says> said) {
    var counts = new EnumMap<Says, Integer>(Says.class);
    for (var alert : alerts) {
      var label = said.get(alert.id());
      if (label != null) counts.merge(label, 1, Integer::sum);
    }
    var delays =
        alerts.stream()
            .filter(alert -> !alert.predicted() && !alert.first().job().kind().standsForMany())
            .map(alert -> Duration.between(alert.times().startedAt(), alert.times().detectedAt()))
            .filter(delay -> !delay.isNegative())
            .sorted()
            .toList();
    return new Month(month, alerts.size(), counts, delays);
  }
}
