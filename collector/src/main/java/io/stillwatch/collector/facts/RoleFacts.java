// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.source.SourceException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/// Roles as documents: all statements of their policies together, the boundary, who may assume
/// them, and what IAM's own simulation says of the requests that our work needs.
///
/// All of it is only nice to have: a role may work without being allowed to look at itself.
final class RoleFacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// An action and the resource that it is needed on.
  record Request(String action, String resource) {}

  private final Host host;
  private final IamClient client;

  RoleFacts(AwsSession session, Host host) {
    this.host = host;
    // IAM knows no regions
    this.client =
        session.access().endpointUrl().isEmpty()
            ? session.client(IamClient.builder(), Region.AWS_GLOBAL)
            : session.client(IamClient.builder());
  }

  /// Empty where nothing of the role may be read.
  Optional<FactsDocument> read(
      String account, String role, List<Request> requests, Questions questions)
      throws SourceException {
    var arn = "arn:aws:iam::" + account + ":role/" + role;
    var body = JSON.createObjectNode().put("role", arn);
    var statements = JSON.createArrayNode();
    boolean known = inline(role, arn, statements, questions);
    known &= attached(role, statements, body, questions);
    if (known) {
      body.putObject("policy").put("Version", "2012-10-17").set("Statement", statements);
      body.set("requests", JSON.valueToTree(requests));
    } else {
      body.remove("attached_policies"); // a part of the truth looks like a role without policies
    }
    about(role, arn, body, questions);
    simulated(arn, requests, body, questions);
    if (body.size() == 1) return Optional.empty();
    var path = FactsDocument.PATHS + "iam/" + role;
    return Optional.of(new FactsDocument(host, path, body, Map.of()));
  }

  /// False where some policy is unknown: then nobody may conclude that it allows nothing.
  private boolean inline(String role, String arn, ArrayNode statements, Questions questions)
      throws SourceException {
    var names =
        questions.askWhereAllowed(
            "iam:ListRolePolicies",
            arn,
            () ->
                client.listRolePoliciesPaginator(r -> r.roleName(role)).policyNames().stream()
                    .toList());
    for (var name : names.orElse(List.of())) {
      var policy =
          questions.askWhereAllowed(
              "iam:GetRolePolicy",
              arn,
              () -> client.getRolePolicy(r -> r.roleName(role).policyName(name)).policyDocument());
      if (policy.isEmpty()) return false;
      add(policy.get(), statements);
    }
    return names.isPresent();
  }

  private boolean attached(String role, ArrayNode statements, ObjectNode body, Questions questions)
      throws SourceException {
    var arn = body.path("role").asText();
    var policies =
        questions.askWhereAllowed(
            "iam:ListAttachedRolePolicies",
            arn,
            () ->
                client
                    .listAttachedRolePoliciesPaginator(r -> r.roleName(role))
                    .attachedPolicies()
                    .stream()
                    .map(AttachedPolicy::policyArn)
                    .toList());
    policies.ifPresent(all -> body.set("attached_policies", JSON.valueToTree(all)));
    for (var policy : policies.orElse(List.of())) {
      var document = managed(policy, questions);
      if (document.isEmpty()) return false;
      add(document.get(), statements);
    }
    return policies.isPresent();
  }

  private Optional<String> managed(String policy, Questions questions) throws SourceException {
    var version =
        questions.askWhereAllowed(
            "iam:GetPolicy",
            policy,
            () -> client.getPolicy(r -> r.policyArn(policy)).policy().defaultVersionId());
    if (version.isEmpty()) return Optional.empty();
    return questions.askWhereAllowed(
        "iam:GetPolicyVersion",
        policy,
        () ->
            client
                .getPolicyVersion(r -> r.policyArn(policy).versionId(version.get()))
                .policyVersion()
                .document());
  }

  /// IAM hands out documents in the encoding of URLs (RFC 3986).
  private static JsonNode decoded(String document) {
    return JsonText.tree(URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static void add(String document, ArrayNode statements) {
    var found = decoded(document).path("Statement");
    if (found.isArray()) found.forEach(statements::add);
    else if (found.isObject()) statements.add(found);
  }

  private void about(String role, String arn, ObjectNode body, Questions questions)
      throws SourceException {
    var answer =
        questions.askWhereAllowed("iam:GetRole", arn, () -> client.getRole(r -> r.roleName(role)));
    if (answer.isEmpty()) return;
    var found = answer.get().role();
    if (found.assumeRolePolicyDocument() != null)
      body.set("trust", decoded(found.assumeRolePolicyDocument()));
    if (found.permissionsBoundary() == null) return;
    var boundary = found.permissionsBoundary().permissionsBoundaryArn();
    body.set(
        "permissions_boundary",
        managed(boundary, questions)
            .map(RoleFacts::decoded)
            .orElse(TextNode.valueOf("unreadable")));
  }

  /// What the simulation says of actions on a resource; empty where nobody may ask.
  Optional<Boolean> allows(String arn, List<String> actions, String resource, Questions questions)
      throws SourceException {
    return questions
        .askWhereAllowed(
            "iam:SimulatePrincipalPolicy",
            arn,
            () ->
                client.simulatePrincipalPolicy(
                    r -> r.policySourceArn(arn).actionNames(actions).resourceArns(resource)))
        .map(answer ->
            answer.evaluationResults().stream()
                .allMatch(one -> one.evalDecisionAsString().equals("allowed")));
  }

  private void simulated(String arn, List<Request> requests, ObjectNode body, Questions questions)
      throws SourceException {
    var verdicts = JSON.createArrayNode();
    for (var request : requests) {
      var answer =
          questions.askWhereAllowed(
              "iam:SimulatePrincipalPolicy",
              arn,
              () ->
                  client.simulatePrincipalPolicy(r ->
                      r.policySourceArn(arn)
                          .actionNames(request.action())
                          .resourceArns(request.resource())));
      if (answer.isEmpty()) return;
      for (var result : answer.get().evaluationResults()) {
        var node =
            verdicts
                .addObject()
                .put("action", request.action())
                .put("resource", request.resource())
                .put("decision", result.evalDecisionAsString());
        Optional.ofNullable(result.permissionsBoundaryDecisionDetail())
            .ifPresent(detail -> node.put("boundary", detail.allowedByPermissionsBoundary()));
        Optional.ofNullable(result.organizationsDecisionDetail())
            .ifPresent(detail -> node.put("organization", detail.allowedByOrganizations()));
      }
    }
    body.set("simulated", verdicts);
  }
}
