// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;
import static io.stillwatch.auditor.cloud.DocumentRule.when;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Storage, exports and messages of an instance.
final class RdsInstanceRules {
  private static final double NEXT_INCREMENT = 1.26;
  private static final Set<String> MYSQL_EXPORTS =
      Set.of("audit", "error", "general", "slowquery", "iam-db-auth-error");
  private static final Set<String> POSTGRES_EXPORTS =
      Set.of("postgresql", "upgrade", "iam-db-auth-error");

  private RdsInstanceRules() {}

  static List<DocumentRule> all() {
    return List.of(
        new DocumentRule(
            Card.warning("RD15", "Storage will not grow, or hardly any more.")
                .example(
                    "{\"engine\":\"mysql\",\"AllocatedStorage\":100,\"MaxAllocatedStorage\":110}",
                    "{\"engine\":\"mysql\",\"AllocatedStorage\":100,\"MaxAllocatedStorage\":500}"),
            RdsInstanceRules::storage),
        new DocumentRule(
            Card.error("RD16", "A log that is to be exported has another name.")
                .example(
                    "{\"engine\":\"mysql\",\"EnabledCloudwatchLogsExports\":[\"slow-query\"]}",
                    "{\"engine\":\"mysql\",\"EnabledCloudwatchLogsExports\":[\"slowquery\"]}"),
            RdsInstanceRules::exports),
        new DocumentRule(
            Card.warning("RD17", "Nobody is told of events of the instance.")
                .example(
                    "{\"engine\":\"mysql\",\"event_subscriptions\":[]}",
                    "{\"engine\":\"mysql\",\"event_subscriptions\":[\"low-storage\"]}"),
            (card, d) ->
                when(
                    d.has("event_subscriptions") && d.at("event_subscriptions").isEmpty(),
                    at(card, "/event_subscriptions", "There is no event subscription")
                        .remedy(
                            Remedy.byHand("subscribe with aws rds create-event-subscription")))));
  }

  private static Stream<Problem> storage(Card card, Tree d) {
    var allocated = d.at("AllocatedStorage").number();
    if (allocated.isEmpty()) return Stream.empty();
    double max = d.at("MaxAllocatedStorage").number().orElse(0.0);
    return when(
        max < allocated.get() * NEXT_INCREMENT,
        at(
                card,
                "/MaxAllocatedStorage",
                max == 0
                    ? "Storage does not grow by itself"
                    : "Storage reaches its ceiling with the next increment")
            .remedy(
                Remedy.run(
                    "aws",
                    "rds",
                    "modify-db-instance",
                    "--db-instance-identifier",
                    name(d),
                    "--max-allocated-storage",
                    String.valueOf((long) (allocated.get() * 2)))));
  }

  private static Stream<Problem> exports(Card card, Tree d) {
    var known = d.at("engine").text().contains("postgres") ? POSTGRES_EXPORTS : MYSQL_EXPORTS;
    return d.at("EnabledCloudwatchLogsExports").texts().stream()
        .filter(e -> !known.contains(e))
        .map(e -> {
          var problem =
              at(
                      card,
                      "/EnabledCloudwatchLogsExports",
                      d.at("engine").text() + " has no log called " + e)
                  .remedy(
                      Remedy.byHand(
                          "correct --cloudwatch-logs-export-configuration of the instance"));
          var squeezed = e.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
          if (known.contains(squeezed)) return problem.suggest(squeezed);
          return Spelling.nearest(e, known).map(s -> problem.suggest(s.word())).orElse(problem);
        });
  }

  private static String name(Tree d) {
    return d.at("DBInstanceIdentifier").text();
  }
}
