// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// A line has six time fields, as Quartz and Spring write them with seconds in front.
final class FieldTooMuch implements RefusedLine {
  private static final Card CARD =
      Card.error("CL03", "A line has more than five time fields.")
          .example("0 0 6 * * * root /usr/bin/true", "0 6 * * * root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.FIELD_TOO_MUCH;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    return problem(table, line, "There are six time fields; cron has no seconds")
        .remedy(Remedy.editor(table, line.number(), "take one field out"));
  }
}
