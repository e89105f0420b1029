// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.job.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What several instances or several looks at one tell: members of a cluster, log files in time.
final class RdsFleetRules {
  private static final Duration SILENT = Duration.ofHours(26);
  private static final String FILES =
      "{\"engine\":\"mysql\",\"taken_at\":\"2026-11-20T12:00:00Z\",\"log_files\":[{\"name\":\"slowquery/mysql-slowquery.log\",\"last_written\":\"%s\"}]}";
  private static final String MEMBERS =
      "{\"engine\":\"aurora-mysql\",\"members\":[{\"name\":\"a\",\"writer\":true,\"DBParameterGroup\":\"orders\"},{\"name\":\"b\",\"writer\":false,\"DBParameterGroup\":\"%s\"}]}";

  private RdsFleetRules() {}

  static List<DocumentRule> all() {
    return List.of(
        new DocumentRule(
            Card.error("RD18", "No file of a log has been written for more than a day.")
                .example(
                    FILES.formatted("2026-11-17T03:00:00Z"),
                    FILES.formatted("2026-11-20T11:00:00Z")),
            RdsFleetRules::silent),
        new DocumentRule(
            Card.warning(
                    "RD19",
                    "Writer and reader have different parameters: a failover changes what is logged.")
                .example(MEMBERS.formatted("default.aurora-mysql8.0"), MEMBERS.formatted("orders")),
            RdsFleetRules::groups));
  }

  /// The newest file of each family; the error log of MySQL is quiet by design.
  private static Stream<Problem> silent(Card card, Tree d) {
    var at = S3AccessRules.instant(d.at("taken_at").text());
    boolean postgres = d.at("engine").text().contains("postgres");
    Map<String, Instant> newest = new HashMap<>();
    for (var file : d.at("log_files").items()) {
      var name = file.at("name").text();
      var family = name.replaceFirst("[.-]?\\d.*", "").replaceFirst("\\.log.*", "");
      if (!postgres && family.startsWith("error/")) continue;
      S3AccessRules.instant(file.at("last_written").text())
          .ifPresent(w -> newest.merge(family, w, Instants::later));
    }
    return newest.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .filter(e ->
            at.filter(now -> Duration.between(e.getValue(), now).compareTo(SILENT) > 0).isPresent())
        .map(e ->
            at(
                    card,
                    "/log_files/" + e.getKey(),
                    e.getKey() + " was last written at " + e.getValue())
                .sure(Confidence.LIKELY)
                .remedy(
                    Remedy.look(
                        "find out what stopped writing",
                        "aws",
                        "rds",
                        "describe-db-log-files",
                        "--db-instance-identifier",
                        d.at("DBInstanceIdentifier").text())));
  }

  private static Stream<Problem> groups(Card card, Tree d) {
    var members = d.at("members").items();
    var writer = members.stream().filter(m -> m.at("writer").text().equals("true")).findFirst();
    if (writer.isEmpty()) return Stream.empty();
    var group = writer.get().at("DBParameterGroup").text();
    return members.stream()
        .filter(m -> m.has("DBParameterGroup") && !m.at("DBParameterGroup").text().equals(group))
        .map(m -> {
          var name = m.at("name").text();
          return at(
                  card,
                  "/members/" + name,
                  name
                      + " has the parameter group "
                      + m.at("DBParameterGroup").text()
                      + ", the writer "
                      + group)
              .suggest(group)
              .remedy(
                  Remedy.run(
                      "aws",
                      "rds",
                      "modify-db-instance",
                      "--db-instance-identifier",
                      name,
                      "--db-parameter-group-name",
                      group));
        });
  }
}
