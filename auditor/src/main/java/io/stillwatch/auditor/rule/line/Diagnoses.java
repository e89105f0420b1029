// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The refused lines of a table by what is behind each.
record Diagnoses(Map<Diagnosis, List<Faulty>> lines) {
  /// Made once for all rules.
  static Diagnoses in(Table table, HostView host) {
    return host.of(table, Diagnoses.class, Diagnoses::made);
  }

  private static Diagnoses made(Table table) {
    return new Diagnoses(
        table.crontab().faultsOfLines().stream()
            .collect(Collectors.groupingBy(line -> Diagnosis.of(table, line))));
  }

  List<Faulty> of(Diagnosis diagnosis) {
    return lines.getOrDefault(diagnosis, List.of());
  }
}
