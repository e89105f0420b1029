// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.fleet.AlertQuality;
import io.stillwatch.core.fleet.AlertQuality.Month;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How good the alerts of the last twelve months were, as it was read at a time.
///
/// Months are those of UTC and whole, but for the present one. Those in `cut` had more alerts than
/// are read, and count the newest only.
public record AlertQualityReport(List<Month> months, Set<YearMonth> cut, Instant readAt) {
  /// Alerts of one month that are read.
  public static final int MOST_OF_A_MONTH = 500;

  private static final int MONTHS = 12;

  public AlertQualityReport {
    months = List.copyOf(months);
    cut = Set.copyOf(cut);
  }

  public boolean isCut(Month month) {
    return cut.contains(month.month());
  }

  /// Reads the report at most once in a few minutes, for all pages and requests together: they draw
  /// themselves every few seconds, and months change slowly.
  public static final class Reader {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private @Nullable AlertQualityReport last;

    public synchronized AlertQualityReport read(AlertStore alerts, LabelStore labels, Instant now)
        throws StoreException {
      var known = last;
      if (known != null && holds(known, now)) return known;
      var report = fresh(alerts, labels, now);
      last = report;
      return report;
    }

    private static boolean holds(AlertQualityReport report, Instant now) {
      return !now.isBefore(report.readAt()) && now.isBefore(report.readAt().plus(KEPT));
    }

    private static AlertQualityReport fresh(AlertStore alerts, LabelStore labels, Instant now)
        throws StoreException {
      var months = new ArrayList<Month>();
      var cut = new HashSet<YearMonth>();
      var present = YearMonth.from(now.atZone(ZoneOffset.UTC));
      for (int ago = 0; ago < MONTHS; ago++) {
        var month = present.minusMonths(ago);
        var begun = begun(alerts, month);
        if (begun.size() == MOST_OF_A_MONTH) cut.add(month);
        var subjects = begun.stream().map(alert -> Subject.alert(alert.id())).toList();
        months.addAll(AlertQuality.of(begun, labels.find(subjects)));
      }
      return new AlertQualityReport(months, cut, now);
    }

    /// Older alerts that lasted into the month come last, so a month that is cut has none of them.
    private static List<Alert> begun(AlertStore alerts, YearMonth month) throws StoreException {
      var from = start(month);
      return alerts.between(from, start(month.plusMonths(1)), MOST_OF_A_MONTH).stream()
          .filter(alert -> !alert.times().startedAt().isBefore(from))
          .toList();
    }

    private static Instant start(YearMonth month) {
      return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
