// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Spot;

/// An error outside any stanza: logrotate stops reading the file, and nothing after it is rotated.
final class GlobalError implements FaultRule {
  private static final Card CARD =
      Card.error("LC27", "An error in the global part stops logrotate.")
          .example("rotate four\n/var/log/x.log {\n}", "rotate 4\n/var/log/x.log {\n}");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    boolean value = fault.kind() == Kind.BAD_VALUE && !fault.message().startsWith("bad weekly");
    boolean syntax = fault.kind() == Kind.SYNTAX && UnknownDirective.melted(fault).isEmpty();
    return fault.global() && (value || syntax);
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var spot = Spot.of(fault);
    var problem =
        CARD.at(spot, fault.message() + ": " + FaultRule.consequence(fault))
            .remedy(StanzaRules.edit(spot));
    var word = fault.spot().word();
    if (fault.kind() != Kind.SYNTAX) return problem;
    return UnknownDirective.meantLine(word)
        .map(m -> problem.suggest(m).remedy(UnknownDirective.remedy(fault, word, m)))
        .orElse(problem);
  }
}
