// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/// The rules of this family.
public final class CommandRules {
  private CommandRules() {}

  public static List<Rule> all() {
    return Stream.of(
            single(),
            SyntaxRules.all(),
            RedirectionRules.all(),
            HabitRules.all(),
            ToolRules.all(),
            ShebangRules.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> single() {
    return List.of(
        new CommandNotFound(),
        new PathMissing(),
        new NotExecutable(),
        new UnescapedPercent(),
        new ConfigMissing(),
        new GuardTypo(),
        new OddOneOut());
  }
}
