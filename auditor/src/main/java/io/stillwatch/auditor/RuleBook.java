// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import io.stillwatch.auditor.cloud.CloudAuditor;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.command.CommandRules;
import io.stillwatch.auditor.rule.drift.DriftRules;
import io.stillwatch.auditor.rule.environment.EnvironmentRules;
import io.stillwatch.auditor.rule.line.LineRules;
import io.stillwatch.auditor.rule.log.LogRules;
import io.stillwatch.auditor.rule.logrotate.LogrotateRules;
import io.stillwatch.auditor.rule.scheduler.SchedulerRules;
import io.stillwatch.auditor.rule.table.TableRules;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.WorkBudget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All rules, in the order in which people read them.
public final class RuleBook {
  private static final List<Rule> RULES =
      Stream.of(
              TableRules.all(),
              LineRules.all(),
              CommandRules.all(),
              LogrotateRules.all(),
              EnvironmentRules.all(),
              SchedulerRules.all(),
              LogRules.all(),
              DriftRules.all())
          .flatMap(List::stream)
          .toList();

  private RuleBook() {}

  /// What each rule of a host's configuration checks.
  public static List<Card> cards() {
    return RULES.stream().map(Rule::card).toList();
  }

  /// The cards of all rules, those about documents of AWS included.
  public static List<Card> allCards() {
    return Stream.concat(cards().stream(), CloudAuditor.cards().stream()).toList();
  }

  static List<Rule> with(List<Rule> custom) {
    return Stream.concat(RULES.stream(), custom.stream()).toList();
  }

  /// The findings of every rule; of two with one id the first stands.
  static List<Finding> findings(HostView host, List<Rule> rules, UnaryOperator<String> shown) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (var rule : rules) {
      WorkBudget.check();
      rule.check(host)
          .peek(_ -> WorkBudget.check())
          .map(problem -> problem.finding(host, shown))
          .forEach(f -> findings.putIfAbsent(f.id(), f));
    }
    return withoutEchoes(List.copyOf(findings.values()));
  }

  /// What was learned from runs is left out where the line itself already showed it.
  private static List<Finding> withoutEchoes(List<Finding> findings) {
    var shown =
        findings.stream()
            .filter(f -> f.rule().equals("CC02"))
            .map(Advice::of)
            .collect(Collectors.toSet());
    return findings.stream()
        .filter(f -> !f.rule().equals("CC01") || !shown.contains(Advice.of(f)))
        .toList();
  }

  /// What a finding says was meant on a line.
  private record Advice(String path, int line, String suggestion) {
    static Advice of(Finding finding) {
      var place = finding.place();
      return new Advice(place.path(), place.line(), finding.explanation().suggestion());
    }
  }

  /// The rules that had to stay silent, each with the facts that it would need.
  static List<String> notChecked(HostView host) {
    return RULES.stream()
        .map(Rule::card)
        .filter(card -> card.needs().stream().anyMatch(f -> !f.knownOf(host)))
        .map(card -> card.id() + " not checked: needs " + missing(card, host))
        .toList();
  }

  private static String missing(Card card, HostView host) {
    return card.needs().stream()
        .filter(f -> !f.knownOf(host))
        .sorted()
        .map(Fact::words)
        .collect(Collectors.joining(" and "));
  }
}
