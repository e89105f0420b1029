// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CronField;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.stream.Stream;

/// A day of the month that its months do not have: 30 February never comes.
///
/// With a day of the week beside it the job still runs, since either of the two is enough.
final class ImpossibleDate implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CL08", "A date that no calendar has never comes.")
          .example("0 1 30 2 * root /usr/bin/true", "0 1 28 2 * root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    var timing = job.entry().timing();
    var day = timing.part(CronField.DAY_OF_MONTH);
    if (day.isEmpty() || day.get().text().equals("*") || timing.atReboot()) return Stream.empty();
    if (timing.period().isPresent()) return Stream.empty();
    var fields = timing.fields();
    if (fields.minutes().isEmpty() || fields.hours().isEmpty() || fields.months().isEmpty()) {
      return Stream.empty(); // a reversed range
    }
    if (fields.daysOfMonth().isEmpty() || fields.daysOfWeek().isEmpty()) return Stream.empty();
    var month = timing.part(CronField.MONTH).orElseThrow().text();
    return Stream.of(
        CARD.at(
                Spot.in(job, day.get().column()),
                "Day " + day.get().text() + " of month " + month + " never comes")
            .suggest("28")
            .remedy(
                Remedy.editor(
                    job.table(),
                    job.line().number(),
                    "write a day that month " + month + " has, such as 28"))
            .losing(Stream.of(job.job())));
  }
}
