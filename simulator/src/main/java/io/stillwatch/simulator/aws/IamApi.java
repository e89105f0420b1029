// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Roles with their policies: one of their own, and one that is managed.
///
/// IAM's simulation is whatever somebody set; it is not an evaluator.
final class IamApi {
  static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";
  private static final String MANAGED = ":policy/managed-";

  private final Map<String, String> inline = new ConcurrentSkipListMap<>();
  private final Map<String, String> managed = new ConcurrentHashMap<>();
  private final Map<String, String> decisions = new ConcurrentHashMap<>();

  /// Gives a role a policy of its own.
  void inlinePolicy(String role, String document) {
    inline.put(role, document);
  }

  /// Attaches a managed policy to a role.
  void attachPolicy(String role, String document) {
    managed.put(role, document);
  }

  /// What the simulation says of an action from now on: `allowed`, `implicitDeny`, `explicitDeny`.
  void decide(String action, String decision) {
    decisions.put(action, decision);
  }

  Xml answer(QueryRequest request) {
    return switch (request.action()) {
      case "ListRolePolicies" -> {
        var names = new Xml();
        if (inline.containsKey(known(request))) names.text("member", "own");
        yield new Xml().element("PolicyNames", names).text("IsTruncated", "false");
      }
      case "GetRolePolicy" ->
          new Xml()
              .text("RoleName", known(request))
              .text("PolicyName", "own")
              .text("PolicyDocument", encoded(inline.getOrDefault(known(request), "{}")));
      case "ListAttachedRolePolicies" -> attached(known(request));
      case "GetPolicy" ->
          new Xml()
              .element(
                  "Policy",
                  new Xml()
                      .text("Arn", request.required("PolicyArn"))
                      .text("DefaultVersionId", "v1"));
      case "GetPolicyVersion" -> version(request.required("PolicyArn"));
      case "GetRole" -> role(known(request));
      default -> simulated(request);
    };
  }

  private String known(QueryRequest request) {
    var role = request.required("RoleName");
    if (inline.containsKey(role) || managed.containsKey(role)) return role;
    throw new RefusedException(
        404, "NoSuchEntity", "The role with name " + role + " cannot be found.");
  }

  private Xml attached(String role) {
    var policies = new Xml();
    if (managed.containsKey(role)) {
      var arn = "arn:aws:iam::" + AccountApi.ACCOUNT + MANAGED + role;
      policies.element(
          "member", new Xml().text("PolicyName", "managed-" + role).text("PolicyArn", arn));
    }
    return new Xml().element("AttachedPolicies", policies).text("IsTruncated", "false");
  }

  private Xml version(String arn) {
    var role = arn.substring(arn.indexOf(MANAGED) + MANAGED.length());
    var document = encoded(managed.getOrDefault(role, "{}"));
    return new Xml()
        .element("PolicyVersion", new Xml().text("Document", document).text("VersionId", "v1"));
  }

  private static Xml role(String name) {
    var trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    return new Xml()
        .element(
            "Role",
            new Xml()
                .text("Path", "/")
                .text("RoleName", name)
                .text("Arn", "arn:aws:iam::" + AccountApi.ACCOUNT + ":role/" + name)
                .text("AssumeRolePolicyDocument", encoded(trust)));
  }

  private Xml simulated(QueryRequest request) {
    var results = new Xml();
    for (int n = 1; request.text("ActionNames.member." + n).isPresent(); n++) {
      var action = request.required("ActionNames.member." + n);
      results.element(
          "member",
          new Xml()
              .text("EvalActionName", action)
              .text("EvalResourceName", request.text("ResourceArns.member.1").orElse("*"))
              .text("EvalDecision", decisions.getOrDefault(action, "allowed")));
    }
    return new Xml().element("EvaluationResults", results).text("IsTruncated", "false");
  }

  /// As IAM hands documents out: encoded for URLs.
  private static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
