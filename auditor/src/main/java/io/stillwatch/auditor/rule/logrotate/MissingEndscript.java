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

/// A script has no `endscript` of its own, so the rest of the file is taken for its text.
final class MissingEndscript implements FaultRule {
  private static final Card CARD =
      Card.error("LC02", "A script block has no endscript.")
          .example(
              "/var/log/x.log {\n  postrotate\n    true\n  endscrpt\n}",
              "/var/log/x.log {\n  postrotate\n    true\n  endscript\n}");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.MISSING_ENDSCRIPT;
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    return CARD.at(
            Spot.of(fault),
            fault.spot().word() + " has no endscript: " + FaultRule.consequence(fault))
        .suggest("endscript")
        .remedy(Remedy.editor(fault.spot().path(), fault.spot().line()));
  }
}
