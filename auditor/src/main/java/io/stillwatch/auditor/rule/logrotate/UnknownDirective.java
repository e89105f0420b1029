// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.Directives;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.logrotate.LogrotateFault.Loss;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A directive that logrotate does not know: it ignores the line and exits with 0, so what was
/// meant silently does not apply.
final class UnknownDirective implements FaultRule {
  private static final Card CARD =
      Card.error("LC01", "logrotate does not know a directive and ignores the line.")
          .example("/var/log/x.log {\n  dayly\n}", "/var/log/x.log {\n  daily\n}");

  /// Without these nothing is lost but convenience.
  private static final Set<String> HARMLESS =
      Set.of(
          "sharedscripts",
          "nosharedscripts",
          "dateext",
          "delaycompress",
          "compress",
          "mailfirst",
          "maillast");

  private static final Pattern LINE =
      Pattern.compile("\\W*([A-Za-z](?:[A-Za-z_.-]*[A-Za-z])?)(?:[^A-Za-z\\s\\d=]*)(.*)");

  /// A digit, or a sign, may stand where the blank was, or belong to the number (`rotate812`,
  /// `rotate-1`), and a brace ends the stanza.
  private static final Pattern OPEN =
      Pattern.compile("\\W*[A-Za-z_.]+(?:\\d{2,}|[-+]+\\d).*|.*\\}\\W*");

  private static final Pattern LETTERS = Pattern.compile("[^A-Za-z]");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    if (fault.kind() == Kind.UNKNOWN_DIRECTIVE) return true;
    return fault.kind() == Kind.SYNTAX && (!fault.global() || melted(fault).isPresent());
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var word = fault.spot().word();
    boolean unknown = fault.kind() == Kind.UNKNOWN_DIRECTIVE;
    var what =
        unknown ? "logrotate does not know '" + word + "'" : "logrotate cannot read '" + word + "'";
    var problem = CARD.at(Spot.of(fault), what + ": " + FaultRule.consequence(fault));
    var meant = (unknown ? meant(word) : meantLine(word)).filter(m -> !m.equals(word));
    if (meant.isEmpty()) return problem.remedy(StanzaRules.edit(Spot.of(fault)));
    var suggested = problem.suggest(meant.get()).remedy(remedy(fault, word, meant.get()));
    boolean harmless = fault.loss() == Loss.LINE && HARMLESS.contains(meant.get());
    return harmless ? suggested.weighing(Severity.WARNING) : suggested;
  }

  /// A command if the line can have meant nothing else.
  static Remedy remedy(LogrotateFault fault, String word, String meant) {
    return OPEN.matcher(word).matches() || rivalled(meant.split(" ", 2)[0], word)
        ? StanzaRules.edit(Spot.of(fault))
        : Remedy.replace(fault.spot().path(), fault.spot().line(), word, meant);
  }

  private static boolean rivalled(String meant, String word) {
    var name = LETTERS.matcher(word.split("[\\s=]", 2)[0]).replaceAll("").toLowerCase(Locale.ROOT);
    return !name.equals(meant) && Spelling.sole(name, Directives.names()).isEmpty();
  }

  private static Optional<String> meant(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (Directives.names().contains(lower)) return Optional.of(lower);
    return Spelling.nearest(lower, Directives.names()).map(Spelling.Suggestion::word);
  }

  /// The line that was meant where a word has a sign in it or touches its value: `missing_ok`,
  /// `rotate: 6`, `rotate10`.
  static Optional<String> meantLine(String text) {
    var line = LINE.matcher(text);
    if (!line.matches()) return Optional.empty();
    var name = line.group(1).replaceAll("[^A-Za-z]", "");
    var value = line.group(2).replaceFirst("^[\\s=:]+", "").replaceFirst("[;,}]+$", "");
    if (name.isEmpty()) return Optional.empty();
    return meant(name).map(m -> value.isEmpty() ? m : m + " " + value);
  }

  /// A known word without the blank before its value.
  static Optional<String> melted(LogrotateFault fault) {
    var parts = fault.spot().word().split("(?<=[a-z])(?=\\d)", 2);
    return parts.length == 2 && Directives.names().contains(parts[0])
        ? Optional.of(parts[0] + " " + parts[1])
        : Optional.empty();
  }
}
