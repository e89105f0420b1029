// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.rule.Rule;
import java.util.List;

/// The rules of this family.
public final class CommandRules {
  private CommandRules() {}

  public static List<Rule> all() {
    return List.of(
        new CommandNotFound(),
        new PathMissing(),
        new NotExecutable(),
        new UnescapedPercent(),
        new ConfigMissing(),
        new GuardTypo());
  }
}
