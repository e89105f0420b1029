// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Spot;

/// Text follows the brace that ends a stanza: logrotate ignores it.
final class TextAfterBrace implements FaultRule {
  private static final Card CARD =
      Card.warning("LC04", "Text follows the brace that ends a stanza.")
          .example("/var/log/x.log {\n  daily\n} weekly", "/var/log/x.log {\n  daily\n}");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.TEXT_AFTER_BRACE;
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var spot = Spot.of(fault);
    return CARD.at(spot, "logrotate ignores '" + fault.spot().word() + "' after the brace")
        .remedy(StanzaRules.edit(spot));
  }
}
