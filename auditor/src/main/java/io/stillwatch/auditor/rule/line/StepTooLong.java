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
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A step is longer than its field, so only the first value is left: `*/90` is hourly.
///
/// `*/60` is an accepted way to write hourly and is left alone.
final class StepTooLong implements Rule.OfJob {
  private static final Card CARD =
      Card.warning("CL07", "A step is zero or longer than its field.")
          .example("*/90 * * * * root /usr/bin/true", "*/30 * * * * root /usr/bin/true");
  private static final Pattern STEP = Pattern.compile("\\*/(\\d{1,4})");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    if (job.entry().timing().parts().stream().noneMatch(p -> p.text().indexOf('/') >= 0)) {
      return Stream.empty();
    }
    return Arrays.stream(CronField.values())
        .flatMap(f -> job.entry().timing().part(f).stream().flatMap(p -> check(job, f, p)));
  }

  private static Stream<Problem> check(TableJob job, CronField field, Timing.Part part) {
    int span = field.high() - field.low() + 1;
    return STEP.matcher(part.text())
        .results()
        .filter(step -> Integer.parseInt(step.group(1)) > span)
        .map(step ->
            CARD.at(
                    Spot.in(job, part.column() + step.start()),
                    "The step of "
                        + step.group()
                        + " is longer than the field: only "
                        + field.word()
                        + " "
                        + field.low()
                        + " is left")
                .suggest("" + field.low())
                .remedy(
                    Remedy.editor(
                        job.table(),
                        job.line().number(),
                        "write a shorter step than " + step.group() + ", or " + field.low())));
  }
}
