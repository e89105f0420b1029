// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.Directives;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.UNKNOWN_DIRECTIVE
        || (fault.kind() == Kind.SYNTAX && melted(fault).isPresent());
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var word = fault.spot().word();
    var problem =
        CARD.at(
            Spot.of(fault),
            "logrotate does not know '" + word + "': " + FaultRule.consequence(fault));
    var meant = melted(fault).or(() -> meant(word));
    if (meant.isEmpty())
      return problem.remedy("# remove '" + word + "' from " + fault.spot().path());
    var mended =
        problem
            .suggest(meant.get())
            .remedy(Remedy.replace(fault.spot().path(), fault.spot().line(), word, meant.get()));
    return HARMLESS.contains(meant.get()) ? mended.weighing(Severity.WARNING) : mended;
  }

  private static Optional<String> meant(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (Directives.names().contains(lower)) return Optional.of(lower);
    return Spelling.nearest(lower, Directives.names()).map(Spelling.Suggestion::word);
  }

  /// `rotate10`: a known word without the blank before its value.
  static Optional<String> melted(LogrotateFault fault) {
    var parts = fault.spot().word().split("(?<=[a-z])(?=\\d)", 2);
    return parts.length == 2 && Directives.names().contains(parts[0])
        ? Optional.of(parts[0] + " " + parts[1])
        : Optional.empty();
  }
}
