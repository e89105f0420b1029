// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.bench.differential.Differential.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the comparison has to reach: the lowest share of the programs of each kind.
public final class Bars {
  /// The rows whose names begin so, under one key.
  private record Bar(String key, String programs, double least) {}

  private static final List<Bar> ALL =
      List.of(
          new Bar("cron_debian_equal", "cron_debian", 0.998),
          new Bar("cron_cronie_equal", "cron_cronie", 0.998),
          new Bar("anacron_equal", "anacron", 0.998),
          new Bar("logrotate_equal", "logrotate", 0.99),
          new Bar("systemd_equal", "systemd", 0.99),
          new Bar("remedies_right", "remedies", 1.0));

  private Bars() {}

  /// The lowest share of each kind that was compared.
  public static Map<String, Double> lowest(List<Row> rows) {
    var lowest = new LinkedHashMap<String, Double>();
    for (var bar : ALL) {
      rows.stream()
          .filter(row -> row.program().startsWith(bar.programs()))
          .mapToDouble(Row::share)
          .min()
          .ifPresent(share -> lowest.put(bar.key(), share));
    }
    return lowest;
  }

  /// What is below its bar, in words; a share that is not a number is.
  public static List<String> missed(List<Row> rows) {
    var lowest = lowest(rows);
    var missed = new ArrayList<String>();
    for (var bar : ALL) {
      var share = lowest.get(bar.key());
      if (share == null || share >= bar.least()) continue;
      missed.add(
          String.format(
              Locale.ROOT, "%s is %.4f, below the bar of %.4f", bar.key(), share, bar.least()));
    }
    return missed;
  }
}
