// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import io.stillwatch.auditor.document.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Output of the AWS CLI as it is: `describe-db-instances`, `describe-db-parameters`,
/// `get-bucket-lifecycle-configuration`, `get-topic-attributes`, `list-subscriptions-by-topic`, and
/// the commands that return a policy.
///
/// A fact that the output does not hold is left out, so the rules that need it stay silent.
public final class AwsCli {
  /// The name that a remedy has where the output does not tell which bucket it is about.
  private static final String BUCKET = "BUCKET";

  private static final Pattern RULE = Pattern.compile("/Lifecycle/(\\d+)/(\\w+)");

  private AwsCli() {}

  /// A document of facts, where in the output a place of it is, and which of several resources of
  /// the output it is about (empty if there is one).
  public record Facts(Tree document, UnaryOperator<String> origin, String resource) {
    public Facts(Tree document, UnaryOperator<String> origin) {
      this(document, origin, "");
    }
  }

  /// The documents that the output holds, none if it is of another command. `json` reads a policy
  /// that stands in a text; a place in it is written as if it were part of the output.
  public static List<Facts> read(Tree output, Function<String, Tree> json) {
    if (output.has("DBInstances")) return instances(output);
    if (output.has("Parameters")) return parameters(output);
    if (output.at("Attributes").has("TopicArn")) return topic(output, json);
    if (output.has("Subscriptions")) return subscriptions(output);
    if (output.at("Rules").items().stream().anyMatch(r -> r.has("Status") && r.has("ID"))) {
      return lifecycle(output);
    }
    return policy(output, json);
  }

  private static List<Facts> instances(Tree output) {
    var facts = new ArrayList<Facts>();
    for (var instance : output.at("DBInstances").items()) {
      var at = "/DBInstances/" + facts.size();
      var group = instance.at("DBParameterGroups").items().stream().findFirst().orElse(Tree.EMPTY);
      var document = new LinkedHashMap<String, Object>();
      document.put("engine", instance.at("Engine").text());
      for (var name : List.of("DBInstanceIdentifier", "AllocatedStorage", "MaxAllocatedStorage")) {
        if (instance.has(name)) document.put(name, instance.at(name).text());
      }
      document.put(
          "EnabledCloudwatchLogsExports", instance.at("EnabledCloudwatchLogsExports").texts());
      document.put("DBParameterGroup", group.at("DBParameterGroupName").text());
      document.put("ParameterApplyStatus", group.at("ParameterApplyStatus").text());
      var groups = at + "/DBParameterGroups/0";
      var name = instance.at("DBInstanceIdentifier").text();
      facts.add(
          new Facts(
              Tree.of(document),
              place ->
                  switch (place) {
                    case "/DBParameterGroup" -> groups + "/DBParameterGroupName";
                    case "/ParameterApplyStatus" -> groups + place;
                    default -> at + place;
                  },
              name.isEmpty() ? at : name));
    }
    return facts;
  }

  private static List<Facts> parameters(Tree output) {
    var values = new LinkedHashMap<String, Object>();
    var places = new LinkedHashMap<String, String>();
    var all = output.at("Parameters").items();
    for (int i = 0; i < all.size(); i++) {
      var name = all.get(i).at("ParameterName").text();
      if (!all.get(i).has("ParameterValue")) continue;
      values.put(name, all.get(i).at("ParameterValue").text());
      places.put("/parameters/" + name, "/Parameters/" + i);
    }
    boolean postgres =
        values.containsKey("rds.log_retention_period") || values.containsKey("log_filename");
    var document = Map.of("engine", postgres ? "postgres" : "mysql", "parameters", values);
    return List.of(
        new Facts(Tree.of(document), place -> places.getOrDefault(place, "/Parameters")));
  }

  private static List<Facts> lifecycle(Tree output) {
    var given = output.at("Rules").items();
    var rules = given.stream().map(AwsCli::rule).toList();
    return List.of(
        new Facts(
            Tree.of(Map.of("bucket", BUCKET, "Lifecycle", rules)), place -> origin(place, given)));
  }

  /// Where in the output a part of a rule is.
  private static String origin(String place, List<Tree> rules) {
    var part = RULE.matcher(place);
    if (!part.matches()) return "/Rules";
    var rule = rules.get(Integer.parseInt(part.group(1)));
    var prefix =
        rule.has("Prefix")
            ? "Prefix"
            : rule.at("Filter").has("And") ? "Filter/And/Prefix" : "Filter/Prefix";
    var element =
        switch (part.group(2)) {
          case "Prefix" -> prefix;
          case "ExpirationDays" -> "Expiration/Days";
          default -> part.group(2);
        };
    return "/Rules/" + part.group(1) + "/" + element;
  }

  private static Map<String, Object> rule(Tree rule) {
    var filter = rule.at("Filter");
    var prefix = filter.has("And") ? filter.at("And").at("Prefix") : filter.at("Prefix");
    var document = new LinkedHashMap<String, Object>();
    document.put("ID", rule.at("ID").text());
    document.put("Status", rule.at("Status").text());
    document.put("Prefix", rule.has("Prefix") ? rule.at("Prefix").text() : prefix.text());
    put(document, "ExpirationDays", rule.at("Expiration").at("Days"));
    put(document, "NoncurrentDays", rule.at("NoncurrentVersionExpiration").at("NoncurrentDays"));
    put(
        document,
        "AbortMultipartDays",
        rule.at("AbortIncompleteMultipartUpload").at("DaysAfterInitiation"));
    return document;
  }

  private static void put(Map<String, Object> document, String name, Tree value) {
    if (!value.text().isEmpty()) document.put(name, value.text());
  }

  private static List<Facts> topic(Tree output, Function<String, Tree> json) {
    var attributes = output.at("Attributes");
    var topic = new LinkedHashMap<String, Object>();
    topic.put("arn", attributes.at("TopicArn").text());
    boolean logged = attributes.keys().stream().anyMatch(k -> k.endsWith("FailureFeedbackRoleArn"));
    topic.put("delivery_status_logging", String.valueOf(logged));
    var facts = new ArrayList<Facts>();
    facts.add(
        new Facts(
            Tree.of(Map.of("topic", topic)),
            place -> place.equals("/topic/arn") ? "/Attributes/TopicArn" : "/Attributes"));
    if (attributes.has("Policy")) {
      facts.add(within(json.apply(attributes.at("Policy").text()), "/Attributes/Policy"));
    }
    return facts;
  }

  private static List<Facts> subscriptions(Tree output) {
    var all = output.at("Subscriptions").items();
    var topic = all.stream().map(s -> s.at("TopicArn").text()).findFirst().orElse("");
    var arns = all.stream().map(s -> Map.of("arn", s.at("SubscriptionArn").text())).toList();
    var topicFacts = topic.isEmpty() ? Map.of() : Map.of("arn", topic);
    return List.of(
        new Facts(
            Tree.of(Map.of("topic", topicFacts, "subscriptions", arns)),
            place ->
                place.equals("/topic/arn")
                    ? "/Subscriptions/0/TopicArn"
                    : place
                        .replaceFirst("^/subscriptions", "/Subscriptions")
                        .replaceFirst("/arn$", "/SubscriptionArn")));
  }

  /// Of `get-policy-version`, `get-role-policy` and its kin, and of `get-bucket-policy`.
  private static List<Facts> policy(Tree output, Function<String, Tree> json) {
    var version = output.at("PolicyVersion").at("Document");
    if (version.has("Statement")) return List.of(within(version, "/PolicyVersion/Document"));
    var role = output.at("PolicyDocument");
    if (role.has("Statement")) return List.of(within(role, "/PolicyDocument"));
    if (output.keys().equals(List.of("Policy"))) {
      var document = json.apply(output.at("Policy").text());
      if (document.has("Statement")) return List.of(within(document, "/Policy"));
    }
    return List.of();
  }

  private static Facts within(Tree document, String place) {
    return new Facts(document, inside -> place + inside);
  }
}
