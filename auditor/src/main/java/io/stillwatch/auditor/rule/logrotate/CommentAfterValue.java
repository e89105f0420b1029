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

/// A comment stands after a value; logrotate takes it for part of the value and skips the stanza.
final class CommentAfterValue implements FaultRule {
  private static final Card CARD =
      Card.error("LC06", "A comment after a value becomes part of it.")
          .example(
              "/var/log/x.log {\n  rotate 7 # days\n}",
              "/var/log/x.log {\n  # days\n  rotate 7\n}");

  @Override
  public Card card() {
    return CARD;
  }

  static boolean in(LogrotateFault fault) {
    return fault.kind() == Kind.BAD_VALUE && fault.spot().word().contains("#");
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return in(fault) && !fault.global();
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var word = fault.spot().word();
    var good = word.substring(0, word.indexOf('#')).strip();
    var problem =
        CARD.at(
                Spot.of(fault),
                "The comment becomes part of the value: " + FaultRule.consequence(fault))
            .suggest(good);
    // without a blank before it the sign may stand for a digit
    return word.matches("[^#]*\\s#.*")
        ? problem.remedy(Remedy.replace(fault.spot().path(), fault.spot().line(), word, good))
        : problem.remedy(StanzaRules.edit(Spot.of(fault)));
  }
}
