// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.auditor.RuleBook;
import io.stillwatch.auditor.RulesPage;
import java.util.Optional;

/// Where people read about a rule; `page` is the address of the page of all rules.
public record RuleLinks(String page) {
  /// The page in the repository of the product.
  public static final RuleLinks DEFAULT = new RuleLinks("docs/RULES.md");

  /// Of a rule of the product; a team's own rules are not on the page.
  public Optional<String> of(String rule) {
    boolean known = RuleBook.allCards().stream().anyMatch(c -> c.id().equals(rule));
    return known ? Optional.of(page + "#" + RulesPage.anchor(rule)) : Optional.empty();
  }
}
