// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Spot;

/// One path stands twice: logrotate reports an error and rotates it as it was first named.
final class DuplicateLog implements FaultRule {
  private static final Card CARD =
      Card.error("LC11", "A log is named twice; logrotate refuses the second.")
          .example(
              "/var/log/x.log /var/log/x.log {\n  rotate 7\n}",
              "/var/log/x.log /var/log/y.log {\n  rotate 7\n}");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.DUPLICATE;
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var spot = Spot.of(fault);
    return CARD.at(spot, fault.spot().word() + " is already rotated")
        .remedy(StanzaRules.edit(spot));
  }
}
