// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.iam.Evaluator;
import io.stillwatch.auditor.iam.Evaluator.Verdict;
import io.stillwatch.auditor.iam.Policies;
import io.stillwatch.auditor.iam.Policy;
import io.stillwatch.auditor.iam.Request;
import io.stillwatch.auditor.iam.Statement;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether objects get into a bucket, and whether they still do.
///
/// `puts` are the uploads of jobs: `principal`, `key`, `headers`, `tls`. `expected` says how often
/// objects come below a prefix, and when the last one came.
final class S3AccessRules {
  private static final String PUT =
      "\"puts\":[{\"principal\":\"arn:aws:iam::123456789012:role/backup\",\"key\":\"db/1.gz\",\"headers\":%s}]";
  private static final String DENIES =
      "{\"bucket\":\"archive\",\"Policy\":{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::archive/*\",\"Condition\":{\"StringNotEquals\":{\"s3:x-amz-server-side-encryption\":\"aws:kms\"}}}]},";
  private static final String COMES =
      "{\"bucket\":\"archive\",\"taken_at\":\"2026-11-20T12:00:00Z\",\"expected\":[{\"prefix\":\"db/\",\"every_hours\":24,\"last_key_at\":\"%s\"}]}";
  private static final int LATE = 2;

  private S3AccessRules() {}

  static List<DocumentRule> all() {
    return List.of(
        new DocumentRule(
            Card.error("S303", "The policy of the bucket denies an upload of a job.")
                .example(
                    DENIES + PUT.formatted("{}") + "}",
                    DENIES + PUT.formatted("{\"x-amz-server-side-encryption\":\"aws:kms\"}") + "}")
                .needing(Fact.GIVEN_DOCUMENT),
            S3AccessRules::denied),
        new DocumentRule(
            Card.error("S305", "Objects that came regularly have stopped to come.")
                .example(
                    COMES.formatted("2026-11-17T03:00:00Z"),
                    COMES.formatted("2026-11-20T03:00:00Z"))
                .needing(Fact.GIVEN_DOCUMENT),
            S3AccessRules::stopped));
  }

  private static Stream<Problem> denied(Card card, Tree d) {
    if (!d.has("Policy")) return Stream.empty();
    var bucket = d.at("bucket").text();
    return d.at("puts").items().stream()
        .flatMap(put -> {
          var principal = put.at("principal").text();
          var key = put.at("key").text();
          var request =
              new Request(
                  principal, "s3:PutObject", "arn:aws:s3:::" + bucket + "/" + key, context(put));
          var policies =
              Policies.of().withResource(new Policy(d.at("Policy")), IamRules.account(principal));
          var decision = Evaluator.decide(policies, request);
          if (decision.verdict() != Verdict.EXPLICITLY_DENIED) return Stream.empty();
          var by = decision.by().map(Statement::sid).orElse("a statement");
          return Stream.of(
              at(card, "/Policy", by + " denies the upload of " + key)
                  .remedy(Remedy.byHand("" + needed(decision.by()))));
        });
  }

  /// What an upload says of itself. A header that it does not send is certainly not there.
  private static Map<String, List<String>> context(Tree put) {
    var context = new HashMap<String, List<String>>();
    for (var name :
        List.of(
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-acl",
            "x-amz-storage-class")) {
      var value = put.at("headers").at(name).text();
      context.put("s3:" + name, value.isEmpty() ? List.of() : List.of(value));
    }
    context.put(
        "aws:securetransport", List.of(put.at("tls").text().equals("false") ? "false" : "true"));
    return context;
  }

  private static String needed(Optional<Statement> by) {
    var condition = by.map(s -> s.body().at("Condition")).orElse(Tree.EMPTY);
    return condition.keys().stream()
        .flatMap(op -> condition.at(op).keys().stream())
        .map(k -> "send what the policy asks of " + k.toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("take the role out of the Deny statement");
  }

  private static Stream<Problem> stopped(Card card, Tree d) {
    var at = instant(d.at("taken_at").text());
    return d.at("expected").items().stream()
        .flatMap(e -> {
          var last = instant(e.at("last_key_at").text());
          double hours = e.at("every_hours").number().orElse(24.0);
          if (at.isEmpty() || last.isEmpty()) return Stream.empty();
          var silence = Duration.between(last.get(), at.get());
          if (silence.toHours() <= hours * LATE) return Stream.empty();
          var title =
              "No object came below "
                  + e.at("prefix").text()
                  + " for "
                  + silence.toHours()
                  + " hours";
          return Stream.of(
              at(card, "/expected/" + e.at("prefix").text(), title)
                  .weighing(Severity.ERROR)
                  .sure(Confidence.LIKELY)
                  .remedy(
                      Remedy.look(
                          "find out what stopped writing",
                          "aws",
                          "s3",
                          "ls",
                          "--recursive",
                          "s3://" + d.at("bucket").text() + "/" + e.at("prefix").text())));
        });
  }

  static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty(); // a time that nobody can read says nothing
    }
  }
}
