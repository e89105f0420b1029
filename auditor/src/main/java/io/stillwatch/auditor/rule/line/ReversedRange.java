// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CronField;
import io.stillwatch.auditor.crontab.Timing;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A range counts down (`22-4`): both daemons accept it, and it stands for no time at all.
///
/// cronie reads `N-0` as `N-7`, so that form is left alone there.
final class ReversedRange implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CL06", "A range that counts down never comes.")
          .example("0 22-4 * * * root /usr/bin/true", "0 22-23,0-4 * * * root /usr/bin/true");
  private static final Pattern RANGE =
      Pattern.compile("(?<![/\\w])([A-Za-z]{3}|\\d{1,3})-([A-Za-z]{3}|\\d{1,3})");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    if (job.entry().timing().parts().stream().noneMatch(p -> p.text().indexOf('-') > 0)) {
      return Stream.empty();
    }
    return Arrays.stream(CronField.values())
        .flatMap(
            field -> job.entry().timing().part(field).stream().flatMap(p -> check(job, field, p)));
  }

  private static Stream<Problem> check(TableJob job, CronField field, Timing.Part part) {
    return RANGE
        .matcher(part.text())
        .results()
        .flatMap(range -> {
          var from = value(field, range.group(1));
          var to = value(field, range.group(2));
          if (from.isEmpty() || to.isEmpty() || from.get() <= to.get()) return Stream.empty();
          if (!job.table().debian() && to.get() == 0) return Stream.empty();
          int column = part.column() + range.start();
          return Stream.of(
              problem(job, new Reversed(field, range.group(), from.get(), to.get()), column));
        });
  }

  private record Reversed(CronField field, String text, int from, int to) {
    String split() {
      int last = field == CronField.DAY_OF_WEEK ? 6 : field.high();
      var head = from == last ? "" + from : from + "-" + last;
      var tail = to == field.low() ? "" + to : field.low() + "-" + to;
      return head + "," + tail;
    }
  }

  private static Problem problem(TableJob job, Reversed range, int column) {
    boolean never = job.entry().timing().period().isEmpty();
    var title = "The range " + range.text() + " counts down and never comes";
    var problem =
        CARD.at(Spot.in(job, column), title)
            .suggest(range.split())
            .remedy(Remedy.replace(job.table(), job.line().number(), range.text(), range.split()));
    return never ? problem.losing(Stream.of(job.job())) : problem.weighing(Severity.WARNING);
  }

  private static Optional<Integer> value(CronField field, String word) {
    if (Character.isDigit(word.charAt(0))) return Optional.of(Integer.parseInt(word));
    int name = field.names().indexOf(word.toLowerCase(Locale.ROOT));
    return name < 0 ? Optional.empty() : Optional.of(name + field.low());
  }
}
