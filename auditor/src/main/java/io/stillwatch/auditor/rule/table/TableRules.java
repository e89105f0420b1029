// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/// The rules of this family.
public final class TableRules {
  private TableRules() {}

  public static List<Rule> all() {
    return Stream.concat(single().stream(), WiringRules.all().stream()).toList();
  }

  private static List<Rule> single() {
    return List.of(
        new FinalNewline(),
        new CarriageReturns(),
        new InvisibleCharacters(),
        new NameNeverRead(),
        new TableMode(),
        new TableOwner(),
        new TableLinks(),
        new OrphanTable(),
        new BlastRadius());
  }
}
