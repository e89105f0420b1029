// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;
import static io.stillwatch.auditor.cloud.DocumentRule.when;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Logging, rotation, events and storage of an RDS instance.
///
/// Numbers are those of the Amazon RDS User Guide, "Working with database log files" (2023-06).
final class RdsRules {
  private static final int MIN_RETENTION = 1440;
  private static final int MAX_RETENTION = 10_080;
  private static final int LONG_BINLOG_HOURS = 168;

  private RdsRules() {}

  static List<DocumentRule> all() {
    return Stream.of(logging(), groups(), jobs()).flatMap(List::stream).toList();
  }

  private static List<DocumentRule> logging() {
    return List.of(
        new DocumentRule(
            Card.error("RD01", "Logs go to tables that no job rotates.")
                .example(
                    "{\"engine\":\"mysql\",\"parameters\":{\"log_output\":\"TABLE\"},\"jobs_calling\":[]}",
                    "{\"engine\":\"mysql\",\"parameters\":{\"log_output\":\"TABLE\"},\"jobs_calling\":[\"mysql.rds_rotate_slow_log\"]}")
                .needing(Fact.GIVEN_DOCUMENT),
            RdsRules::tables),
        new DocumentRule(
            Card.error("RD02", "Logging is off.")
                .example(
                    "{\"engine\":\"mysql\",\"parameters\":{\"log_output\":\"NONE\"}}",
                    "{\"engine\":\"mysql\",\"parameters\":{\"log_output\":\"FILE\"}}"),
            (card, d) ->
                when(
                    parameter(d, "log_output").equals("NONE"),
                    set(card, d, "log_output", "log_output is NONE: nothing is logged", "FILE"))),
        new DocumentRule(
            Card.warning("RD03", "The source of an expected log is off.")
                .example(
                    "{\"engine\":\"mysql\",\"parameters\":{\"slow_query_log\":\"0\"}}",
                    "{\"engine\":\"mysql\",\"parameters\":{\"slow_query_log\":\"1\"}}"),
            (card, d) ->
                when(
                    off(parameter(d, "slow_query_log")),
                    set(card, d, "slow_query_log", "No slow query is logged", "1"))),
        new DocumentRule(
            Card.warning("RD04", "Every statement is logged.")
                .example(
                    "{\"engine\":\"mysql\",\"parameters\":{\"general_log\":\"1\"}}",
                    "{\"engine\":\"mysql\",\"parameters\":{\"general_log\":\"0\"}}"),
            (card, d) ->
                when(
                    on(parameter(d, "general_log")),
                    set(
                        card,
                        d,
                        "general_log",
                        "The general log grows with every statement",
                        "0"))),
        new DocumentRule(
            Card.warning("RD08", "Binary logs are kept too shortly or too long.")
                .example(
                    "{\"engine\":\"mysql\",\"configuration\":{\"binlog retention hours\":null}}",
                    "{\"engine\":\"mysql\",\"configuration\":{\"binlog retention hours\":24}}")
                .needing(Fact.GIVEN_DOCUMENT),
            RdsRules::binlog),
        new DocumentRule(
            Card.error("RD09", "The retention of PostgreSQL logs is outside of what RDS takes.")
                .example(
                    "{\"engine\":\"postgres\",\"parameters\":{\"rds.log_retention_period\":\"60\"}}",
                    "{\"engine\":\"postgres\",\"parameters\":{\"rds.log_retention_period\":\"4320\"}}"),
            RdsRules::retention),
        new DocumentRule(
            Card.warning("RD10", "Log files rotate more often than their names change.")
                .example(
                    "{\"engine\":\"postgres\",\"parameters\":{\"log_rotation_age\":\"60\",\"log_filename\":\"postgresql.log.%Y-%m-%d\"}}",
                    "{\"engine\":\"postgres\",\"parameters\":{\"log_rotation_age\":\"60\",\"log_filename\":\"postgresql.log.%Y-%m-%d-%H\"}}"),
            RdsRules::names),
        new DocumentRule(
            Card.info("RD11", "csvlog more than doubles the space of the log.")
                .example(
                    "{\"engine\":\"postgres\",\"parameters\":{\"log_destination\":\"stderr,csvlog\"}}",
                    "{\"engine\":\"postgres\",\"parameters\":{\"log_destination\":\"stderr\"}}"),
            (card, d) ->
                when(
                    parameter(d, "log_destination").contains("csvlog"),
                    set(
                        card,
                        d,
                        "log_destination",
                        "The log is written twice, as csvlog too",
                        "stderr"))));
  }

  private static List<DocumentRule> groups() {
    return List.of(
        new DocumentRule(
            Card.warning("RD13", "A change of parameters waits for a restart.")
                .example(
                    "{\"engine\":\"mysql\",\"ParameterApplyStatus\":\"pending-reboot\"}",
                    "{\"engine\":\"mysql\",\"ParameterApplyStatus\":\"in-sync\"}"),
            (card, d) ->
                when(
                    d.at("ParameterApplyStatus").text().equals("pending-reboot"),
                    at(card, "/ParameterApplyStatus", "Parameters are not in force before a reboot")
                        .remedy(
                            Remedy.run(
                                "aws",
                                "rds",
                                "reboot-db-instance",
                                "--db-instance-identifier",
                                name(d))))),
        new DocumentRule(
            Card.info("RD14", "The default parameter group cannot be changed.")
                .example(
                    "{\"engine\":\"mysql\",\"DBParameterGroup\":\"default.mysql8.0\"}",
                    "{\"engine\":\"mysql\",\"DBParameterGroup\":\"orders-mysql8\"}"),
            (card, d) ->
                when(
                    d.at("DBParameterGroup").text().startsWith("default."),
                    at(card, "/DBParameterGroup", "The instance has the default parameter group")
                        .remedy(
                            Remedy.byHand(
                                "make a group with aws rds create-db-parameter-group")))));
  }

  private static List<DocumentRule> jobs() {
    return List.of(
        new DocumentRule(
            Card.error("RD05", "There are events, and the scheduler that runs them is off.")
                .example(
                    "{\"engine\":\"mysql\",\"parameters\":{\"event_scheduler\":\"OFF\"},\"events\":[{\"name\":\"rotate\",\"status\":\"ENABLED\",\"on_completion\":\"PRESERVE\",\"definer\":\"rotator@%\"}]}",
                    "{\"engine\":\"mysql\",\"parameters\":{\"event_scheduler\":\"ON\"},\"events\":[{\"name\":\"rotate\",\"status\":\"ENABLED\",\"on_completion\":\"PRESERVE\",\"definer\":\"rotator@%\"}]}")
                .needing(Fact.GIVEN_DOCUMENT),
            (card, d) ->
                when(
                    off(parameter(d, "event_scheduler")) && !d.at("events").isEmpty(),
                    set(
                        card,
                        d,
                        "event_scheduler",
                        "Events exist, and event_scheduler is off",
                        "ON"))),
        new DocumentRule(
            Card.error("RD06", "An event does not run, or not again.")
                .example(
                    "{\"engine\":\"mysql\",\"events\":[{\"name\":\"rotate\",\"status\":\"DISABLED\",\"on_completion\":\"PRESERVE\",\"definer\":\"rotator@%\"}]}",
                    "{\"engine\":\"mysql\",\"events\":[{\"name\":\"rotate\",\"status\":\"ENABLED\",\"on_completion\":\"PRESERVE\",\"definer\":\"rotator@%\"}]}")
                .needing(Fact.GIVEN_DOCUMENT),
            RdsRules::events),
        new DocumentRule(
            Card.error("RD07", "The definer of an event may not execute routines.")
                .example(
                    "{\"engine\":\"mysql\",\"events\":[{\"name\":\"rotate\",\"status\":\"ENABLED\",\"on_completion\":\"PRESERVE\",\"definer\":\"rotator@%\"}],\"grants\":{\"rotator\":[\"SELECT ON app.*\"]}}",
                    "{\"engine\":\"mysql\",\"events\":[{\"name\":\"rotate\",\"status\":\"ENABLED\",\"on_completion\":\"PRESERVE\",\"definer\":\"rotator@%\"}],\"grants\":{\"rotator\":[\"EXECUTE ON mysql.*\"]}}")
                .needing(Fact.GIVEN_DOCUMENT),
            RdsRules::grants),
        new DocumentRule(
            Card.warning("RD12", "pg_cron cannot run its jobs.")
                .example(
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_stat_statements\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 0 * * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}",
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_cron\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 0 * * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}")
                .needing(Fact.GIVEN_DOCUMENT),
            RdsRules::pgCron),
        new DocumentRule(
            Card.error("CL02", "A schedule of pg_cron has too few fields.")
                .example(
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_cron\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 0 * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}",
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_cron\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 0 * * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}")
                .needing(Fact.GIVEN_DOCUMENT),
            (card, d) -> schedules(card, d, PgCronSchedule.TOO_FEW_FIELDS)),
        new DocumentRule(
            Card.error("CL03", "A schedule of pg_cron has too many fields.")
                .example(
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_cron\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 0 0 * * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}",
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_cron\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 0 * * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}")
                .needing(Fact.GIVEN_DOCUMENT),
            (card, d) -> schedules(card, d, PgCronSchedule.TOO_MANY_FIELDS)),
        new DocumentRule(
            Card.error("CL04", "A schedule of pg_cron cannot be read.")
                .example(
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_cron\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 24 * * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}",
                    "{\"engine\":\"postgres\",\"parameters\":{\"shared_preload_libraries\":\"pg_cron\"},\"cron_jobs\":[{\"jobname\":\"purge\",\"schedule\":\"0 0 * * *\",\"active\":true,\"command\":\"DELETE FROM cron.job_run_details\"}]}")
                .needing(Fact.GIVEN_DOCUMENT),
            (card, d) -> schedules(card, d, PgCronSchedule.UNREADABLE)));
  }

  private static String name(Tree d) {
    return d.at("DBInstanceIdentifier").text();
  }

  private static String parameter(Tree d, String name) {
    return d.at("parameters").at(name).text();
  }

  private static boolean off(String value) {
    return value.equals("0") || value.equalsIgnoreCase("OFF") || value.equalsIgnoreCase("DISABLED");
  }

  private static boolean on(String value) {
    return value.equals("1") || value.equalsIgnoreCase("ON");
  }

  private static Problem set(Card card, Tree d, String parameter, String title, String good) {
    return at(card, "/parameters/" + parameter, title)
        .suggest(good)
        .remedy(ParameterGroup.set(d, parameter, good));
  }

  private static Stream<Problem> tables(Card card, Tree d) {
    boolean rotated =
        d.at("jobs_calling").texts().stream()
            .anyMatch(
                j -> j.toLowerCase(Locale.ROOT).matches(".*rds_rotate_(?:slow|general)_log.*"));
    boolean table = parameter(d, "log_output").contains("TABLE");
    return when(
        table && d.has("jobs_calling") && !rotated,
        at(
                card,
                "/parameters/log_output",
                "Logs go to tables and no job calls mysql.rds_rotate_slow_log")
            .remedy(Remedy.sql("CALL mysql.rds_rotate_slow_log")));
  }

  private static Stream<Problem> binlog(Card card, Tree d) {
    var hours = d.at("configuration").at("binlog retention hours");
    boolean told = d.at("configuration").has("binlog retention hours");
    double value = hours.number().orElse(0.0);
    return when(
        told && (value <= 0 || value > LONG_BINLOG_HOURS),
        at(
                card,
                "/configuration/binlog retention hours",
                "binlog retention hours is " + (hours.text().isEmpty() ? "NULL" : hours.text()))
            .suggest("24")
            .remedy(Remedy.sql("CALL mysql.rds_set_configuration('binlog retention hours', 24)")));
  }

  private static Stream<Problem> retention(Card card, Tree d) {
    var minutes = d.at("parameters").at("rds.log_retention_period").number();
    boolean wrong = minutes.filter(m -> m < MIN_RETENTION || m > MAX_RETENTION).isPresent();
    return when(
        wrong,
        set(
            card,
            d,
            "rds.log_retention_period",
            "The period is in minutes, 1440 to 10080",
            "4320"));
  }

  private static Stream<Problem> names(Card card, Tree d) {
    double age = d.at("parameters").at("log_rotation_age").number().orElse(0.0);
    var name = parameter(d, "log_filename");
    boolean hourly = age > 0 && age < MIN_RETENTION && !name.isEmpty() && !name.contains("%H");
    boolean minutely = age > 0 && age < 60 && !name.contains("%M");
    return when(
        hourly || (minutely && !name.isEmpty()),
        set(
            card,
            d,
            "log_filename",
            "Rotation every " + (long) age + " minutes writes one name again",
            name + "-%H"));
  }

  private static Stream<Problem> events(Card card, Tree d) {
    var users = d.at("db_users").texts();
    return d.at("events").items().stream()
        .flatMap(e -> {
          var name = e.at("name").text();
          var pointer = "/events/" + name;
          var definer = e.at("definer").text().split("@", 2)[0];
          var status = e.at("status").text();
          return Stream.of(
                  when(
                      status.equals("DISABLED"),
                      at(card, pointer, "The event " + name + " is disabled")
                          .remedy(Remedy.sql("ALTER EVENT ? ENABLE", name))),
                  when(
                      d.has("db_users") && !users.contains(definer),
                      at(
                              card,
                              pointer,
                              "The definer " + definer + " of " + name + " does not exist")
                          .remedy(
                              Remedy.byHand(
                                  "create the event "
                                      + name
                                      + " again with a definer that exists"))),
                  when(
                      e.at("on_completion").text().equals("NOT PRESERVE"),
                      at(card, pointer, "The event " + name + " is dropped after its last run")
                          .weighing(Severity.INFO)
                          .remedy(Remedy.sql("ALTER EVENT ? ON COMPLETION PRESERVE", name))))
              .flatMap(s -> s);
        });
  }

  private static Stream<Problem> grants(Card card, Tree d) {
    if (!d.has("grants")) return Stream.empty();
    return d.at("events").items().stream()
        .map(e -> e.at("definer").text().split("@", 2)[0])
        .distinct()
        .filter(user -> !user.isEmpty() && !user.equals("admin"))
        .filter(user ->
            d.at("grants").at(user).texts().stream()
                .noneMatch(g -> g.startsWith("EXECUTE") || g.startsWith("ALL ")))
        .map(user ->
            at(card, "/grants/" + user, user + " may not execute the routines its events call")
                .remedy(
                    Remedy.sql("GRANT EXECUTE ON PROCEDURE mysql.rds_rotate_slow_log TO ?", user)));
  }

  private static Stream<Problem> pgCron(Card card, Tree d) {
    var jobs = d.at("cron_jobs").items();
    if (jobs.isEmpty()) return Stream.empty();
    var loads = parameter(d, "shared_preload_libraries");
    boolean loaded = loads.contains("pg_cron");
    var libraries = loads.isEmpty() ? "pg_cron" : loads + ",pg_cron";
    var workers = d.at("parameters").at("max_worker_processes").number();
    var running = d.at("parameters").at("cron.max_running_jobs").number();
    boolean few = workers.isPresent() && running.isPresent() && workers.get() <= running.get();
    boolean purged =
        jobs.stream().anyMatch(j -> j.at("command").text().contains("job_run_details"));
    var inactive =
        jobs.stream()
            .filter(j -> j.at("active").text().equals("false"))
            .map(j ->
                at(
                        card,
                        "/cron_jobs/" + j.at("jobname").text(),
                        "The job " + j.at("jobname").text() + " is not active")
                    .remedy(
                        Remedy.sql(
                            "UPDATE cron.job SET active = true WHERE jobname = '?'",
                            j.at("jobname").text())));
    return Stream.of(
            when(
                !loaded,
                set(card, d, "shared_preload_libraries", "pg_cron is not loaded", libraries)
                    .weighing(Severity.ERROR)),
            when(
                few,
                set(
                    card,
                    d,
                    "max_worker_processes",
                    "Fewer workers than cron.max_running_jobs",
                    "16")),
            when(
                !purged,
                at(card, "/cron_jobs", "Nothing ever purges cron.job_run_details")
                    .remedy(
                        Remedy.sql(
                            "SELECT cron.schedule('purge', '0 0 * * *',"
                                + " 'DELETE FROM cron.job_run_details')"))),
            inactive)
        .flatMap(s -> s);
  }

  private static Stream<Problem> schedules(Card card, Tree d, PgCronSchedule fault) {
    return d.at("cron_jobs").items().stream()
        .filter(j -> PgCronSchedule.of(j.at("schedule").text()) == fault)
        .map(j ->
            at(
                    card,
                    "/cron_jobs/" + j.at("jobname").text() + "/schedule",
                    "pg_cron cannot read '" + j.at("schedule").text() + "'")
                .remedy(
                    Remedy.byHand(
                        "give cron.alter_job five fields or 'N seconds', N from 1 to 59")));
  }
}
