// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CronFault;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.crontab.TablePlace.Format;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.spelling.KnownCommands;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A time field is neither a number nor a range nor a list: a lost star, a blank inside a list, a
/// step without a range.
final class BadToken implements RefusedLine {
  private static final Card CARD =
      Card.error("CL04", "A time field cannot be read.")
          .example("/10 * * * * root /usr/bin/true", "*/10 * * * * root /usr/bin/true");

  private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(am|pm)");

  /// What a unit begins with, for the fields that have one.
  private static final Map<CronFault, String> UNITS =
      Map.of(CronFault.BAD_MINUTE, "m", CronFault.BAD_HOUR, "h", CronFault.BAD_DAY_OF_MONTH, "d");

  private static final Pattern WHOLE_UNIT =
      Pattern.compile(
          "(?:\\*/)?\\d{1,2}(m|h|d)(?:(?<=m)(?:ins?|inutes?)|(?<=h)(?:rs?|ours?)|(?<=d)ays?)");

  /// A field that nothing can have been added to, and a name: only the blank is lost.
  private static final Pattern LOST_BLANK =
      Pattern.compile("(?:[\\d*,/-]*[,/-])?[*\\d]([a-z_][a-z0-9_-]+)");

  private static final List<String> BINS = List.of("/usr/bin", "/bin");

  private static final Pattern UNIT =
      Pattern.compile("((?:\\*/)?\\d{1,2})(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|[LW])");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.BAD_TOKEN;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var token = Diagnosis.token(line);
    var problem =
        problem(table, line, "cron cannot read '" + token + "' (" + line.fault().message() + ")");
    var meant = meant(token);
    if (meant.equals(token)) return problem.remedy(Remedy.editor(table, line.number()));
    var suggested = problem.suggest(meant);
    return certain(token, line, table, host)
        ? suggested.remedy(Remedy.replace(table, line.number(), token, meant))
        : suggested.remedy(
            Remedy.editor(
                table, line.number(), "correct '" + token + "'; it may have meant " + meant));
  }

  /// Only a whole word tells what was meant: a lost or added sign, or a letter that may stand for a
  /// digit, leaves several readings (`/10` is `*/10` or `10`).
  private static boolean certain(String token, Faulty line, Table table, HostView host) {
    var fault = line.fault();
    if (CLOCK.matcher(token).matches()) return fault == CronFault.BAD_HOUR;
    boolean inField = Diagnosis.field(line) >= 0;
    var unit = WHOLE_UNIT.matcher(token);
    if (inField && unit.matches()) return unit.group(1).equals(UNITS.get(fault));
    boolean last = !inField || fault == CronFault.BAD_DAY_OF_WEEK;
    var lost = LOST_BLANK.matcher(token);
    return last && lost.matches() && begins(lost.group(1), table, host);
  }

  /// Whether a word is known to be what follows the times: a user or, in a user's table, a program.
  private static boolean begins(String word, Table table, HostView host) {
    if (table.place().format() == Format.SYSTEM) {
      return word.equals("root") || host.facts().user(word).isPresent();
    }
    return KnownCommands.contains(word) || host.facts().programNames(BINS).contains(word);
  }

  private static String meant(String token) {
    if (token.matches("/\\d+")) return "*" + token;
    if (token.matches("\\d+/\\d+"))
      return (token.startsWith("0/") ? "*" : token.replace("/", "-59/").replaceFirst("/.*", ""))
          + token.substring(token.indexOf('/'));
    if (token.matches("[\\d,*-]+,")) return token.substring(0, token.length() - 1);
    if (token.contains(",,") && token.matches("[\\d,-]*")) return token.replaceAll(",+", ",");
    var clock = CLOCK.matcher(token);
    if (clock.matches()) {
      int noon = clock.group(2).equals("pm") ? 12 : 0;
      return String.valueOf(Integer.parseInt(clock.group(1)) % 12 + noon);
    }
    var unit = UNIT.matcher(token);
    if (unit.matches()) return unit.group(1);
    var joined = Diagnosis.JOINED.matcher(token);
    return joined.matches() ? joined.group(1) + " " + joined.group(2) : token;
  }
}
