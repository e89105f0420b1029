// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.app.audit.AuditReport;
import io.stillwatch.app.audit.Baseline;
import io.stillwatch.app.audit.FileKind;
import io.stillwatch.app.audit.Inputs;
import io.stillwatch.app.audit.LocalHost;
import io.stillwatch.app.audit.OwnRules;
import io.stillwatch.app.audit.RuleLinks;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.auditor.RuleBook;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.CustomRules;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.text.Printable;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what is wrong with files, before a daemon reads them.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Audits crontabs, logrotate and systemd files, snapshots of hosts and documents of AWS facts,"
          + " offline.",
      "",
      "PATH is a file, - for standard input, or a folder such as /etc (the default).",
      "A comment '# stillwatch: ignore CC02 because ..' above a line switches a rule off there;"
          + " 'ignore-file' does so for the file."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing of the severity given with --fail-on",
      "2:wrong arguments, or a file that was named cannot be audited",
      "3:findings of the severity given with --fail-on, or worse",
      "4:no such findings, but something below a folder could not be read"
    })
final class AuditCommand implements Callable<Integer> {
  private static final int UNUSABLE = 2;
  private static final int FOUND = 3;
  private static final int UNREAD = 4;
  private static final Path STANDARD_INPUT = Path.of("-");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--format",
      description = "What to print: ${COMPLETION-CANDIDATES} (default: text).")
  private AuditReport.Format format = AuditReport.Format.text;

  @Option(
      names = "--dialect",
      description =
          "Whose cron reads the tables: ${COMPLETION-CANDIDATES} (default: that of this machine if"
              + " every PATH is its own, else debian).")
  private @Nullable Dialect dialect;

  @Option(
      names = "--fail-on",
      description = "Exit with 3 at findings of: ${COMPLETION-CANDIDATES} (default: error).")
  private Limit failOn = Limit.error;

  @Option(
      names = "--ignore",
      paramLabel = "RULES",
      split = ",",
      description = "Rules that are not reported, such as CC09,CL21.")
  private List<String> ignore = List.of();

  @Option(
      names = "--color",
      description = "Colour the text: ${COMPLETION-CANDIDATES} (default: auto, on a terminal).")
  private Color color = Color.auto;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      description =
          "Read every PATH as: ${COMPLETION-CANDIDATES} (default: decided by its place and text).")
  private @Nullable As as;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Report only findings that this file does not have.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description =
          "Write all findings to this file, for --baseline; none of them makes the exit code 3.")
  private @Nullable Path writeBaseline;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description =
          "A folder of own rules in YAML: id, pattern, context, message, remedy, severity.")
  private @Nullable Path rules;

  @Option(
      names = "--against",
      paramLabel = "OLD",
      description =
          "A snapshot or /etc folder from before: says what changed since, and whom it touches.")
  private @Nullable Path against;

  @Option(
      names = "--rules-page",
      paramLabel = "URL",
      description = "Where RULES.md is published, for links (default: docs/RULES.md).")
  private String rulesPage = RuleLinks.DEFAULT.page();

  @Option(names = "--explain", paramLabel = "RULE", description = "Say what a rule is about.")
  private @Nullable String explain;

  @Override
  public Integer call() throws IOException {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    if (explain != null) return explain(explain, commandLine.getOut());
    List<Rule> own;
    try {
      own = rules == null ? List.of() : OwnRules.in(rules);
    } catch (CustomRules.Unusable e) {
      commandLine.getErr().println("stillwatch: " + Printable.line(String.valueOf(e.getMessage())));
      return UNUSABLE;
    }
    return audit(own, commandLine);
  }

  private int audit(List<Rule> own, CommandLine commandLine) throws IOException {
    var given = paths.isEmpty() ? List.of(Path.of("/etc")) : paths;
    var platform = new Platform(dialect(given), ZoneId.systemDefault(), "");
    var kind = Optional.ofNullable(as).map(a -> a.kind);
    var inputs = new Inputs(new ConfigAuditor(own), platform, Instant.now(), kind);
    if (against != null) {
      readable(against, commandLine);
      inputs.compareWith(against);
    }
    for (var path : given) {
      if (path.equals(STANDARD_INPUT)) inputs.read(System.in);
      else inputs.read(path);
    }
    tell(inputs, commandLine.getErr());
    var known = baseline == null ? Baseline.NONE : Baseline.read(baseline);
    var report = report(inputs, known, own);
    if (writeBaseline != null) {
      Baseline.write(writeBaseline, report.findings());
      return exitCode(inputs, false);
    }
    report.print(format, coloured(), commandLine.getOut());
    boolean found =
        failOn != Limit.never
            && report.reaches(Severity.valueOf(failOn.name().toUpperCase(Locale.ROOT)));
    return exitCode(inputs, found);
  }

  private Platform.Dialect dialect(List<Path> given) {
    return Optional.ofNullable(dialect)
        .map(named -> Platform.Dialect.valueOf(named.name().toUpperCase(Locale.ROOT)))
        .or(() -> new LocalHost(Path.of("/")).dialect(given))
        .orElse(Platform.Dialect.DEBIAN);
  }

  private AuditReport report(Inputs inputs, Baseline known, List<Rule> own) {
    return new AuditReport(inputs, new HashSet<>(ignore), known, own, new RuleLinks(rulesPage));
  }

  private static void tell(Inputs inputs, PrintWriter err) {
    inputs.unusable().forEach(path -> err.println("not audited: " + Printable.line(path)));
    inputs.unread().forEach(path -> err.println("not read: " + Printable.line(path)));
    inputs.notes().forEach(path -> err.println("note: " + Printable.line(path)));
    inputs.ignored().forEach(path -> err.println("ignored: " + Printable.line(path)));
  }

  private static int exitCode(Inputs inputs, boolean found) {
    if (!inputs.unusable().isEmpty()) return UNUSABLE;
    if (found) return FOUND;
    return inputs.unread().isEmpty() ? 0 : UNREAD;
  }

  private boolean coloured() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return color.on(terminal, System.getenv("NO_COLOR"));
  }

  private static void readable(Path path, CommandLine commandLine) {
    if (Files.isReadable(path)) return;
    throw new ParameterException(
        commandLine, "There is nothing to read at " + path + ": give a file or a folder.");
  }

  private int explain(String id, PrintWriter out) {
    var cards = RuleBook.allCards().stream().filter(c -> c.id().equalsIgnoreCase(id)).toList();
    if (cards.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "There is no rule " + id + ": docs/RULES.md lists them.");
    }
    cards.forEach(card -> explain(card, out));
    return 0;
  }

  private void explain(Card card, PrintWriter out) {
    out.printf(
        "%s (%s): %s%n", card.id(), card.severity().name().toLowerCase(Locale.ROOT), card.says());
    example("bad", card.bad(), out);
    example("good", card.good(), out);
    Optional.of(
            card.needs().stream().sorted().map(Fact::words).collect(Collectors.joining(" and ")))
        .filter(needs -> !needs.isEmpty())
        .ifPresent(needs -> out.println("  needs: " + needs));
    new RuleLinks(rulesPage).of(card.id()).ifPresent(link -> out.println("  see: " + link));
  }

  private static void example(String word, String text, PrintWriter out) {
    if (text.isEmpty()) return;
    out.println("  " + word + ":");
    text.lines().forEach(line -> out.println("    " + line));
  }

  enum Dialect {
    debian,
    cronie
  }

  enum As {
    user(FileKind.USER),
    system(FileKind.SYSTEM),
    anacrontab(FileKind.ANACRONTAB),
    logrotate(FileKind.LOGROTATE),
    unit(FileKind.UNIT);

    private final FileKind kind;

    As(FileKind kind) {
      this.kind = kind;
    }
  }

  enum Color {
    auto,
    always,
    never;

    /// `noColor` is the variable of that name (no-color.org): empty counts as not set.
    boolean on(boolean terminal, @Nullable String noColor) {
      return switch (this) {
        case always -> true;
        case never -> false;
        case auto -> terminal && (noColor == null || noColor.isEmpty());
      };
    }
  }

  enum Limit {
    error,
    warning,
    info,
    never
  }
}
