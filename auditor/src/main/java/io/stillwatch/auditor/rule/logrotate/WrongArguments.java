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

/// `su` needs a user and a group.
final class WrongArguments implements FaultRule {
  private static final Card CARD =
      Card.error("LC07", "The arguments of su are incomplete.")
          .example("/var/log/x.log {\n  su app\n}", "/var/log/x.log {\n  su app app\n}");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.BAD_VALUE
        && !fault.global()
        && fault.message().startsWith("no group");
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var word = fault.spot().word();
    var good = word + " " + word.replaceFirst("^su\\s+", "");
    return CARD.at(Spot.of(fault), "su names no group: " + FaultRule.consequence(fault))
        .suggest(good)
        .remedy(Remedy.replace(fault.spot().path(), fault.spot().line(), word, good));
  }
}
