// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.stillwatch.app.audit.AuditReport;
import io.stillwatch.app.audit.Inputs;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.auditor.RuleBook;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.CustomRules;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.finding.Finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
      "Audits crontabs, logrotate files, snapshots of hosts and documents of AWS facts, offline.",
      "",
      "PATH is a file, or a folder such as /etc (the default). Exit code 3: there are findings of"
          + " the severity given with --fail-on, or worse."
    })
final class AuditCommand implements Callable<Integer> {
  private static final int FOUND = 3;

  enum Dialect {
    debian,
    cronie
  }

  enum Limit {
    error,
    warning,
    info,
    never
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--format",
      description = "What to print: ${COMPLETION-CANDIDATES} (default: text).")
  private AuditReport.Format format = AuditReport.Format.text;

  @Option(
      names = "--dialect",
      description = "Whose cron reads the tables: ${COMPLETION-CANDIDATES} (default: debian).")
  private Dialect dialect = Dialect.debian;

  @Option(
      names = "--fail-on",
      description = "Exit with 3 at findings of: ${COMPLETION-CANDIDATES} (default: error).")
  private Limit failOn = Limit.error;

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

  @Option(names = "--explain", paramLabel = "RULE", description = "Say what a rule is about.")
  private @Nullable String explain;

  @Override
  public Integer call() throws IOException, CustomRules.Unusable {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    if (explain != null) return explain(explain, commandLine.getOut());
    var given = paths.isEmpty() ? List.of(Path.of("/etc")) : paths;
    var platform =
        new Platform(
            Platform.Dialect.valueOf(dialect.name().toUpperCase(Locale.ROOT)),
            ZoneId.systemDefault(),
            "");
    var inputs = new Inputs(new ConfigAuditor(ownRules()), platform, Instant.now());
    if (against != null) {
      readable(against, commandLine);
      inputs.compareWith(against);
    }
    for (var path : given) {
      readable(path, commandLine);
      inputs.read(path);
    }
    for (var path : inputs.ignored()) commandLine.getErr().println("ignored: " + path);
    var report = new AuditReport(inputs);
    report.print(format, commandLine.getOut());
    return failOn != Limit.never
            && report.reaches(Severity.valueOf(failOn.name().toUpperCase(Locale.ROOT)))
        ? FOUND
        : 0;
  }

  private static void readable(Path path, picocli.CommandLine commandLine) {
    if (Files.isReadable(path)) return;
    throw new ParameterException(
        commandLine, "There is nothing to read at " + path + ": give a file or a folder.");
  }

  private List<Rule> ownRules() throws IOException, CustomRules.Unusable {
    var all = new ArrayList<Rule>();
    if (rules == null) return all;
    var yaml = new ObjectMapper(new YAMLFactory());
    try (var files = Files.list(rules)) {
      for (var file : files.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList()) {
        all.addAll(
            CustomRules.of(Tree.of(yaml.readValue(file.toFile(), Object.class)), file.toString()));
      }
    }
    return all;
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

  private static void explain(Card card, PrintWriter out) {
    out.printf(
        "%s (%s): %s%n", card.id(), card.severity().name().toLowerCase(Locale.ROOT), card.says());
    example("bad", card.bad(), out);
    example("good", card.good(), out);
    Optional.of(
            card.needs().stream().sorted().map(Fact::words).collect(Collectors.joining(" and ")))
        .filter(needs -> !needs.isEmpty())
        .ifPresent(needs -> out.println("  needs: " + needs));
  }

  private static void example(String word, String text, PrintWriter out) {
    if (text.isEmpty()) return;
    out.println("  " + word + ":");
    text.lines().forEach(line -> out.println("    " + line));
  }
}
