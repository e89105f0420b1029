// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CronField;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import java.util.Arrays;

/// A number of a time field is outside what the field allows. The line does not show which number
/// was meant.
final class ValueOutOfRange implements RefusedLine {
  private static final Card CARD =
      Card.error("CL01", "A time value is out of range.")
          .example("61 2 * * * root /usr/bin/true x", "59 2 * * * root /usr/bin/true x");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.OUT_OF_RANGE;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var token = Diagnosis.token(line);
    var field = field(line);
    var allowed = field.low() + " to " + field.high();
    return problem(table, line, token + " is no " + field.word() + " (" + allowed + ")")
        .remedy(
            Remedy.editor(
                table,
                line.number(),
                "correct " + token + ": the " + field.word() + " is from " + allowed));
  }

  private static CronField field(Faulty line) {
    return Arrays.stream(CronField.values())
        .filter(f -> f.fault() == line.fault())
        .findFirst()
        .orElse(CronField.MINUTE);
  }
}
