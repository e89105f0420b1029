// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Audits a document of AWS facts: an RDS instance, a bucket, a topic, an IAM policy.
public final class CloudAuditor {
  private CloudAuditor() {}

  /// What a document is about.
  public enum Kind {
    RDS(
        Stream.of(RdsRules.all(), RdsInstanceRules.all(), RdsFleetRules.all())
            .flatMap(List::stream)
            .toList()),
    S3(Stream.concat(S3Rules.all().stream(), S3AccessRules.all().stream()).toList()),
    SNS(SnsRules.all()),
    IAM(Stream.concat(IamRules.all().stream(), IamLimitRules.all().stream()).toList());

    @SuppressWarnings("ImmutableEnumChecker") // a list that is never changed
    private final List<DocumentRule> rules;

    Kind(List<DocumentRule> rules) {
      this.rules = rules;
    }
  }

  /// Told by the names at the top of the document.
  public static Optional<Kind> kind(Tree document) {
    if (document.has("Statement") || document.has("policy")) return Optional.of(Kind.IAM);
    if (document.has("topic")) return Optional.of(Kind.SNS);
    if (document.has("bucket")) return Optional.of(Kind.S3);
    return document.has("engine") ? Optional.of(Kind.RDS) : Optional.empty();
  }

  /// Where in a document of facts a place of a finding is: rules name places of a policy from the
  /// policy on.
  public static String origin(Tree document, String place) {
    boolean ofPolicy = place.startsWith("/Statement") || place.equals("/Version");
    return document.has("policy") && ofPolicy ? "/policy" + place : place;
  }

  public static List<Card> cards() {
    return Stream.of(Kind.values()).flatMap(k -> k.rules.stream()).map(DocumentRule::card).toList();
  }

  /// The findings of a document, under the name by which people know it.
  public static List<Finding> audit(Kind kind, Tree document, String name, Instant at) {
    var host = Host.server(name);
    var known = document.has("taken_at") ? document : document.with("taken_at", at.toString());
    return kind.rules.stream()
        .flatMap(rule -> rule.problems(known))
        .map(problem -> problem.finding(host, at, List.of()))
        .distinct()
        .toList();
  }
}
