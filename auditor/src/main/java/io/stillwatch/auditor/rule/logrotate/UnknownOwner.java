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
import java.util.regex.MatchResult;
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
    var known = known(kind, host);
    if (name.matches("[\\w.-]+:[\\w.-]+")) return colon(problem, fault, name, host);
    return Spelling.nearest(name, known)
        .map(s -> misspelt(problem.suggest(s.word()), fault, unknown.toMatchResult(), known))
        .orElse(problem);
  }

  private static List<String> known(String kind, HostView host) {
    return kind.equals("user")
        ? List.copyOf(host.facts().userNames())
        : List.of(host.fact("groups").orElse("").split(" ", -1));
  }

  /// `root:adm` is two words.
  private static Problem colon(Problem problem, LogrotateFault fault, String name, HostView host) {
    var words = name.split(":", -1);
    var two = words[0] + " " + words[1];
    var suggested = problem.suggest(two);
    boolean both =
        known("user", host).contains(words[0]) && known("group", host).contains(words[1]);
    return both
        ? suggested.remedy(Remedy.replace(fault.spot().path(), fault.spot().line(), name, two))
        : suggested;
  }

  /// The user is the first of such words in the directive, the group the last; the directive is
  /// replaced as a whole, because a name may be part of another one.
  private static Problem misspelt(
      Problem suggested, LogrotateFault fault, MatchResult unknown, List<String> known) {
    var name = unknown.group(2);
    var meant = Spelling.sole(name, known).map(Spelling.Suggestion::word);
    if (meant.isEmpty()) return suggested;
    var word = fault.spot().word();
    var whole = Pattern.compile("(?<!\\S)" + Pattern.quote(name) + "(?!\\S)");
    var places = whole.matcher(word).results().toList();
    if (places.isEmpty()) return suggested;
    var place = unknown.group(1).equals("user") ? places.getFirst() : places.getLast();
    var next = word.substring(place.end()).strip();
    if (!next.isEmpty() && Spelling.mayShareBlank(name, meant.get(), next)) return suggested;
    var good = word.substring(0, place.start()) + meant.get() + word.substring(place.end());
    return suggested.remedy(Remedy.replace(fault.spot().path(), fault.spot().line(), word, good));
  }
}
