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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A month or a day is spelt in a way that cron does not know; it knows the first three letters.
final class BadName implements RefusedLine {
  private static final Card CARD =
      Card.error("CL05", "A month or day name is not one of cron's three-letter names.")
          .example("0 1 * * sunday root /usr/bin/true x", "0 1 * * sun root /usr/bin/true x");

  private static final Pattern PARTS = Pattern.compile("[-,]");

  private static final Set<String> WORDS =
      Set.of(
          """
          sunday monday tuesday wednesday thurs thursday friday saturday january february march \
          april june july august september october november december\
          """
              .split(" ", -1));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.BAD_NAME;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var token = Diagnosis.token(line);
    var problem = problem(table, line, "cron does not know the name '" + token + "'");
    var meant = meant(token.toLowerCase(Locale.ROOT));
    if (meant.isEmpty()) {
      return problem.remedy(
          Remedy.byHand("use a number for '" + token + "' on line " + line.number()));
    }
    var suggested = problem.suggest(meant);
    return PARTS.splitAsStream(token.toLowerCase(Locale.ROOT)).allMatch(BadName::certain)
        ? suggested.remedy(Remedy.replace(table, line.number(), token, meant))
        : suggested.remedy(
            Remedy.editor(
                table, line.number(), "correct '" + token + "'; it may have meant " + meant));
  }

  /// A name as cron knows it, or the whole word. What else is behind three letters may be the
  /// beginning of the next word.
  private static boolean certain(String part) {
    return names().contains(part) || WORDS.contains(part);
  }

  private static List<String> names() {
    var names = new ArrayList<>(CronField.DAY_OF_WEEK.names());
    names.addAll(CronField.MONTH.names());
    return names;
  }

  private static String meant(String token) {
    var names = names();
    var parts = new ArrayList<String>();
    for (var part : token.split("(?<=[-,])|(?=[-,])", -1)) {
      if (part.equals("-") || part.equals(",")) {
        parts.add(part);
      } else if (part.length() >= 3 && names.contains(part.substring(0, 3))) {
        parts.add(part.substring(0, 3));
      } else {
        return "";
      }
    }
    return String.join("", parts);
  }
}
