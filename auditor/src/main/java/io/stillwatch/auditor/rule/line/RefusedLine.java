// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.stream.Stream;

/// A rule that explains one cause for which a daemon refuses a line.
interface RefusedLine extends Rule.OfTable {
  Diagnosis explains();

  Problem explain(Table table, Faulty line, HostView host);

  @Override
  default Stream<Problem> check(Table table, HostView host) {
    return table.crontab().faults().stream()
        .filter(line -> Diagnosis.of(table, line) == explains())
        .map(line -> explain(table, line, host).losing(host.lostBySyntax(table, line.number())));
  }

  /// The problem with its title; what the daemon does about it is added.
  default Problem problem(Table table, Faulty line, String title) {
    var what = table.debian() ? "cron ignores the whole file" : "cron ignores the line";
    return card().at(Spot.line(table, line, column(line)), title + ": " + what);
  }

  /// Where the bad field starts.
  private static int column(Faulty line) {
    var token = Diagnosis.token(line);
    int at = token.isEmpty() ? -1 : line.text().indexOf(token);
    return line.fault().inTimeField() && at >= 0 ? at + 1 : line.column();
  }
}
