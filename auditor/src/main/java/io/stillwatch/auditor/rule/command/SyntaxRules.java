// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Commands that the shell of the job cannot parse, or parses otherwise than meant.
final class SyntaxRules {
  /// A word that starts with the bracket of a test.
  private static final Pattern BRACKET_WORD =
      Pattern.compile("(?=\\[)(?<![\\w$\"'\\]\\\\.*?-])\\[(?=[-!a-zA-Z$\"][^]]*\\s)");

  private static final Pattern ESCAPED_PERCENT = Pattern.compile("\\\\%");
  private static final Pattern BASHISM =
      Pattern.compile(
          "(?:^|(?=[&>\\[$p;|<{]))(?:&>|>&(?!\\s*[\\d$-])|\\[\\[\\s|\\$\\{?RANDOM\\b|\\$\\(\\(\\s*\\(?\\s*RANDOM\\b|\\bpipefail\\b|(?:^|[;&|]\\s*)source\\s|<\\(|<<<"
              + "|\\{\\d+\\.\\.\\d+\\}|\\$'|\\|&|\\[\\s[^]]*\\s==\\s|(?:^|[;&]\\s*)(?:let|function|declare)\\s"
              + "|\\$\\{\\w+(?://|:\\d|\\^|,,))");
  private static final Pattern RUN_BY_BASH = Pattern.compile("\\b(?:bash|zsh|ksh)\\s+-\\w*c\\s");
  private static final Pattern LOOK_ALIKE = Pattern.compile("[‐-―−“”„‘’…]+");
  private static final Set<String> GLOB_OPTIONS =
      Set.of("-name", "-iname", "-path", "-ipath", "-wholename", "--include", "--exclude");
  private static final Set<String> PLAIN_SHELLS = Set.of("sh", "dash", "ash");
  private static final Set<String> BASH_LIKE = Set.of("bash", "ksh", "zsh", "mksh");
  private static final Set<String> SHELLS = Set.of("sh", "dash", "bash");

  /// Whose grammar a job's command is held against.
  private enum JobShell {
    PLAIN,
    BASH,
    OTHER;

    /// cronie's hosts have bash as sh, unless the snapshot says otherwise.
    static JobShell of(TableJob job, HostView host) {
      var named = named(job);
      return named == PLAIN && shIsBash(host) ? BASH : named;
    }

    static boolean shIsBash(HostView host) {
      boolean cronie = host.config().platform().dialect() == Dialect.CRONIE;
      return host.fact("sh").orElse(cronie ? "bash" : "dash").contains("bash");
    }

    static JobShell named(TableJob job) {
      var path = job.shellProgram();
      var name = path.substring(path.lastIndexOf('/') + 1);
      return PLAIN_SHELLS.contains(name) ? PLAIN : BASH_LIKE.contains(name) ? BASH : OTHER;
    }
  }

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
                .example(
                    "5 1 * * * root echo a &>/opt/x",
                    "SHELL=/bin/bash\n5 1 * * * root echo a &>/opt/x"),
            SyntaxRules::bashism),
        Rule.ofJob(
            Card.error("CC23", "A character only looks like a minus or a quote.")
                .example(
                    "5 1 * * * root rsync ––delete /a /b", "5 1 * * * root rsync --delete /a /b"),
            SyntaxRules::lookAlike));
  }

  private static Stream<Problem> broken(Card card, TableJob job, HostView host) {
    if (job.entry().command().cutAt() >= 0 || !job.readable()) return Stream.empty();
    var shell = JobShell.of(job, host);
    if (shell == JobShell.OTHER) return Stream.empty();
    var refusal = ShellLine.refusal(job.entry().command().run(), shell == JobShell.BASH);
    if (refusal.isPresent() && needsBash(job, host)) return Stream.empty(); // CC07
    return refusal
        .map(r -> new Broken(written(r.at(), job), r.why()))
        .or(() -> scriptInArgument(job, host))
        .or(() -> test(job))
        .map(b ->
            ShellText.at(card, job, b.index(), b.why())
                .remedy(ShellText.edit(job))
                .losing(Stream.of(job.job())))
        .stream();
  }

  /// What is wrong at an index of the command as it is written.
  private record Broken(int index, String why) {}

  /// cron takes the backslash of `\%` away before the shell reads the command.
  private static int written(int index, TableJob job) {
    var raw = job.entry().command().raw();
    int at = index;
    if (!job.entry().command().percentEnds()) return at;
    var escapes = ESCAPED_PERCENT.matcher(raw);
    while (escapes.find() && escapes.start() < at) at++;
    return Math.min(at, Math.max(0, raw.length() - 1));
  }

  /// `sh -c '..'` has a command line of its own.
  private static Optional<Broken> scriptInArgument(TableJob job, HostView host) {
    int start = job.entry().command().column();
    return job.shell().programs().stream()
        .filter(p -> SHELLS.contains(p.name()))
        .flatMap(p ->
            IntStream.range(1, p.words().size() - 1)
                .filter(i -> p.words().get(i).text().matches("-[a-z]*c"))
                .limit(1)
                .mapToObj(i -> p.words().get(i + 1))
                .filter(ShellWord::literal)
                .flatMap(script ->
                    ShellLine.refusal(
                            script.text(),
                            !PLAIN_SHELLS.contains(p.name())
                                || (p.name().equals("sh") && JobShell.shIsBash(host)))
                        .stream()
                        .map(r -> new Broken(script.column() - start, r.why()))))
        .findFirst();
  }

  /// `[` is a program: it needs blanks around it, and `]` as its last word.
  private static Optional<Broken> test(TableJob job) {
    int start = job.entry().command().column();
    var word =
        ShellText.find(BRACKET_WORD, job)
            .findFirst()
            .map(m -> new Broken(m.start(), "The blank behind '[' is missing"));
    return word.or(() ->
        job.shell().commands().stream()
            .filter(c -> c.program().text().equals("[") && !c.words().getLast().text().equals("]"))
            .map(c -> new Broken(c.program().column() - start, "'[' has no ']' as its last word"))
            .findFirst());
  }

  /// sh refuses the command, and bash would not.
  private static boolean needsBash(TableJob job, HostView host) {
    var text = job.entry().command().run();
    return JobShell.of(job, host) == JobShell.PLAIN
        && ShellLine.refusal(text, false).isPresent()
        && ShellLine.refusal(text, true).isEmpty()
        && BASHISM.matcher(ShellText.unquoted(ShellText.raw(job))).find();
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
    if (JobShell.of(job, host) != JobShell.PLAIN) return Stream.empty();
    var found = BASHISM.matcher(ShellText.unquoted(ShellText.raw(job)));
    if (!found.find() || RUN_BY_BASH.matcher(ShellText.of(job)).find()) return Stream.empty();
    var what = "'" + found.group().strip() + "' needs bash, and " + job.shellProgram();
    boolean refused = needsBash(job, host) || badDescriptor(job);
    return Stream.of(
        ShellText.at(card, job, found.start(), what + " runs it")
            .weighing(refused ? Severity.ERROR : Severity.WARNING)
            .losing(refused ? Stream.of(job.job()) : Stream.empty())
            .remedy(inBash(job)));
  }

  private static Remedy inBash(TableJob job) {
    int line = job.line().number();
    return job.byAnacron()
        ? Remedy.editor(job.table(), line, "run the command with bash -c; anacron ignores SHELL")
        : Remedy.edit(job.table(), line + "i SHELL=/bin/bash");
  }

  /// dash takes only a digit or `-` behind `>&`, and gives up the command at anything else.
  private static boolean badDescriptor(TableJob job) {
    return job.shell().commands().stream()
        .flatMap(c -> c.redirections().stream())
        .anyMatch(r -> r.operator().equals(">&") && r.target().literal());
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
