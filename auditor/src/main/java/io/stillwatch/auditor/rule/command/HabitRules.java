// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Commands that work when typed at a terminal and not, or not as meant, from cron.
final class HabitRules {
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh", "bash", "dash", "ksh", "zsh", "python", "python2", "python3", "perl", "php", "ruby",
          "node");
  private static final Pattern SCRIPT = Pattern.compile("[\\w./-]+\\.(?:sh|py|pl|php|rb|js)");
  private static final Pattern PROMPT =
      Pattern.compile(
          "\\b(?=[mdpk])(?:\\b(?:mysql|mysqldump|mysqladmin|mysqlcheck|mariadb|mariadb-dump)\\b[^|;&]*?\\s(?:-p|--password)(?=\\s|$)"
              + "|\\bdocker(?:-compose)?\\s+(?:compose\\s+)?(?:exec|run)\\s[^|;&]*?(?:-it|-ti|--tty|-t)(?=\\s)"
              + "|\\bpsql\\b[^|;&]*?\\s(?:-W|--password)(?=\\s|$)|\\bkubectl\\s+exec\\s[^|;&]*?(?:-it|-ti|--tty)(?=\\s))");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?=[/<_{YCRym@])(?:/(?:path|full/path|absolute/path|your/path)/to(?:/|\\b)|(?<=[\\s/=:@])<[a-zA-Z][\\w .-]*>(?!\\S*\\()|\\b_[A-Z]{4,}_\\b|\\{\\{[^{}]*\\}\\}"
              + "|\\b(?:YOUR|CHANGE|REPLACE)[-_]?(?:ME|PATH|USER|HOST|NAME|DOMAIN|BUCKET|PASSWORD)\\w*|(?<=/)(?:your|my)[-_](?:script|project|app|user|path)\\b|@@?[A-Z_]{4,}@@?)");
  private static final Pattern MASKED =
      Pattern.compile("(?:\\|\\||;)\\s*(?:true|:|/bin/true|/usr/bin/true|exit\\s+0)\\s*$");
  private static final Pattern PIPED =
      Pattern.compile(
          "(?<![\\w./-])(?:[\\w/]*/)?(mysqldump|mariadb-dump|pg_dump|pg_dumpall|mongodump|xtrabackup|mariabackup|tar|redis-cli)\\b[^|;&]*\\|(?!\\|)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)(?=([:=}-])?)");

  /// What may set variables that the line does not name, or uses words of its own with a dollar.
  private static final Pattern SETS_OTHERS =
      Pattern.compile("(?:^|[;&|]\\s*)(?:\\.|source|eval|read|while)\\s|\\b(?:awk|gawk|perl)\\b");

  private static final Set<String> KNOWN =
      Set.of(
          "HOME",
          "PATH",
          "SHELL",
          "USER",
          "LOGNAME",
          "MAILTO",
          "PWD",
          "OLDPWD",
          "RANDOM",
          "UID",
          "EUID",
          "HOSTNAME",
          "PPID",
          "IFS",
          "TZ",
          "LANG",
          "SECONDS",
          "LINENO",
          "BASH",
          "PIPESTATUS",
          "OPTARG",
          "REPLY",
          "CRON_TZ",
          "LC_ALL");

  private HabitRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.ofJob(
            Card.warning(
                    "CC11", "A script is named relative to a folder that the line does not name.")
                .example("5 1 * * * root ./cleanup.sh", "5 1 * * * root /opt/tools/rotate.sh"),
            HabitRules::relative),
        Rule.ofJob(
            Card.info("CC12", "sudo stands in a table, which has a user for each job.")
                .example(
                    "5 1 * * * root sudo find /opt -print0", "5 1 * * * root find /opt -print0"),
            HabitRules::sudo),
        Rule.ofJob(
            Card.error("CC13", "A command asks for input that cron cannot give.")
                .example("5 1 * * * root mysql -p -e x", "5 1 * * * root mysql -e x"),
            HabitRules::prompt),
        Rule.ofJob(
            Card.warning("CC17", "A variable is used that nobody sets.")
                .example(
                    "5 1 * * * root find $folder -delete", "5 1 * * * root find $HOME -delete"),
            HabitRules::variable),
        Rule.ofJob(
            Card.error("CC18", "A placeholder was never filled in.")
                .example(
                    "5 1 * * * root find /path/to/logs -delete",
                    "5 1 * * * root find /opt -delete"),
            HabitRules::placeholder),
        Rule.ofJob(
            Card.info("CC19", "A failure of the job is hidden from cron.")
                .example("5 1 * * * root certbot renew || true", "5 1 * * * root certbot renew"),
            HabitRules::masked),
        Rule.ofJob(
            Card.error("CC20", "A job only shows what it would do.")
                .example(
                    "5 1 * * * root /usr/sbin/logrotate -d /etc/logrotate.conf",
                    "5 1 * * * root /usr/sbin/logrotate /etc/logrotate.conf"),
            HabitRules::dryRun),
        ofLock());
  }

  private static Rule ofLock() {
    return Rule.ofJob(
        Card.warning("CC25", "The folder of a lock does not exist, so the job never gets it.")
            .example(
                "absent /run/lock/none\n# /etc/cron.d/example\n5 1 * * * root flock -w 60 /run/lock/none/x /usr/bin/true",
                "stat /run/lock d 1777 root\n# /etc/cron.d/example\n5 1 * * * root flock -w 60 /run/lock/x /usr/bin/true")
            .needing(Fact.FILES),
        HabitRules::lock);
  }

  private static Problem at(Card card, TableJob job, ShellWord word, String title) {
    return card.at(Spot.in(job, word.column()), title).remedy(ShellText.edit(job));
  }

  private static Stream<Problem> relative(Card card, TableJob job, HostView host) {
    if (!job.readable() || job.who().columnMissing()) return Stream.empty();
    return job.shell().programs().stream()
        .filter(p -> p.directory().isEmpty())
        .flatMap(p -> script(p).stream())
        .filter(w -> w.literal() && !w.absolute() && !w.text().startsWith("~"))
        .filter(w -> !atStart(w, job, host))
        .limit(1)
        .map(w -> at(card, job, w, w.text() + " is looked for in " + start(job)));
  }

  private static Optional<ShellWord> script(SimpleCommand program) {
    if (INTERPRETERS.contains(program.name())) {
      return program.arguments().stream()
          .findFirst()
          .filter(w -> SCRIPT.matcher(w.text()).matches());
    }
    return Optional.of(program.program()).filter(w -> w.text().startsWith("./") || w.isPath());
  }

  private static String start(TableJob job) {
    return job.startsIn(Optional.empty()).orElse("the home of " + job.who().user());
  }

  private static boolean atStart(ShellWord word, TableJob job, HostView host) {
    return Programs.start(job, host)
        .map(folder -> Programs.below(folder, word.text().replaceFirst("^\\./", "")))
        .filter(p -> host.facts().file(p) == Presence.PRESENT)
        .isPresent();
  }

  private static Stream<Problem> sudo(Card card, TableJob job, HostView host) {
    return job.shell().commands().stream()
        .filter(c -> c.name().equals("sudo"))
        .limit(1)
        .map(
            c -> at(card, job, c.program(), "sudo in a table: name the user in the table instead"));
  }

  private static Stream<Problem> prompt(Card card, TableJob job, HostView host) {
    return ShellText.find(PROMPT, job)
        .limit(1)
        .map(m ->
            ShellText.at(card, job, m.start(), "'" + m.group().strip() + "' wants a terminal")
                .remedy(ShellText.edit(job))
                .losing(Stream.of(job.job())));
  }

  private static Stream<Problem> variable(Card card, TableJob job, HostView host) {
    var text = ShellText.of(job);
    if (!job.readable() || text.indexOf('$') < 0 || SETS_OTHERS.matcher(text).find()) {
      return Stream.empty();
    }
    return ShellText.find(VARIABLE, job)
        .filter(m -> m.start() == 0 || text.charAt(m.start() - 1) != '\\')
        .filter(m -> !set(m.group(1), text, job))
        .filter(m -> m.group(2) == null || m.group(2).equals("}"))
        .limit(1)
        .map(m ->
            ShellText.at(card, job, m.start(), "Nobody sets the variable " + m.group(1))
                .remedy(
                    Remedy.byHand("define " + m.group(1) + " above line " + job.line().number())));
  }

  private static boolean set(String name, String text, TableJob job) {
    return KNOWN.contains(name)
        || job.environment().containsKey(name)
        || text.matches("(?s).*(?:\\b" + name + "=|\\bfor\\s+" + name + "\\b).*");
  }

  private static Stream<Problem> placeholder(Card card, TableJob job, HostView host) {
    return PLACEHOLDER
        .matcher(" " + ShellText.raw(job))
        .results()
        .limit(1)
        .map(m ->
            ShellText.at(card, job, m.start() - 1, "'" + m.group() + "' was never filled in")
                .remedy(ShellText.edit(job))
                .losing(Stream.of(job.job())));
  }

  private static Stream<Problem> masked(Card card, TableJob job, HostView host) {
    var always = MASKED.matcher(ShellText.of(job));
    if (always.find()) {
      return Stream.of(
          ShellText.at(card, job, always.start(), "The job always ends well, whatever fails")
              .remedy(ShellText.edit(job)));
    }
    var text = ShellText.of(job);
    if (text.indexOf('|') < 0 || text.contains("pipefail")) return Stream.empty();
    return ShellText.find(PIPED, job)
        .limit(1)
        .map(m ->
            ShellText.at(
                    card, job, m.start(), "A failure of " + m.group(1) + " is lost in the pipe")
                .weighing(Severity.WARNING)
                .remedy(
                    Remedy.byHand(
                        "with SHELL=/bin/bash, begin the command with 'set -o pipefail;'")));
  }

  private static Stream<Problem> dryRun(Card card, TableJob job, HostView host) {
    return job.shell().programs().stream()
        .flatMap(p -> dryOption(p, job).stream())
        .limit(1)
        .map(w -> {
          boolean report = w.text().equals("-print") || w.text().equals("-ls");
          return at(card, job, w, "With " + w.text() + " the job changes nothing")
              .weighing(report ? Severity.WARNING : Severity.ERROR)
              .losing(report ? Stream.empty() : Stream.of(job.job()));
        });
  }

  private static Optional<ShellWord> dryOption(SimpleCommand program, TableJob job) {
    var name = program.name();
    return program.arguments().stream()
        .filter(w ->
            switch (w.text()) {
              case "-d", "--debug", "-dv", "-vd", "-df" -> name.equals("logrotate");
              case "--dry-run" -> true;
              case "-n" -> name.equals("rsync");
              case "-print", "-ls" -> name.equals("find") && cleansUp(program, job);
              default ->
                  name.equals("rsync")
                      && w.text().matches("-[a-zA-Z]*n[a-zA-Z]*")
                      && !w.text().contains("e");
            })
        .findFirst();
  }

  /// A find by age whose result nobody reads was meant to delete.
  private static boolean cleansUp(SimpleCommand find, TableJob job) {
    var words = find.words().stream().map(ShellWord::text).toList();
    boolean aged = words.stream().anyMatch(w -> w.matches("-[mca](?:time|min)"));
    boolean acts = words.stream().anyMatch(w -> w.matches("-delete|-exec|-execdir|-ok"));
    return aged && !acts && find.redirections().isEmpty() && !ShellText.of(job).contains("|");
  }

  private static Stream<Problem> lock(Card card, TableJob job, HostView host) {
    return job.shell().commands().stream()
        .flatMap(c -> behindFlock(c).filter(HabitRules::belowFolder).limit(1))
        .filter(w -> locked(folder(w), host))
        .limit(1)
        .map(w ->
            at(card, job, w, "There is no folder " + folder(w) + " for the lock")
                .remedy(Remedy.run("mkdir", "-p", folder(w))));
  }

  private static Stream<ShellWord> behindFlock(SimpleCommand command) {
    return command.words().stream().dropWhile(w -> !w.baseName().equals("flock")).skip(1);
  }

  private static boolean belowFolder(ShellWord word) {
    return word.absolute() && word.text().lastIndexOf('/') > 0 && !word.text().endsWith("/");
  }

  private static String folder(ShellWord file) {
    return file.text().substring(0, file.text().lastIndexOf('/'));
  }

  private static boolean locked(String folder, HostView host) {
    if (folder.matches("/(?:run|tmp|var/lock|var/run|var/tmp|run/lock|dev/shm)")) return false;
    return host.facts().file(folder) != Presence.PRESENT
        && (host.facts().file(folder) == Presence.ABSENT || folder.startsWith("/run/"));
  }
}
