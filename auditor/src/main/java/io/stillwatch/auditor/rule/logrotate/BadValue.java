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

/// A number or a unit that logrotate cannot read, inside a stanza: it skips the stanza.
final class BadValue implements FaultRule {
  private static final Card CARD =
      Card.error("LC05", "A number or unit in a stanza cannot be read.")
          .example("/var/log/x.log {\n  maxsize 100MB\n}", "/var/log/x.log {\n  maxsize 100M\n}");
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([kKmMgG])i?[bB]?[a-z]*");

  private static final Pattern CERTAIN =
      Pattern.compile("\\d+\\s*(?:[KmgMG]|[kKmMgG](?:i?[bB]|[bB]ytes?)|days?|times|files?|logs?)");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public boolean explains(LogrotateFault fault) {
    return fault.kind() == Kind.BAD_VALUE
        && (!fault.global() || fault.message().startsWith("bad weekly"))
        && !CommentAfterValue.in(fault)
        && !UnknownOwner.in(fault)
        && !WrongArguments.in(fault);
  }

  @Override
  public Problem explain(LogrotateFault fault, HostView host) {
    var problem = CARD.at(Spot.of(fault), fault.message() + ": " + FaultRule.consequence(fault));
    var value = fault.spot().word().replaceFirst("^\\w+[\\s=]+", "");
    if (fault.message().startsWith("bad weekly")) return weekday(problem, fault);
    return meant(value)
        .map(m -> problem.suggest(m).remedy(remedy(fault, value, m)))
        .orElse(problem.remedy(Remedy.editor(fault.spot().path(), fault.spot().line())));
  }

  /// `weekly` takes the number of a weekday; any other number was meant for something else.
  private static Problem weekday(Problem problem, LogrotateFault fault) {
    var spot = fault.spot();
    return problem
        .suggest("weekly")
        .remedy(
            Remedy.editor(
                spot.path(), spot.line(), "write weekly alone, or with a weekday from 0 to 7"));
  }

  /// A unit in full, or a number in words, is only of that number; one sign may stand for a digit.
  private static Remedy remedy(LogrotateFault fault, String value, String meant) {
    var path = fault.spot().path();
    int line = fault.spot().line();
    return CERTAIN.matcher(value).matches() || NumberWord.of(value).isPresent()
        ? Remedy.replace(path, line, value, meant)
        : Remedy.editor(path, line, "correct " + value + "; it may have meant " + meant);
  }

  private static Optional<String> meant(String value) {
    var size = SIZE.matcher(value);
    if (size.matches()) {
      var unit = size.group(2).toUpperCase(java.util.Locale.ROOT);
      return Optional.of(size.group(1) + (unit.equals("K") ? "k" : unit));
    }
    if (!value.matches("\\d+\\s*(?:days?|d|times|x|files?|logs?|[bB]|[;,.:}#].*)")) {
      return NumberWord.of(value);
    }
    return Optional.of(value.replaceFirst("\\D.*$", ""));
  }
}
