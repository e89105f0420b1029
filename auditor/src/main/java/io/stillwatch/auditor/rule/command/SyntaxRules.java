// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Commands that the shell of the job cannot parse, or parses otherwise than meant.
final class SyntaxRules {
  private static final Pattern BROKEN =
      Pattern.compile(
          ";;(?!.*\\besac\\b)|(?:&&|\\|\\||\\|)\\s*$|(?:\\|\\|?|&&)\\s+(?:\\||&&)"
              + "|(?<![\\w$\"'\\]\\\\.*?-])\\[(?=[-!a-zA-Z$\"][^]]*\\s)");
  private static final Pattern BASHISM =
      Pattern.compile(
          "&>|\\[\\[\\s|\\$\\{?RANDOM\\b|\\$\\(\\(\\s*\\(?\\s*RANDOM\\b|\\bpipefail\\b|(?:^|[;&|]\\s*)source\\s|<\\(|<<<"
              + "|\\{\\d+\\.\\.\\d+\\}|\\$'|\\|&|\\[\\s[^]]*\\s==\\s|(?:^|[;&]\\s*)(?:let|function|declare)\\s"
              + "|\\$\\{\\w+(?://|:\\d|\\^|,,)");
  private static final Pattern LOOK_ALIKE = Pattern.compile("[‐-―−“”„‘’…]+");
  private static final Set<String> GLOB_OPTIONS =
      Set.of("-name", "-iname", "-path", "-ipath", "-wholename", "--include", "--exclude");
  private static final Set<String> PLAIN_SHELLS = Set.of("sh", "dash", "ash");

  private SyntaxRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.ofJob(
            Card.error("CC06", "The shell cannot parse the command as it was meant.")
                .example("5 1 * * * root echo \"a b", "5 1 * * * root echo \"a b\""),
            SyntaxRules::broken),
        Rule.ofJob(
            Card.warning(
                    "CC06", "An unquoted pattern is expanded by the shell before find sees it.")
                .example(
                    "5 1 * * * root find /opt -name *.log -delete",
                    "5 1 * * * root find /opt -name '*.log' -delete"),
            SyntaxRules::glob),
        Rule.ofJob(
            Card.warning("CC07", "The command is written for bash and runs in sh.")
                .example("5 1 * * * root echo a &>/opt/x", "5 1 * * * root echo a >/opt/x 2>&1"),
            SyntaxRules::bashism),
        Rule.ofJob(
            Card.error("CC23", "A character only looks like a minus or a quote.")
                .example(
                    "5 1 * * * root rsync ––delete /a /b", "5 1 * * * root rsync --delete /a /b"),
            SyntaxRules::lookAlike));
  }

  private static Stream<Problem> broken(Card card, TableJob job, HostView host) {
    if (job.entry().command().cutAt() >= 0 || !job.parsed()) return Stream.empty();
    var text = ShellText.of(job);
    var open = open(text);
    if (open.isPresent()) {
      return Stream.of(
          ShellText.at(
                  card, job, open.get(), "'" + text.charAt(open.get()) + "' has no counterpart")
              .remedy(ShellText.edit(job))
              .losing(Stream.of(job.job())));
    }
    return ShellText.find(BROKEN, job)
        .limit(1)
        .map(m ->
            ShellText.at(card, job, m.start(), "The shell cannot parse '" + m.group().strip() + "'")
                .remedy(ShellText.edit(job))
                .losing(Stream.of(job.job())));
  }

  /// Where a quote or bracket opens that nothing closes, or closes what nothing opened.
  private static Optional<Integer> open(String text) {
    var opened = new ArrayDeque<Integer>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char top = opened.isEmpty() ? 0 : text.charAt(opened.peek());
      if (top == '\'') {
        if (c == '\'') opened.pop();
      } else if (c == '\\') {
        i++;
      } else if (c == top && (c == '"' || c == '`')) {
        opened.pop();
      } else if (c == '"' || c == '`' || (c == '\'' && top != '"')) {
        opened.push(i);
      } else if (c == '#' && top != '"' && (i == 0 || text.charAt(i - 1) == ' ')) {
        break; // a comment
      } else if (c == '(' && (top != '"' || (i > 0 && text.charAt(i - 1) == '$'))) {
        opened.push(i);
      } else if (c == ')' && top != '"') {
        if (top != '(') return text.contains("case ") ? Optional.empty() : Optional.of(i);
        opened.pop();
      }
    }
    return Optional.ofNullable(opened.peek());
  }

  private static Stream<Problem> glob(Card card, TableJob job, HostView host) {
    return job.shell().programs().stream()
        .filter(p -> p.name().equals("find"))
        .flatMap(p ->
            IntStream.range(0, p.words().size() - 1)
                .filter(i -> GLOB_OPTIONS.contains(p.words().get(i).text()))
                .mapToObj(i -> p.words().get(i + 1)))
        .filter(w -> !w.literal() && !w.quoted() && w.text().matches("[^$`\\\\]*[*?\\[][^$`\\\\]*"))
        .filter(w -> job.line().text().startsWith(w.text(), w.column() - 1)) // no backslash in it
        .map(ShellWord.class::cast)
        .map(w ->
            card.at(
                    io.stillwatch.auditor.rule.Spot.in(job, w.column()),
                    "The shell expands " + w.text() + " before find sees it")
                .suggest("'" + w.text() + "'")
                .remedy(
                    Remedy.replace(
                        job.table(), job.line().number(), w.text(), "'" + w.text() + "'")));
  }

  private static Stream<Problem> bashism(Card card, TableJob job, HostView host) {
    var shell = job.shellProgram();
    var sh = host.fact("sh").orElse("dash");
    if (!PLAIN_SHELLS.contains(shell.substring(shell.lastIndexOf('/') + 1)) || sh.contains("bash"))
      return Stream.empty();
    if (ShellText.of(job).matches("(?s).*\\b(?:bash|zsh|ksh)\\s+-\\w*c\\s.*"))
      return Stream.empty();
    return Pattern.compile(BASHISM.pattern())
        .matcher(ShellText.unquoted(job.entry().command().raw()))
        .results()
        .limit(1)
        .map(m ->
            ShellText.at(
                    card,
                    job,
                    m.start(),
                    "'" + m.group().strip() + "' needs bash, and " + shell + " runs it")
                .remedy(Remedy.edit(job.table(), "1i SHELL=/bin/bash")));
  }

  private static Stream<Problem> lookAlike(Card card, TableJob job, HostView host) {
    var text = ShellText.unquoted(ShellText.of(job));
    return LOOK_ALIKE
        .matcher(text)
        .results()
        .filter(m -> m.start() == 0 || " =".indexOf(text.charAt(m.start() - 1)) >= 0)
        .filter(m -> text.substring(0, m.start()).chars().filter(c -> c == '"').count() % 2 == 0)
        .limit(1)
        .map(m -> {
          int end = text.indexOf(' ', m.start());
          var word = text.substring(m.start(), end < 0 ? text.length() : end);
          return ShellText.at(card, job, m.start(), "'" + m.group() + "' only looks like ASCII")
              .suggest(ascii(word))
              .weighing(Severity.ERROR)
              .remedy(Remedy.replace(job.table(), job.line().number(), word, ascii(word)))
              .losing(Stream.of(job.job()));
        });
  }

  /// An en dash is a minus, an em dash two; a dash in front of a long word was typed as two.
  private static String ascii(String word) {
    var plain =
        word.replaceAll("[“”„]", "\"")
            .replaceAll("[‘’]", "'")
            .replace("…", "...")
            .replace("—", "--")
            .replaceAll("[‐-―−]", "-");
    return plain.matches("-[a-z]{3,}.*") && word.length() > 3 && !word.startsWith("-")
        ? "-" + plain
        : plain;
  }
}
