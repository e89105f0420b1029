// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A rule that explains one cause for which a daemon refuses a line.
interface RefusedLine extends Rule.OfTable {
  Pattern FIELD_STARTS = Pattern.compile("[^ \\t]+");

  Diagnosis explains();

  Problem explain(Table table, Faulty line, HostView host);

  @Override
  default Stream<Problem> check(Table table, HostView host) {
    return Diagnoses.in(table, host).of(explains()).stream()
        .map(line -> proven(explain(table, line, host), table, line))
        .map(p -> p.losing(host.lostBySyntax(table, p.spot().line())));
  }

  /// A replacement is only advised if the daemon then reads the line, or at least the field before
  /// another one that it cannot read.
  private static Problem proven(Problem problem, Table table, Faulty line) {
    var after = problem.remedy().applied(problem.spot());
    if (after.isEmpty()) return problem;
    var left = Crontab.read(table.place(), table.crontab().dialect(), after.get() + "\n").faults();
    boolean further =
        words(after.get()) == words(line.text())
            && left.stream().allMatch(f -> Diagnosis.field(f) > Diagnosis.field(line));
    if (left.isEmpty() || further) return problem;
    return problem.suggest("").remedy(Remedy.editor(table, line.number()));
  }

  private static long words(String line) {
    return FIELD_STARTS.matcher(line).results().count();
  }

  /// The problem with its title; what the daemon does about it is added.
  default Problem problem(Table table, Faulty line, String title) {
    var what = table.debian() ? "cron ignores the whole file" : "cron ignores the line";
    return card().at(Spot.line(table, line, column(line)), title + ": " + what);
  }

  /// Where the bad field starts.
  private static int column(Faulty line) {
    int field = Diagnosis.field(line);
    if (field < 0) return line.column();
    var start = FIELD_STARTS.matcher(line.text()).results().skip(field).findFirst();
    return start.map(m -> m.start() + 1).orElse(line.column());
  }
}
