// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A user or group of `create` or `su` does not exist: logrotate skips the stanza.
final class UnknownOwner implements FaultRule {
  private static final Card CARD =
      Card.error("LC08", "A user or group of a stanza does not exist.")
          .example(
              "/var/log/x.log {\n  su opps ops\n  rotate 7\n}",
              "/var/log/x.log {\n  su ops ops\n  rotate 7\n}")
          .needing(Fact.USERS);
  private static final Pattern UNKNOWN = Pattern.compile("unknown (user|group) '(.*)'");

  @Override
  public Card card() {
    return CARD;
  }

  static boolean in(LogrotateFault fault) {
    return UNKNOWN.matcher(fault.message()).matches();
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return in(fault) && !fault.global();
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var unknown = UNKNOWN.matcher(fault.message());
    if (!unknown.matches()) throw new IllegalArgumentException(fault.message());
    var kind = unknown.group(1);
    var name = unknown.group(2);
    var problem =
        CARD.at(
                Spot.of(fault),
                "There is no " + kind + " " + name + ": " + FaultRule.consequence(fault))
            .remedy(StanzaRules.edit(Spot.of(fault)));
    return meant(kind, name, host)
        .map(m ->
            problem
                .suggest(m)
                .remedy(Remedy.replace(fault.spot().path(), fault.spot().line(), name, m)))
        .orElse(problem);
  }

  /// `root:adm` is two words; any other name is looked for among those of the host.
  private static Optional<String> meant(String kind, String name, HostView host) {
    if (name.matches("[\\w.-]+:[\\w.-]+")) return Optional.of(name.replace(':', ' '));
    var known =
        kind.equals("user")
            ? List.copyOf(host.facts().userNames())
            : List.of(host.fact("groups").orElse("").split(" ", -1));
    return Spelling.nearest(name, known).map(Spelling.Suggestion::word);
  }
}
