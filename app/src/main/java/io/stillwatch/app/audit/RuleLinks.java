// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.auditor.RuleBook;
import io.stillwatch.auditor.RulesPage;
import io.stillwatch.auditor.rule.Card;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where people read about a rule; `page` is the address of the page of all rules.
public record RuleLinks(String page) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
  private static final Set<String> RULES =
      RuleBook.allCards().stream().map(Card::id).collect(Collectors.toUnmodifiableSet());

  /// The page in the repository of the product.
  public static final RuleLinks DEFAULT = new RuleLinks("docs/RULES.md");

  /// Whether the page has a whole address, and not one relative to the repository.
  boolean published() {
    return SCHEME.matcher(page).lookingAt();
  }

  /// Of a rule of the product; a team's own rules are not on the page.
  public Optional<String> of(String rule) {
    return RULES.contains(rule)
        ? Optional.of(page + "#" + RulesPage.anchor(rule))
        : Optional.empty();
  }
}
