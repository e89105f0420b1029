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
import java.util.regex.Pattern;

/// The arguments of `create` or `su` are incomplete or in the wrong order.
final class WrongArguments implements FaultRule {
  private static final Card CARD =
      Card.error("LC07", "The arguments of create or su are incomplete or in the wrong order.")
          .example("/var/log/x.log {\n  su app\n}", "/var/log/x.log {\n  su app app\n}");
  private static final Pattern MODE_LAST =
      Pattern.compile("(create(?:olddir)?)\\s+(\\S+)\\s+(\\S+)\\s+(0?[0-7]{3,4})");

  @Override
  public Card card() {
    return CARD;
  }

  static boolean in(LogrotateFault fault) {
    return fault.message().startsWith("no group") || fault.message().startsWith("extra arguments");
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.BAD_VALUE && !fault.global() && in(fault);
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var word = fault.spot().word();
    var good = meant(word);
    return CARD.at(Spot.of(fault), fault.message() + ": " + FaultRule.consequence(fault))
        .suggest(good)
        .remedy(Remedy.replace(fault.spot().path(), fault.spot().line(), word, good));
  }

  private static String meant(String word) {
    var create = MODE_LAST.matcher(word);
    if (create.matches()) {
      return String.join(" ", create.group(1), create.group(4), create.group(2), create.group(3));
    }
    if (word.startsWith("su")) return word + " " + word.replaceFirst("^su\\s+", "");
    return word.split("\\s+", 2)[0];
  }
}
