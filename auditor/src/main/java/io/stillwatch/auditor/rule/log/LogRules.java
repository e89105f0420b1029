// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.log;

import io.stillwatch.auditor.rule.Rule;
import java.util.List;

/// The rules of this family.
public final class LogRules {
  private LogRules() {}

  public static List<Rule> all() {
    return List.of(new DaemonComplaint(), new ChangedCommand());
  }
}
