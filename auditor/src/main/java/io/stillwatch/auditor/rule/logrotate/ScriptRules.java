// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static io.stillwatch.auditor.rule.logrotate.StanzaRules.edit;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.own;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.perStanza;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.Directive;
import io.stillwatch.auditor.logrotate.Directives;
import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.rule.command.NearPath;
import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.auditor.spelling.KnownCommands;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The scripts of a stanza: what they swallow, and what they name that is not there.
final class ScriptRules {
  private static final Pattern HEADER = Pattern.compile("\\s*[\"']?/\\S.*\\{\\s*");
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w$}.:/-])/[\\w.@+-]+(?:/[\\w.@+-]+)++");
  private static final Set<String> BINS =
      Set.of("/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin");
  private static final Set<String> COMPRESSORS =
      Set.of(
          "/bin/gzip",
          "/usr/bin/gzip",
          "/bin/bzip2",
          "/usr/bin/bzip2",
          "/usr/bin/xz",
          "/bin/xz",
          "/usr/bin/zstd",
          "/usr/bin/lz4",
          "/usr/bin/pigz",
          "/usr/bin/pbzip2",
          "/usr/bin/lzma",
          "gzip",
          "bzip2",
          "xz",
          "zstd",
          "lz4",
          "pigz");

  private ScriptRules() {}

  static List<Rule> all() {
    return List.of(
        perStanza(
            Card.error("LC03", "A script without endscript has swallowed the next stanza.")
                .example(
                    "/var/log/x.log {\n  rotate 7\n  postrotate\n    true\n}\n/var/log/y.log {\n  rotate 7\n  postrotate\n    true\n  endscript\n}",
                    "/var/log/x.log {\n  rotate 7\n  postrotate\n    true\n  endscript\n}"),
            ScriptRules::swallowed),
        perStanza(
            Card.error("LC17", "The program that compresses does not exist.")
                .example(
                    "/var/log/x.log {\n  rotate 7\n  compress\n  compresscmd /usr/bin/zst\n}",
                    "/var/log/x.log {\n  rotate 7\n  compress\n  compresscmd /usr/bin/zstd\n}"),
            ScriptRules::compressor),
        perStanza(
            Card.error(
                    "LC18",
                    "A script after rotation names what is not there: the daemon is not told.")
                .example(
                    "/var/log/x.log {\n  rotate 7\n  postrotate\n    /bin/kil -HUP 1\n  endscript\n}",
                    "/var/log/x.log {\n  rotate 7\n  postrotate\n    /bin/kill -HUP 1\n  endscript\n}"),
            (card, s, host) -> names(card, s, host, Set.of("postrotate", "lastaction"))),
        perStanza(
            Card.warning("LC19", "A script before rotation can fail, and then nothing is rotated.")
                .example(
                    "stat /run/app.pid f 0644 root\nabsent /run/ap.pid\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n  prerotate\n    test -e /run/ap.pid\n  endscript\n}",
                    "stat /run/app.pid f 0644 root\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n  prerotate\n    test -e /run/app.pid\n  endscript\n}"),
            (card, s, host) ->
                names(card, s, host, Set.of("prerotate", "firstaction", "preremove"))));
  }

  private static Stream<Problem> swallowed(Card card, Stanza stanza, HostView host) {
    return stanza.directives().stream()
        .filter(d -> Directives.script(d.name()))
        .flatMap(d -> {
          var lines = d.value().split("\n", -1);
          return IntStream.range(0, lines.length)
              .filter(i -> HEADER.matcher(lines[i]).matches() && !lines[i].contains("("))
              .limit(1)
              .mapToObj(i -> {
                int line = d.line() + 1 + i;
                return card.at(
                        new Spot(d.path(), line, 1, lines[i]),
                        "The stanza of "
                            + lines[i].replace("{", "").strip()
                            + " is part of a "
                            + d.name()
                            + " script")
                    .suggest("endscript")
                    .remedy(edit(Spot.of(d)));
              });
        });
  }

  private static Stream<Problem> compressor(Card card, Stanza stanza, HostView host) {
    var command = stanza.settings().value("compresscmd");
    if (command.isEmpty() || COMPRESSORS.contains(command.get())) return Stream.empty();
    var presence = host.facts().file(command.get());
    if (presence == Presence.PRESENT) return Stream.empty();
    var near =
        new NearPath(host.facts())
            .of(command.get())
            .or(() -> Spelling.nearest(command.get(), COMPRESSORS).map(Spelling.Suggestion::word));
    if (near.isEmpty() && presence == Presence.UNKNOWN) return Stream.empty();
    var spot =
        own(stanza, "compresscmd")
            .map(Spot::of)
            .orElseGet(() -> Spot.of(stanza, stanza.patterns().getFirst()));
    var problem =
        card.at(spot, "The compressor " + command.get() + " does not exist").remedy(edit(spot));
    return Stream.of(
        near.map(n ->
                problem
                    .suggest(n)
                    .remedy(Remedy.replace(spot.path(), spot.line(), command.get(), n)))
            .orElse(problem));
  }

  private static Stream<Problem> names(
      Card card, Stanza stanza, HostView host, Set<String> scripts) {
    return stanza.directives().stream()
        .filter(d -> scripts.contains(d.name()))
        .flatMap(d -> refused(card, d, host).map(Stream::of).orElseGet(() -> names(card, d, host)));
  }

  /// logrotate hands a script to sh as one text, with the end of its last line.
  private static Optional<Problem> refused(Card card, Directive script, HostView host) {
    var text = script.value();
    boolean cronie = host.config().platform().dialect() == Dialect.CRONIE;
    boolean bash = host.fact("sh").orElse(cronie ? "bash" : "dash").contains("bash");
    if (text.lines().anyMatch(l -> HEADER.matcher(l).matches())) return Optional.empty(); // LC03
    return ShellLine.refusal(text + "\n", bash)
        .map(r -> {
          var before = text.substring(0, r.at());
          int line = (int) before.chars().filter(c -> c == '\n').count();
          var shown = text.lines().skip(line).findFirst().orElse("");
          var spot =
              new Spot(
                  script.path(),
                  script.line() + 1 + line,
                  r.at() - before.lastIndexOf('\n'),
                  shown);
          return card.at(spot, "sh cannot parse the " + script.name() + " script: " + r.why())
              .remedy(edit(spot));
        });
  }

  private static Stream<Problem> names(Card card, Directive script, HostView host) {
    var lines = script.value().split("\n", -1);
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < lines.length; i++) {
      int number = script.line() + 1 + i;
      var line = lines[i];
      PATH.matcher(line)
          .results()
          .forEach(m ->
              missing(m.group(), line, host)
                  .ifPresent(near ->
                      problems.add(
                          problem(
                              card,
                              script,
                              new Spot(script.path(), number, m.start() + 1, line),
                              m.group(),
                              near))));
      for (var program : ShellLine.parse(line).programs()) {
        var word = program.program();
        if (!word.literal()
            || word.isPath()
            || word.quoted()
            || !word.text().matches("[a-z][a-z-]{3,}")) continue;
        if (KnownCommands.contains(word.text()) || SHELL_WORDS.contains(word.text())) continue;
        if (host.facts()
            .programNames(List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin"))
            .contains(word.text())) continue;
        Spelling.nearestCommand(word.text(), KnownCommands.names())
            .ifPresent(s ->
                problems.add(
                    problem(
                        card,
                        script,
                        new Spot(script.path(), number, word.column(), line),
                        word.text(),
                        new Near(s.word(), host.facts().knowsPrograms()))));
      }
    }
    return problems.stream().limit(1);
  }

  private static final Set<String> SHELL_WORDS =
      Set.of(
          "then",
          "else",
          "elif",
          "done",
          "esac",
          "exit",
          "read",
          "export",
          "while",
          "until",
          "return",
          "case",
          "local",
          "trap",
          "invoke-rc",
          "shift",
          "apachectl",
          "nginx",
          "squid",
          "rndc",
          "postfix",
          "syslog",
          "initctl",
          "start",
          "stop",
          "reload",
          "wait",
          "type",
          "unset",
          "eval",
          "source",
          "alias");

  /// Without facts of the host nobody knows what is there.
  private static Problem problem(
      Card card, Directive script, Spot spot, String written, Near near) {
    var title =
        near.known()
            ? script.name() + " names " + written + ", which is not there"
            : script.name() + " names " + written + ", which looks misspelt";
    var problem =
        card.at(spot, title)
            .suggest(near.path())
            .sure(near.known() ? Confidence.LIKELY : Confidence.POSSIBLE)
            .remedy(Remedy.replace(spot.path(), spot.line(), written, near.path()));
    return near.known() ? problem : problem.weighing(Severity.WARNING);
  }

  /// What was meant, and whether the host is known well enough to say that the other is missing.
  private record Near(String path, boolean known) {}

  /// The path that was meant, if this one is not there.
  private static Optional<Near> missing(String path, String line, HostView host) {
    if (line.strip().startsWith("#") || host.facts().file(path) == Presence.PRESENT) {
      return Optional.empty();
    }
    int slash = path.lastIndexOf('/');
    var folder = path.substring(0, slash);
    var name = path.substring(slash + 1);
    if (BINS.contains(folder)) {
      if (KnownCommands.contains(name)) return Optional.empty();
      var names = host.facts().programNames(List.of(folder, "/usr" + folder));
      if (names.contains(name)) return Optional.empty();
      return Spelling.nearestCommand(name, names)
          .or(() -> Spelling.nearestCommand(name, KnownCommands.names()))
          .map(s -> new Near(folder + "/" + s.word(), host.facts().knowsPrograms()));
    }
    if (line.matches(
            ".*(?:-e|-f|-r|-s|-x|if)\\s.*" + Pattern.quote(path) + ".*(?:\\|\\||then|&&).*")
        && !host.facts().knowsFiles()) {
      return Optional.empty();
    }
    return new NearPath(host.facts()).of(path).map(near -> new Near(near, true));
  }
}
