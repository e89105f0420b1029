// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.LogrotateDriver;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.region.AwsRegions;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is said to known tools: options, subcommands, SQL, instances, regions.
final class ToolRules {
  private static final String INSTANCE = "--db-instance-identifier";
  private static final Set<String> SQL_CLIENTS = Set.of("mysql", "mariadb", "psql");
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final String PROFILE = "AWS_PROFILE";
  private static final Set<String> STATE = Set.of("-s", "--state");

  private ToolRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.ofJob(
            Card.error("CC14", "A known tool does not know an option or a subcommand.")
                .example(
                    "5 1 * * * root certbot renw --quiet", "5 1 * * * root certbot renew --quiet"),
            ToolRules::option),
        Rule.ofJob(
            Card.error("CC21", "A word of SQL or the name of a routine of RDS is misspelt.")
                .example(
                    "5 1 * * * root mysql -e 'CALL mysql.rds_rotate_slowlog'",
                    "5 1 * * * root mysql -e 'CALL mysql.rds_rotate_slow_log'"),
            ToolRules::sql),
        Rule.ofJob(
            Card.warning("CC24", "The AWS CLI has no region, or one that does not exist.")
                .example(
                    "5 1 * * * root /usr/bin/aws rds describe-events --region eu-west1",
                    "5 1 * * * root /usr/bin/aws rds describe-events --region eu-west-1"),
            ToolRules::region),
        Rule.ofJob(
            Card.error("RD20", "A job names a database instance that does not exist.")
                .example(
                    "fact db.instances = prod-orders prod-billing\n# /etc/cron.d/example\n5 1 * * * root /usr/bin/aws rds describe-db-log-files --region eu-west-1 --db-instance-identifier prod-oders",
                    "fact db.instances = prod-orders prod-billing\n# /etc/cron.d/example\n5 1 * * * root /usr/bin/aws rds describe-db-log-files --region eu-west-1 --db-instance-identifier prod-orders")
                .needing(Fact.DB_INSTANCES),
            ToolRules::instance),
        Rule.ofJob(
            Card.error("S306", "A job names a bucket that does not exist.")
                .example(
                    "fact s3.buckets = stillwatch-archive tmp-7\n# /etc/cron.d/example\n0 6 * * * root /usr/bin/aws s3 cp /opt/x s3://stilwatch-archive/x",
                    "fact s3.buckets = stillwatch-archive tmp-7\n# /etc/cron.d/example\n0 6 * * * root /usr/bin/aws s3 cp /opt/x s3://stillwatch-archive/x")
                .needing(Fact.BUCKETS),
            ToolRules::bucket),
        Rule.ofJob(
            Card.warning(
                    "CC26", "A run of logrotate keeps its own state beside that of the system.")
                .example(
                    "5 1 * * * root /usr/sbin/logrotate -s /opt/state /etc/logrotate.conf",
                    "5 1 * * * root /usr/sbin/logrotate /etc/logrotate.conf"),
            ToolRules::state));
  }

  private static Problem typo(Card card, TableJob job, ShellWord word, String meant, String title) {
    return card.at(Spot.in(job, word.column()), title)
        .suggest(meant)
        .remedy(Remedy.replace(job.table(), job.line().number(), word.text(), meant))
        .losing(Stream.of(job.job()));
  }

  private static Stream<Problem> option(Card card, TableJob job, HostView host) {
    return job.shell().programs().stream()
        .flatMap(p ->
            KnownOptions.of(p)
                .flatMap(o ->
                    misspelt(o)
                        .map(meant ->
                            typo(
                                card,
                                job,
                                o.word(),
                                meant,
                                p.name() + " does not know '" + o.word().text() + "'"))
                        .stream()))
        .limit(1);
  }

  private static Optional<String> misspelt(KnownOptions.Said said) {
    var text = said.word().text();
    if (said.known().contains(text)) return Optional.empty();
    var melted = text.split("(?=[+]\\d)|(?<=[a-z])(?=\\d)", 2);
    if (melted.length == 2 && said.known().contains(melted[0])) {
      return Optional.of(melted[0] + " " + melted[1]);
    }
    var value = text.indexOf('=');
    var name = value < 0 ? text : text.substring(0, value);
    if (said.known().contains(name)) return Optional.empty();
    return Spelling.nearest(name, said.known())
        .map(s -> value < 0 ? s.word() : s.word() + text.substring(value));
  }

  private static Stream<Problem> sql(Card card, TableJob job, HostView host) {
    return job.shell().programs().stream()
        .filter(p -> SQL_CLIENTS.contains(p.name()))
        .flatMap(p -> p.arguments().stream())
        .filter(w -> w.quoted() || w.text().contains(" "))
        .flatMap(w ->
            SqlWords.misspelt(w.text()).stream()
                .map(m ->
                    card.at(
                            Spot.in(job, w.column()),
                            "The database does not know '" + m.written() + "'")
                        .suggest(m.meant())
                        .remedy(
                            Remedy.replace(
                                job.table(), job.line().number(), m.written(), m.meant()))
                        .losing(Stream.of(job.job()))))
        .limit(1);
  }

  private static Stream<Problem> region(Card card, TableJob job, HostView host) {
    return job.shell().programs().stream()
        .filter(p -> p.name().equals("aws"))
        .flatMap(p -> region(card, job, p).stream())
        .limit(1);
  }

  private static Optional<Problem> region(Card card, TableJob job, SimpleCommand aws) {
    var given = value(aws, "--region");
    if (given.isPresent()) {
      return elsewhere(aws, job) ? Optional.empty() : unknownRegion(card, job, given.get());
    }
    var service = aws.firstOperand().text();
    boolean regional =
        Set.of("rds", "sns", "sqs", "ec2", "logs", "cloudwatch", "lambda", "ssm").contains(service);
    boolean set =
        job.environment().containsKey("AWS_DEFAULT_REGION")
            || job.environment().containsKey("AWS_REGION")
            || ShellText.of(job).contains("AWS_")
            || ShellText.of(job).contains("--profile");
    if (!regional || set) return Optional.empty();
    return Optional.of(
        card.at(Spot.in(job, aws.program().column()), "aws " + service + " is given no region")
            .remedy(Remedy.byHand("add --region to line " + job.line().number())));
  }

  /// Whether the command speaks to something that is not AWS, with regions of its own.
  private static boolean elsewhere(SimpleCommand aws, TableJob job) {
    return value(aws, "--endpoint-url").isPresent()
        || ShellText.of(job).contains(ENDPOINT)
        || job.environment().keySet().stream().anyMatch(name -> name.startsWith(ENDPOINT));
  }

  /// Whether a profile, which may name an endpoint with regions of its own, is chosen.
  private static boolean profiled(TableJob job) {
    var command = ShellText.of(job);
    return job.environment().containsKey(PROFILE)
        || command.contains(PROFILE)
        || command.contains("--profile");
  }

  private static Optional<Problem> unknownRegion(Card card, TableJob job, ShellWord given) {
    var region = given.text();
    if (!given.literal() || AwsRegions.known(region)) return Optional.empty();
    var problem =
        card.at(Spot.in(job, given.column()), "AWS has no region " + region)
            .remedy(ShellText.edit(job));
    var meant = AwsRegions.meant(region);
    if (meant.isEmpty() && profiled(job)) return Optional.empty();
    if (meant.isEmpty() && AwsRegions.wellFormed(region)) return Optional.of(problem);
    var wrong = problem.weighing(Severity.ERROR).losing(Stream.of(job.job()));
    return Optional.of(
        meant
            .map(m ->
                wrong
                    .suggest(m)
                    .remedy(Remedy.replace(job.table(), job.line().number(), region, m)))
            .orElse(wrong));
  }

  private static Optional<ShellWord> value(SimpleCommand program, String option) {
    var words = program.arguments();
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (word.text().equals(option) && i + 1 < words.size()) return Optional.of(words.get(i + 1));
      if (word.text().startsWith(option + "=")) {
        int skip = option.length() + 1;
        return Optional.of(
            new ShellWord(
                word.text().substring(skip), word.column() + skip, word.literal(), word.quoted()));
      }
    }
    return Optional.empty();
  }

  private static Stream<Problem> instance(Card card, TableJob job, HostView host) {
    var known = host.fact("db.instances").map(f -> List.of(f.split(" ", -1))).orElse(List.of());
    if (known.isEmpty() || known.equals(List.of(""))) return Stream.empty();
    return job.shell().programs().stream()
        .flatMap(p -> value(p, INSTANCE).stream())
        .filter(w -> w.literal() && !known.contains(w.text()))
        .map(w ->
            Spelling.nearest(w.text(), known)
                .map(s -> typo(card, job, w, s.word(), "There is no instance " + w.text()))
                .orElse(
                    card.at(Spot.in(job, w.column()), "There is no instance " + w.text())
                        .remedy(ShellText.edit(job))
                        .losing(Stream.of(job.job()))));
  }

  /// A bucket of another account is not in the list, so only a near name is an error.
  private static Stream<Problem> bucket(Card card, TableJob job, HostView host) {
    var known = List.of(host.fact("s3.buckets").orElse("").split(" ", -1));
    if (known.equals(List.of(""))) return Stream.empty();
    return job.shell().programs().stream()
        .flatMap(p -> p.arguments().stream())
        .filter(w -> w.literal() && w.text().startsWith("s3://"))
        .flatMap(w -> {
          var name = w.text().substring("s3://".length()).replaceFirst("/.*", "");
          if (known.contains(name)) return Stream.empty();
          return Spelling.nearest(name, known)
              .map(s ->
                  card.at(Spot.in(job, w.column()), "There is no bucket " + name)
                      .suggest(s.word())
                      .remedy(Remedy.replace(job.table(), job.line().number(), name, s.word()))
                      .losing(Stream.of(job.job())))
              .stream();
        });
  }

  private static Stream<Problem> state(Card card, TableJob job, HostView host) {
    if (!LogrotateDriver.runsDirectly(job.shell(), host.logrotate())) return Stream.empty();
    return job.shell().programs().stream()
        .filter(p -> p.name().equals("logrotate"))
        .flatMap(p -> STATE.stream().flatMap(o -> value(p, o).stream()))
        .filter(w -> !w.text().matches("/var/lib/logrotate(?:[./]|/logrotate\\.)?status"))
        .limit(1)
        .map(w ->
            card.at(
                    Spot.in(job, w.column()),
                    "This run keeps its state in " + w.text() + ", others in /var/lib/logrotate")
                .remedy(ShellText.edit(job)));
  }
}
