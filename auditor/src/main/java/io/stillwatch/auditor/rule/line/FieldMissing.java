// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// A line has four time fields, so the user or the command stands where the day of the week should.
final class FieldMissing implements RefusedLine {
  private static final Card CARD =
      Card.error("CL02", "A time field is missing.")
          .example("53 23 * * root /usr/bin/true x", "53 23 * * * root /usr/bin/true x");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.FIELD_MISSING;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var token = Diagnosis.token(line);
    return problem(table, line, "A time field is missing before '" + token + "'")
        .remedy(Remedy.editor(table, line.number(), "add the missing field"))
        .suggest("* " + token);
  }
}
