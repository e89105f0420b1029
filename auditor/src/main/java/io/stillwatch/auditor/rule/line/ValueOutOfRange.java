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
import java.util.regex.Pattern;

/// A number of a time field is outside what the field allows.
final class ValueOutOfRange implements RefusedLine {
  private static final Card CARD =
      Card.error("CL01", "A time value is out of range.")
          .example("61 2 * * * root /usr/bin/true x", "59 2 * * * root /usr/bin/true x");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

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
        .remedy(Remedy.replace(table, line.number(), token, within(token, field)));
  }

  /// Each number at the nearest value that the field allows; the one after the last is the first.
  private static String within(String token, CronField field) {
    return NUMBER
        .matcher(token)
        .replaceAll(m -> {
          if (m.start() > 0 && token.charAt(m.start() - 1) == '/') return m.group(); // a step
          int value = m.group().length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(m.group());
          if (value < field.low()) return String.valueOf(field.low());
          if (value <= field.high()) return m.group();
          boolean whole = m.group().equals(token);
          int near = whole && value == field.high() + 1 ? field.low() : field.high();
          return String.valueOf(near);
        });
  }

  private static CronField field(Faulty line) {
    return Arrays.stream(CronField.values())
        .filter(f -> f.fault() == line.fault())
        .findFirst()
        .orElse(CronField.MINUTE);
  }
}
