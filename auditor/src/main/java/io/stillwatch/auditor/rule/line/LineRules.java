// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/// The rules of this family.
public final class LineRules {
  private LineRules() {}

  public static List<Rule> all() {
    return Stream.concat(single().stream(), TimingRules.all().stream()).toList();
  }

  private static List<Rule> single() {
    return List.of(
        new CommandTooLong(),
        new ForeignText(),
        new ValueOutOfRange(),
        new FieldMissing(),
        new CommandMissing(),
        new FieldTooMuch(),
        new BadToken(),
        new BadName(),
        new ReversedRange(),
        new StepZero(),
        new StepTooLong(),
        new ImpossibleDate(),
        new UnknownNickname(),
        new QuartzSyntax(),
        new UserMissing(),
        new UserColumnInUserTable(),
        new UnknownUser(),
        new LineContinuation(),
        new EmptyValue(),
        new NestedQuotes(),
        new ExportedVariable());
  }
}
