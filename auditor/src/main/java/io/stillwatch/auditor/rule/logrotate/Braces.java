// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;

/// A brace is missing or too many.
final class Braces implements FaultRule {
  private static final Card CARD =
      Card.error("LC04", "A brace is missing or too many.")
          .example("/var/log/x.log\n  daily\n}", "/var/log/x.log {\n  daily\n}");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.BRACES;
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    return CARD.at(Spot.of(fault), fault.message() + ": " + FaultRule.consequence(fault))
        .remedy(Remedy.editor(fault.spot().path(), fault.spot().line()));
  }
}
