// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The page `docs/RULES.md`, made from the cards so that it cannot say anything else.
public final class RulesPage {
  private static final Map<String, String> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put("CF", "Crontab files");
    FAMILIES.put("CL", "Crontab lines");
    FAMILIES.put("CE", "Environment of a table");
    FAMILIES.put("CC", "Commands");
    FAMILIES.put("LC", "logrotate");
    FAMILIES.put("SL", "Schedulers and hosts");
    FAMILIES.put("TM", "Timers of systemd, and anacron");
    FAMILIES.put("DR", "What changed between two snapshots");
    FAMILIES.put("RD", "RDS");
    FAMILIES.put("IA", "IAM");
    FAMILIES.put("S3", "S3");
    FAMILIES.put("SN", "SNS");
    FAMILIES.put("LO", "What daemons log");
  }

  private RulesPage() {}

  /// The name under which the page has a rule: `cc02`.
  public static String anchor(String rule) {
    return rule.toLowerCase(Locale.ROOT);
  }

  public static String markdown() {
    var page = new StringBuilder();
    page.append("# Rules\n\n");
    page.append("Made from the rules themselves; `RulesPageTest` says how to make it again.\n");
    page.append("`./stillwatch audit --explain CC02` prints one of them.\n");
    FAMILIES.forEach((prefix, title) -> family(prefix, title, page));
    return page.toString();
  }

  private static void family(String prefix, String title, StringBuilder page) {
    var cards =
        RuleBook.allCards().stream()
            .filter(c -> c.id().startsWith(prefix))
            .sorted(java.util.Comparator.comparing(Card::id))
            .distinct()
            .toList();
    page.append("\n## ").append(title).append("\n\n");
    page.append("| rule | severity | what it finds | bad | good | needs |\n");
    page.append("|---|---|---|---|---|---|\n");
    var named = new HashSet<String>();
    for (var card : cards) {
      var id = card.id();
      var cell = named.add(id) ? "<a id=\"" + anchor(id) + "\"></a>" + id : id;
      page.append(row(cell, card));
    }
  }

  private static String row(String id, Card card) {
    var needs = card.needs().stream().sorted().map(Fact::words).collect(Collectors.joining("; "));
    var cells =
        List.of(
            id,
            card.severity().name().toLowerCase(Locale.ROOT),
            text(card.says()),
            code(card.bad()),
            code(card.good()),
            needs);
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String text(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }

  private static String code(String text) {
    if (text.isEmpty()) return "";
    var plain =
        text.replace("\r", "␍").replace("\u00a0", "⍽").replace("|", "\\|").replace("`", "'");
    return plain.lines().map(l -> "`" + l + "`").collect(Collectors.joining("<br>"));
  }
}
