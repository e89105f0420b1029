// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Text that is no table at all: comments of other languages, a pasted prompt, prose.
final class ForeignText implements RefusedLine {
  private static final Card CARD =
      Card.error("CF10", "A line is neither a job nor a comment of cron's kind.")
          .example("// rotate the logs", "# rotate the logs");

  /// From so many lines in a row on it is one text.
  private static final int PROSE = 3;

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.FOREIGN_TEXT;
  }

  /// Prose is reported once, not line by line.
  @Override
  public Stream<Problem> check(Table table, HostView host) {
    var blocks = new ArrayList<List<Faulty>>();
    for (var line : Diagnoses.in(table, host).of(explains())) {
      boolean next = !blocks.isEmpty() && blocks.getLast().getLast().number() == line.number() - 1;
      if (!next) blocks.add(new ArrayList<>());
      blocks.getLast().add(line);
    }
    return blocks.stream()
        .flatMap(block ->
            block.size() < PROSE
                ? block.stream().map(line -> explain(table, line, host))
                : Stream.of(prose(table, block)))
        .map(p -> p.losing(host.lostBySyntax(table, p.spot().line())));
  }

  private Problem prose(Table table, List<Faulty> block) {
    var lines = block.getFirst().number() + "," + block.getLast().number();
    return problem(table, block.getFirst(), "These " + block.size() + " lines are not jobs")
        .remedy(Remedy.edit(table, lines + "s/^/# /"));
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    return problem(table, line, "This is no job, and cron's comments start with #")
        .suggest("# " + line.text().strip())
        .remedy(Remedy.editor(table, line.number(), "make it a comment or a job"));
  }
}
