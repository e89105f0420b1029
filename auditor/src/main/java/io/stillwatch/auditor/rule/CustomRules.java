// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rules that a team writes for itself: a pattern, where it is looked for, what to say and to do.
///
/// `context` is `command` (of a crontab job), `crontab` or `logrotate` (any line of such a file).
public final class CustomRules {
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9-]{1,19}");

  private CustomRules() {}

  /// A file of rules cannot be used; the message says which and what to do.
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unusable(String message) {
      super(message);
    }
  }

  /// The rules of one document: a list, or one rule.
  public static List<Rule> of(Tree document, String file) throws Unusable {
    var rules = new java.util.ArrayList<Rule>();
    for (var item : document.items()) rules.add(rule(item, file));
    return List.copyOf(rules);
  }

  private static Rule rule(Tree item, String file) throws Unusable {
    var id = item.at("id").text();
    if (!ID.matcher(id).matches()) {
      throw new Unusable(file + ": a rule needs an id of capitals and digits, such as TEAM-1.");
    }
    var message = item.at("message").text();
    if (message.isBlank()) throw new Unusable(file + ": rule " + id + " needs a message.");
    var severity = severity(item.at("severity").text(), file, id);
    var card = new Card(id, severity, message, "", "", java.util.Set.of());
    var pattern = pattern(item.at("pattern").text(), file, id);
    var remedy = Remedy.written(item.at("remedy").text());
    return switch (item.at("context").text()) {
      case "", "command" ->
          Rule.ofJob(
              card,
              (c, job, _) -> {
                var command = job.entry().command();
                return pattern
                    .matcher(command.raw())
                    .results()
                    .limit(1)
                    .map(m ->
                        c.at(Spot.in(job, command.column() + m.start()), message).remedy(remedy));
              });
      case "crontab" -> Rule.of(card, (c, host) -> lines(c, host, pattern, true, remedy));
      case "logrotate" -> Rule.of(card, (c, host) -> lines(c, host, pattern, false, remedy));
      case String other ->
          throw new Unusable(
              file
                  + ": rule "
                  + id
                  + " has the context "
                  + other
                  + ": use command, crontab or logrotate.");
    };
  }

  private static Stream<Problem> lines(
      Card card, HostView host, Pattern pattern, boolean tables, Remedy remedy) {
    return host.config().files().stream()
        .filter(f ->
            tables ? host.table(f.path()).isPresent() : host.logrotate().files().contains(f.path()))
        .flatMap(f -> {
          var lines = f.text().split("\n", -1);
          return IntStream.range(0, lines.length)
              .boxed()
              .flatMap(i ->
                  pattern
                      .matcher(lines[i])
                      .results()
                      .limit(1)
                      .map(m ->
                          card.at(new Spot(f.path(), i + 1, m.start() + 1, lines[i]), card.says())
                              .remedy(remedy)));
        });
  }

  private static Severity severity(String text, String file, String id) throws Unusable {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "error" -> Severity.ERROR;
      case "", "warning" -> Severity.WARNING;
      case "info" -> Severity.INFO;
      default ->
          throw new Unusable(
              file
                  + ": rule "
                  + id
                  + " has the severity "
                  + text
                  + ": use error, warning or info.");
    };
  }

  private static Pattern pattern(String text, String file, String id) throws Unusable {
    if (text.isEmpty()) throw new Unusable(file + ": rule " + id + " needs a pattern.");
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new Unusable(file + ": rule " + id + ": " + e.getMessage());
    }
  }
}
