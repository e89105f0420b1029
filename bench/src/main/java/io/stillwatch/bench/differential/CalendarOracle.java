// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.systemd.CalendarSpec;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// `systemd-analyze calendar`: whether it reads an expression, and when it next comes.
final class CalendarOracle extends RootOracle {
  private static final ZonedDateTime FROM =
      ZonedDateTime.of(2026, 3, 1, 12, 34, 56, 0, ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final Pattern NEXT =
      Pattern.compile(
          "(?s).*Next elapse: (?:\\w{3} )?(never|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d).*");
  private static final Pattern IN_UTC =
      Pattern.compile("(?s).*\\(in UTC\\): \\w{3} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d).*");

  CalendarOracle(DebianRoot root, List<String> seeds) {
    super(root, "systemd_calendar", seeds);
  }

  @Override
  public List<Answer> ask(List<String> texts) throws IOException, InterruptedException {
    var answers = new ArrayList<Answer>();
    for (var text : texts) {
      if (text.contains("\0") || text.startsWith("-")) {
        answers.add(Answer.unusable("no argument"));
        continue;
      }
      var result =
          root.run(
              "/usr/bin/systemd-analyze", "calendar", "--base-time=" + TIME.format(FROM), text);
      var utc = IN_UTC.matcher(result.output());
      var next = utc.matches() ? utc : NEXT.matcher(result.output());
      answers.add(Answer.of(List.of(next.matches() ? next.group(1) : "refused")));
    }
    return answers;
  }

  @Override
  public Answer audit(String text) {
    return Answer.of(
        List.of(
            CalendarSpec.read(text)
                .map(spec ->
                    spec.nextAfter(FROM)
                        .map(at -> TIME.format(at.withZoneSameInstant(ZoneOffset.UTC)))
                        .orElse("never"))
                .orElse("refused")));
  }
}
