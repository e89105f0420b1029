// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;
import static io.stillwatch.auditor.cloud.DocumentRule.when;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.iam.Evaluator;
import io.stillwatch.auditor.iam.Evaluator.Verdict;
import io.stillwatch.auditor.iam.Policies;
import io.stillwatch.auditor.iam.Policy;
import io.stillwatch.auditor.iam.Request;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.stream.Stream;

/// What stands around the policy of a role: who may take it on, what limits it, which keys it
/// needs.
///
/// `permissions_boundary` and `session_policy` are policies, `organization_policies` a list of
/// them, or the word `unreadable`.
final class IamLimitRules {
  private static final String POLICY =
      "\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]}";
  private static final String REQUEST =
      "\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]";

  private IamLimitRules() {}

  static List<DocumentRule> all() {
    return List.of(
        new DocumentRule(
            Card.error(
                    "IA07",
                    "A boundary, session or organization policy takes away a needed action.")
                .example(
                    "{"
                        + POLICY
                        + ","
                        + REQUEST
                        + ",\"permissions_boundary\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}}",
                    "{"
                        + POLICY
                        + ","
                        + REQUEST
                        + ",\"permissions_boundary\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:*\",\"Resource\":\"*\"}]}}"),
            IamLimitRules::limits),
        new DocumentRule(
            Card.error("IA08", "Nobody may take on the role, or no policy is attached to it.")
                .example(
                    "{"
                        + POLICY
                        + ",\"assumed_by\":\"ec2.amazonaws.com\",\"trust\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}}",
                    "{"
                        + POLICY
                        + ",\"assumed_by\":\"ec2.amazonaws.com\",\"trust\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}}")
                .needing(Fact.GIVEN_DOCUMENT),
            IamLimitRules::trust),
        new DocumentRule(
            Card.error(
                    "IA10",
                    "What is encrypted with a key of one's own needs rights to the key too.")
                .example(
                    "{"
                        + POLICY
                        + ",\"keys\":[{\"arn\":\"arn:aws:kms:eu-west-1:123456789012:key/1\",\"used_by\":\"sns\"}]}",
                    "{"
                        + POLICY
                        + ",\"keys\":[{\"arn\":\"arn:aws:kms:eu-west-1:123456789012:alias/aws/sns\",\"used_by\":\"sns\"}]}")
                .needing(Fact.GIVEN_DOCUMENT),
            IamLimitRules::keys));
  }

  private static Policy policy(Tree d) {
    return new Policy(d.has("policy") ? d.at("policy") : d);
  }

  private static Stream<Request> allowed(Tree d) {
    var own = Policies.of(policy(d));
    return IamRules.requests(d).filter(r -> Evaluator.decide(own, r).verdict() == Verdict.ALLOWED);
  }

  private static Stream<Problem> limits(Card card, Tree d) {
    var told =
        Stream.of("permissions_boundary", "session_policy", "organization_policies")
            .filter(d::has)
            .flatMap(name -> limit(card, d, name))
            .toList();
    return told.isEmpty() ? simulated(card, d) : told.stream();
  }

  /// What IAM's own simulation denies although the policies allow it: something that nobody could
  /// read takes it away. `simulated` holds its answers: `action`, `resource`, `decision`.
  private static Stream<Problem> simulated(Card card, Tree d) {
    var denied =
        d.at("simulated").items().stream()
            .filter(answer -> !answer.at("decision").text().equals("allowed"))
            .map(answer -> answer.at("action").text() + " " + answer.at("resource").text())
            .toList();
    return allowed(d)
        .filter(r -> denied.contains(r.action() + " " + r.resource()))
        .map(r ->
            at(
                    card,
                    "/simulated",
                    "The policies allow " + r.action() + ", and IAM's simulation denies it")
                .sure(Confidence.LIKELY)
                .remedy(
                    Remedy.byHand(
                        "look at service control policies and boundaries for " + r.action())));
  }

  private static Stream<Problem> limit(Card card, Tree d, String name) {
    var limit = d.at(name);
    var words = name.replace('_', ' ');
    if (limit.text().equals("unreadable")) {
      return Stream.of(
          at(
                  card,
                  "/" + name,
                  "The " + words + " cannot be read, and may take away what is allowed")
              .weighing(Severity.INFO)
              .sure(Confidence.POSSIBLE)
              .remedy(Remedy.byHand("ask aws iam simulate-principal-policy")));
    }
    var policies = limit.items().stream().map(Policy::new).toArray(Policy[]::new);
    return allowed(d)
        .filter(r -> {
          var all = Policies.of(policy(d)).withOrganization(policies);
          var verdict = Evaluator.decide(all, r).verdict();
          return verdict == Verdict.IMPLICITLY_DENIED || verdict == Verdict.EXPLICITLY_DENIED;
        })
        .map(r ->
            at(card, "/" + name, "The " + words + " does not allow " + r.action())
                .suggest(r.action())
                .remedy(
                    Remedy.byHand("allow " + r.action() + " on " + r.resource() + " there too")));
  }

  private static Stream<Problem> trust(Card card, Tree d) {
    var attached =
        when(
            d.has("attached_policies")
                && d.at("attached_policies").isEmpty()
                && policy(d).statements().isEmpty(),
            at(card, "/attached_policies", "No policy is attached to the role")
                .remedy(Remedy.byHand("attach a policy with aws iam attach-role-policy")));
    var who = d.at("assumed_by").text();
    if (!d.has("trust") || who.isEmpty()) return attached;
    var trust = Policies.of().withResource(new Policy(d.at("trust")), IamRules.account(who));
    var verdict =
        Stream.of("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity")
            .map(action -> Evaluator.decide(trust, new Request(who, action, "")).verdict())
            .filter(v -> v == Verdict.ALLOWED || v == Verdict.UNKNOWN)
            .findFirst();
    var untrusted =
        when(
            verdict.isEmpty(),
            at(card, "/trust", who + " may not take on the role")
                .remedy(Remedy.byHand("trust it with aws iam update-assume-role-policy")));
    return Stream.concat(attached, untrusted);
  }

  /// Keys that AWS manages for a service give their rights by themselves.
  private static Stream<Problem> keys(Card card, Tree d) {
    return d.at("keys").items().stream()
        .filter(k -> !k.at("arn").text().contains("alias/aws/"))
        .flatMap(k -> {
          var arn = k.at("arn").text();
          var policies = Policies.of(policy(d));
          var all =
              k.has("policy")
                  ? policies.withResource(new Policy(k.at("policy")), IamRules.account(arn))
                  : policies;
          var wanted = List.of("kms:GenerateDataKey", "kms:Decrypt");
          var missing =
              wanted.stream()
                  .filter(action -> {
                    var request = new Request(IamRules.principal(d), action, arn);
                    var verdict = Evaluator.decide(all, request).verdict();
                    return verdict != Verdict.ALLOWED && verdict != Verdict.UNKNOWN;
                  })
                  .toList();
          return when(
              !missing.isEmpty(),
              at(
                      card,
                      "/keys/" + arn,
                      "The key of "
                          + k.at("used_by").text()
                          + " may not be used: "
                          + String.join(" and ", missing))
                  .suggest(String.join(" ", missing))
                  .remedy(
                      Remedy.look(
                          "allow it in the policy of the key",
                          "aws",
                          "kms",
                          "get-key-policy",
                          "--policy-name",
                          "default",
                          "--key-id",
                          arn)));
        });
  }
}
