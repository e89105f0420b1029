// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;
import static io.stillwatch.auditor.cloud.DocumentRule.when;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.iam.AddressRange;
import io.stillwatch.auditor.iam.Evaluator;
import io.stillwatch.auditor.iam.Evaluator.Verdict;
import io.stillwatch.auditor.iam.Policies;
import io.stillwatch.auditor.iam.Policy;
import io.stillwatch.auditor.iam.Request;
import io.stillwatch.auditor.iam.Statement;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Whether the policies of a role allow what its work needs; `requests` of the document say what.
final class IamRules {
  private static final String ROLE = "arn:aws:iam::123456789012:role/stillwatch";
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Principal",
          "NotPrincipal",
          "Condition");
  private static final int REGION = 3; // of an ARN
  private static final String DB_RESOURCE = "db-[A-Z0-9]+|cluster-[A-Z0-9]+|prx-\\w+|.*[*?].*";

  private IamRules() {}

  static List<DocumentRule> all() {
    return List.of(
        new DocumentRule(
            Card.error("IA01", "IAM does not know an action.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds:DownloadDBLogFilesPortion\",\"Resource\":\"*\"}]}}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds:DownloadDBLogFilePortion\",\"Resource\":\"*\"}]}}"),
            IamRules::unknownAction),
        new DocumentRule(
            Card.error("IA02", "A needed action is not allowed.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Subscribe\",\"Resource\":\"*\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}"),
            (card, d) -> missing(card, d, Why.ACTION)),
        new DocumentRule(
            Card.error("IA03", "A needed action is explicitly denied.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}"),
            (card, d) -> missing(card, d, Why.DENY)),
        new DocumentRule(
            Card.error("IA04", "NotAction or NotResource denies more than was meant.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"NotAction\":\"rds:Describe*\",\"Resource\":\"*\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"NotAction\":[\"rds:Describe*\",\"sns:Publish\"],\"Resource\":\"*\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}"),
            (card, d) -> missing(card, d, Why.NOT)),
        new DocumentRule(
            Card.error("IA05", "A needed action is allowed on other resources only.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"arn:aws:sns:eu-west-2:123456789012:alerts\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}"),
            (card, d) -> missing(card, d, Why.RESOURCE)),
        new DocumentRule(
            Card.warning("IA06", "A condition may keep a needed action from being allowed.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]},\"requests\":[{\"action\":\"sns:Publish\",\"resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}"),
            (card, d) -> missing(card, d, Why.CONDITION)),
        new DocumentRule(
            Card.error("IA09", "The document is not in the form IAM takes.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]}}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"*\"}]}}"),
            IamRules::form),
        new DocumentRule(
            Card.error("IA11", "rds-db:connect names an instance instead of its resource id.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds-db:connect\",\"Resource\":\"arn:aws:rds-db:eu-west-1:123456789012:dbuser:prod-orders/rotator\"}]}}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds-db:connect\",\"Resource\":\"arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/rotator\"}]}}"),
            IamRules::connect),
        new DocumentRule(
            Card.warning("IA12", "rds:Describe* does not include downloading logs.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds:Describe*\",\"Resource\":\"*\"}]}}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"rds:Describe*\",\"rds:DownloadDBLogFilePortion\"],\"Resource\":\"*\"}]}}"),
            IamRules::describeOnly),
        new DocumentRule(
            Card.warning("IA13", "A policy names a region that AWS does not have.")
                .example(
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"arn:aws:sns:eu-wst-1:123456789012:alerts\"}]}}",
                    "{\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}}"),
            IamRules::regions));
  }

  /// Who asks: the role of the document, or the one of the examples.
  static String principal(Tree d) {
    return d.at("role").text().isEmpty() ? ROLE : d.at("role").text();
  }

  static String account(String arn) {
    var parts = arn.split(":", -1);
    return parts.length > 4 ? parts[4] : "";
  }

  /// What the role asks for, as its clients ask: over TLS, and in the region of the resource; what
  /// is asked of no resource, in the region of the others, if they are all in one.
  static Stream<Request> requests(Tree d) {
    var all = d.at("requests").items();
    var regions =
        all.stream()
            .map(r -> region(r.at("resource").text()))
            .filter(r -> !r.isEmpty())
            .distinct()
            .toList();
    return all.stream()
        .map(r -> {
          var resource = r.at("resource").text();
          var region =
              resource.equals("*") && regions.size() == 1 ? regions.getFirst() : region(resource);
          return new Request(principal(d), r.at("action").text(), resource, context(region));
        });
  }

  private static Map<String, List<String>> context(String region) {
    var context = new HashMap<String, List<String>>();
    context.put("aws:securetransport", List.of("true"));
    if (!region.isEmpty()) context.put("aws:requestedregion", List.of(region));
    return context;
  }

  /// The region of an ARN, empty for a resource that has none or a pattern of them.
  static String region(String arn) {
    var parts = arn.split(":", -1);
    boolean one = parts.length > 5 && parts[0].equals("arn") && parts[REGION].matches("[a-z0-9-]+");
    return one ? parts[REGION] : "";
  }

  private enum Why {
    NONE,
    ACTION,
    DENY,
    NOT,
    RESOURCE,
    CONDITION
  }

  private static Policy policy(Tree d) {
    return new Policy(d.has("policy") ? d.at("policy") : d);
  }

  private static Stream<Problem> unknownAction(Card card, Tree d) {
    return policy(d).statements().stream()
        .flatMap(s ->
            Stream.of("Action", "NotAction")
                .flatMap(element ->
                    s.body().at(element).texts().stream()
                        .filter(a -> !IamActions.known(a))
                        .flatMap(a ->
                            IamActions.nearest(a).stream()
                                .map(near ->
                                    at(card, s.pointer(element, a), "There is no action " + a)
                                        .suggest(near)
                                        .remedy(Remedy.byHand("write " + near))))));
  }

  private static Stream<Problem> missing(Card card, Tree d, Why wanted) {
    var policy = policy(d);
    return requests(d)
        .filter(r -> why(policy, r) == wanted)
        .map(r ->
            at(card, place(policy, r, wanted), r.action() + " on " + r.resource() + title(wanted))
                .weighing(severity(wanted, policy, r))
                .remedy(Remedy.byHand("add the statement " + statement(r))));
  }

  /// What decides about the request; all statements if none is about its action.
  private static String place(Policy policy, Request request, Why why) {
    if (why == Why.DENY || why == Why.NOT) {
      var decision = Evaluator.decide(Policies.of(policy), request);
      return decision.by().map(Statement::pointer).orElse("/Statement");
    }
    return policy.statements().stream()
        .filter(s -> s.allows() && s.matchesAction(request.action()))
        .filter(s -> why == Why.RESOURCE || s.matchesResource(request.resource()))
        .findFirst()
        .map(s -> place(s) + (why == Why.RESOURCE ? "/Resource" : "/Condition"))
        .orElse("/Statement");
  }

  private static String title(Why why) {
    return switch (why) {
      case DENY -> " is explicitly denied";
      case NOT -> " is denied by NotAction or NotResource";
      case RESOURCE -> " is allowed on other resources only";
      case CONDITION -> " is allowed under a condition that may not hold";
      case ACTION, NONE -> " is not allowed";
    };
  }

  private static Severity severity(Why why, Policy policy, Request request) {
    if (why != Why.CONDITION) return Severity.ERROR;
    return policy.statements().stream()
            .filter(s -> s.matchesAction(request.action()))
            .anyMatch(s -> neverHolds(s.body().at("Condition")))
        ? Severity.ERROR
        : Severity.WARNING;
  }

  /// A role has no second factor, and AWS sees no private address.
  private static boolean neverHolds(Tree condition) {
    return condition.keys().stream()
        .anyMatch(op ->
            condition.at(op).keys().stream()
                .anyMatch(key ->
                    (key.equalsIgnoreCase("aws:MultiFactorAuthPresent")
                            && condition.at(op).at(key).text().equals("true"))
                        || (key.equalsIgnoreCase("aws:SourceIp")
                            && condition.at(op).at(key).texts().stream()
                                .allMatch(AddressRange::isPrivate))));
  }

  private static String statement(Request r) {
    return "{\"Effect\": \"Allow\", \"Action\": \""
        + r.action()
        + "\", \"Resource\": \""
        + r.resource()
        + "\"}";
  }

  private static Why why(Policy policy, Request request) {
    var decision = Evaluator.decide(Policies.of(policy), request);
    if (decision.verdict() == Verdict.ALLOWED) return Why.NONE;
    if (decision.verdict() == Verdict.EXPLICITLY_DENIED) {
      boolean not =
          decision
              .by()
              .filter(s -> s.body().has("NotAction") || s.body().has("NotResource"))
              .isPresent();
      return not ? Why.NOT : Why.DENY;
    }
    var allows =
        policy.statements().stream()
            .filter(Statement::allows)
            .filter(s -> s.matchesAction(request.action()))
            .toList();
    if (allows.isEmpty()) return Why.ACTION;
    if (allows.stream().anyMatch(s -> s.matchesResource(request.resource()))) return Why.CONDITION;
    return connects(request) ? Why.NONE : Why.RESOURCE; // said better by IA11
  }

  private static boolean connects(Request request) {
    return request.action().equals("rds-db:connect");
  }

  private static Stream<Problem> regions(Card card, Tree d) {
    return policy(d).statements().stream()
        .flatMap(s ->
            Stream.of("Resource", "NotResource")
                .flatMap(element ->
                    s.body().at(element).texts().stream()
                        .map(IamRules::region)
                        .flatMap(
                            r -> UnknownRegion.of(card, place(s) + "/" + element, r).stream())));
  }

  private static Stream<Problem> form(Card card, Tree d) {
    var document = policy(d).document();
    var version = document.at("Version").text();
    var old =
        when(
            !version.equals("2012-10-17"),
            at(
                    card,
                    "/Version",
                    version.isEmpty()
                        ? "Version is missing"
                        : "Version " + version + " does not expand variables")
                .weighing(Severity.INFO)
                .suggest("2012-10-17")
                .remedy(Remedy.byHand("set Version to 2012-10-17")));
    var words =
        policy(d).statements().stream()
            .flatMap(s -> {
              var effect = s.body().at("Effect").text();
              var wrong =
                  when(
                      !s.allows() && !s.denies(),
                      at(card, place(s) + "/Effect", "Effect is '" + effect + "'")
                          .suggest(
                              effect.toLowerCase(Locale.ROOT).startsWith("d") ? "Deny" : "Allow")
                          .remedy(Remedy.byHand("Effect is Allow or Deny")));
              var unknown =
                  s.body().keys().stream()
                      .filter(k -> !ELEMENTS.contains(k))
                      .map(k -> {
                        var problem =
                            at(card, place(s) + "/" + k, "A statement has no element " + k)
                                .remedy(Remedy.byHand("remove or rename " + k));
                        return Spelling.nearest(k, ELEMENTS)
                            .map(n -> problem.suggest(n.word()))
                            .orElse(problem);
                      });
              return Stream.concat(wrong, unknown);
            });
    return Stream.of(old, words, resources(card, d), sids(card, d)).flatMap(s -> s);
  }

  /// IAM refuses a policy of a role whose statement names no resource.
  private static Stream<Problem> resources(Card card, Tree d) {
    return policy(d).statements().stream()
        .filter(s -> !s.body().has("Resource") && !s.body().has("NotResource"))
        .filter(s -> !s.body().has("Principal") && !s.body().has("NotPrincipal"))
        .map(s ->
            at(card, place(s), "A statement has no Resource")
                .remedy(Remedy.byHand("add Resource")));
  }

  private static String sid(Statement statement) {
    return statement.body().at("Sid").text();
  }

  private static String place(Statement statement) {
    return statement.pointer();
  }

  private static Stream<Problem> sids(Card card, Tree d) {
    var seen = new HashSet<String>();
    return policy(d).statements().stream()
        .filter(s -> !sid(s).isEmpty() && !seen.add(sid(s)))
        .map(s ->
            at(card, place(s) + "/Sid", "Two statements have the Sid " + sid(s))
                .remedy(Remedy.byHand("give each statement a Sid of its own")));
  }

  private static Stream<Problem> connect(Card card, Tree d) {
    return policy(d).statements().stream()
        .filter(s -> s.matchesAction("rds-db:connect"))
        .flatMap(s ->
            s.resources().stream()
                .filter(r -> r.startsWith("arn:") && r.contains(":dbuser:"))
                .filter(r ->
                    !r.replaceFirst(".*:dbuser:", "").replaceFirst("/.*", "").matches(DB_RESOURCE))
                .map(r ->
                    at(
                            card,
                            s.pointer("Resource", r),
                            r + " names an instance, not its DbiResourceId")
                        .remedy(
                            Remedy.look(
                                "name the DbiResourceId",
                                "aws",
                                "rds",
                                "describe-db-instances",
                                "--query",
                                "DBInstances[].DbiResourceId"))));
  }

  private static Stream<Problem> describeOnly(Card card, Tree d) {
    var allowing = policy(d).statements().stream().filter(Statement::allows).toList();
    boolean downloads =
        allowing.stream().anyMatch(s -> s.matchesAction("rds:DownloadDBLogFilePortion"));
    if (downloads) return Stream.empty();
    return allowing.stream()
        .flatMap(s ->
            s.actions().stream()
                .filter(a -> a.equalsIgnoreCase("rds:Describe*"))
                .map(a -> s.pointer("Action", a)))
        .limit(1)
        .map(place ->
            at(card, place, "rds:Describe* finds logs and may not read them")
                .suggest("rds:DownloadDBLogFilePortion")
                .remedy(Remedy.byHand("add rds:DownloadDBLogFilePortion")));
  }
}
