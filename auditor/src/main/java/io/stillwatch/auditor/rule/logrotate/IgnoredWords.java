// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.Directive;
import io.stillwatch.auditor.logrotate.Directives;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/// Words behind a directive that has no value: `compress delaycompress`, or a command on the line of
/// `postrotate`. logrotate skips to the end of the line without a message (tried with 3.21).
final class IgnoredWords implements Rule {
  private static final Card CARD =
      Card.error("LC36", "Words behind a directive without a value are ignored.")
          .example(
              "/var/log/x.log {\n  daily\n  rotate 7\n  compress delaycompress\n}",
              "/var/log/x.log {\n  daily\n  rotate 7\n  compress\n  delaycompress\n}");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(HostView host) {
    return host.logrotate().stanzas().stream()
        .flatMap(s -> s.directives().stream().filter(d -> d.path().equals(s.path())))
        .distinct()
        .flatMap(d -> check(d, host).stream());
  }

  private static Optional<Problem> check(Directive directive, HostView host) {
    if (!Directives.bare(directive.name())) return Optional.empty();
    var line = host.lineText(directive.path(), directive.line());
    int end = directive.column() - 1 + directive.name().length();
    if (end > line.length()) return Optional.empty();
    var rest = line.substring(end).strip();
    if (rest.isEmpty() || rest.startsWith("#") || rest.contains("}")) return Optional.empty();
    var first = rest.split("\\s", 2)[0];
    boolean meant = Directives.script(directive.name()) || Directives.names().contains(first);
    int column = line.indexOf(rest, end) + 1;
    var spot = new Spot(directive.path(), directive.line(), column, line);
    var script = "s#\\(" + directive.name() + "\\)[[:space:]]*#\\1\\n    #";
    return Optional.of(
        CARD.at(spot, "logrotate ignores '" + rest + "' behind " + directive.name())
            .weighing(meant ? Severity.ERROR : Severity.WARNING)
            .remedy(
                meant
                    ? Remedy.edit(directive.path(), directive.line() + script)
                    : StanzaRules.edit(spot)));
  }
}
