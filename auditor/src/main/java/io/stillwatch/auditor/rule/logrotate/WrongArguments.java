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
import java.util.Optional;
import java.util.regex.Pattern;

/// The arguments of `create` or `su` are incomplete or in the wrong order.
final class WrongArguments implements FaultRule {
  private static final Card CARD =
      Card.error("LC07", "The arguments of create or su are incomplete or in the wrong order.")
          .example("/var/log/x.log {\n  su app\n}", "/var/log/x.log {\n  su app app\n}");
  private static final Pattern MODE_LAST =
      Pattern.compile("(create(?:olddir)?)\\s+(\\S+)\\s+(\\S+)\\s+(0?[0-7]{3,4})");

  /// A mode with an 8 or 9 in it is read as the name of a user.
  private static final Pattern NO_OCTAL =
      Pattern.compile("(create(?:olddir)?\\s+)0?\\d*[89]\\d*((?:\\s+[\\w.-]+){2})");

  private static final Pattern ONE_NAME = Pattern.compile("su\\s+([\\w.-]+(?::[\\w.-]+)?)");

  @Override
  public Card card() {
    return CARD;
  }

  static boolean in(LogrotateFault fault) {
    return fault.message().matches("no (?:user|group) for su")
        || fault.message().startsWith("extra arguments");
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    boolean comment = CommentAfterValue.in(fault);
    return fault.kind() == Kind.BAD_VALUE && !fault.global() && !comment && in(fault);
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var word = fault.spot().word();
    var spot = Spot.of(fault);
    var problem =
        CARD.at(spot, fault.message() + ": " + FaultRule.consequence(fault))
            .remedy(StanzaRules.edit(spot));
    return meant(word)
        .map(m ->
            guessed(word)
                ? problem.suggest(m)
                : problem.suggest(m).remedy(Remedy.replace(spot.path(), spot.line(), word, m)))
        .orElse(problem);
  }

  /// A mode or a group that is not there is only a guess.
  private static boolean guessed(String word) {
    return NO_OCTAL.matcher(word).matches() || word.matches("su\\s+[^\\s:]+");
  }

  /// What the words probably meant: the mode last, one name for user and group, a colon.
  private static Optional<String> meant(String word) {
    var create = MODE_LAST.matcher(word);
    if (create.matches()) {
      return Optional.of(
          String.join(" ", create.group(1), create.group(4), create.group(2), create.group(3)));
    }
    var mode = NO_OCTAL.matcher(word);
    if (mode.matches()) return Optional.of(mode.group(1) + "0640" + mode.group(2));
    var one = ONE_NAME.matcher(word);
    if (!one.matches()) return Optional.empty();
    var name = one.group(1);
    int colon = name.indexOf(':');
    return Optional.of(colon > 0 ? "su " + name.replace(':', ' ') : "su " + name + " " + name);
  }
}
