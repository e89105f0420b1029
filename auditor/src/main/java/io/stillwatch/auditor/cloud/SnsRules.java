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
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.finding.Finding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether anybody hears an alert.
final class SnsRules {
  private static final String ARN =
      "arn:aws[\\w-]*:sns:[a-z]{2,4}(?:-[a-z]+)++-\\d:\\d{12}:[\\w-]+(?:\\.fifo)?";
  private static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();

  private static final String TESTED =
      "{\"taken_at\":\"2026-11-20T12:00:00Z\",\"last_message_at\":\"%s\",\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}}";
  private static final int MONTH = 30;

  private SnsRules() {}

  static List<DocumentRule> all() {
    return List.of(
        new DocumentRule(
            Card.error("SN01", "No subscription of the topic is confirmed: nobody hears an alert.")
                .example(
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"},\"subscriptions\":[{\"arn\":\"PendingConfirmation\"}]}",
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"},\"subscriptions\":[{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts:1111\"}]}"),
            SnsRules::subscriptions),
        new DocumentRule(
            Card.warning("SN02", "The policy of the topic does not name the publisher.")
                .example(
                    "{\"publisher\":\"rds.amazonaws.com\",\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\",\"Policy\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudwatch.amazonaws.com\"},\"Action\":\"sns:Publish\",\"Resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}}}",
                    "{\"publisher\":\"rds.amazonaws.com\",\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\",\"Policy\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"rds.amazonaws.com\"},\"Action\":\"sns:Publish\",\"Resource\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"}]}}}"),
            SnsRules::publisher),
        new DocumentRule(
            Card.error("SN03", "The topic is encrypted, and the publisher may not use the key.")
                .example(
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\",\"KmsMasterKeyId\":\"alias/alerts\"},\"publisher_may_use_key\":false}",
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\",\"KmsMasterKeyId\":\"alias/alerts\"},\"publisher_may_use_key\":true}"),
            (card, d) ->
                when(
                    !d.at("topic").at("KmsMasterKeyId").text().isEmpty()
                        && !d.at("publisher_may_use_key").text().equals("true"),
                    at(
                            card,
                            "/topic/KmsMasterKeyId",
                            "The publisher needs kms:GenerateDataKey* and kms:Decrypt")
                        .remedy(
                            Remedy.byHand(
                                "allow both to the publisher in the policy of the key")))),
        new DocumentRule(
            Card.error("SN04", "A filter policy lets none of our messages through.")
                .example(
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"},\"subscriptions\":[{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts:1\",\"FilterPolicy\":{\"severity\":[\"critcal\"]}}]}",
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\"},\"subscriptions\":[{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts:1\",\"FilterPolicy\":{\"severity\":[\"critical\"]}}]}"),
            SnsRules::filter),
        new DocumentRule(
            Card.error("SN05", "The ARN of the topic is malformed, or FIFO without a group.")
                .example(
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts.fifo\"},\"message_group_id\":\"\"}",
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts.fifo\"},\"message_group_id\":\"jobs\"}")
                .needing(Fact.GIVEN_DOCUMENT),
            SnsRules::arn),
        new DocumentRule(
            Card.warning("SN06", "Nobody would learn of a delivery that failed.")
                .example(
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\",\"delivery_status_logging\":false}}",
                    "{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-1:123456789012:alerts\",\"delivery_status_logging\":true}}"),
            (card, d) ->
                when(
                    d.at("topic").has("delivery_status_logging")
                        && !d.at("topic").at("delivery_status_logging").text().equals("true"),
                    at(card, "/topic", "The delivery status is not logged")
                        .remedy(
                            Remedy.byHand(
                                "set the feedback roles with aws sns set-topic-attributes")))),
        new DocumentRule(
            Card.info("SN07", "Nobody has tried for a month whether a message arrives.")
                .example(
                    TESTED.formatted("2026-09-01T08:00:00Z"),
                    TESTED.formatted("2026-11-01T08:00:00Z"))
                .needing(Fact.GIVEN_DOCUMENT),
            SnsRules::untested));
  }

  /// The last message of any kind, a test or an alert.
  private static Stream<Problem> untested(Card card, Tree d) {
    var at = S3AccessRules.instant(d.at("taken_at").text());
    if (at.isEmpty() || !d.has("last_message_at")) return Stream.empty();
    var last = S3AccessRules.instant(d.at("last_message_at").text());
    if (last.filter(l -> Duration.between(l, at.get()).toDays() <= MONTH).isPresent()) {
      return Stream.empty();
    }
    var since = last.map(l -> "since " + l).orElse("ever");
    return Stream.of(
        at(card, "/last_message_at", "No message went through the topic " + since)
            .remedy(
                Remedy.run(
                    "aws",
                    "sns",
                    "publish",
                    "--message",
                    "test",
                    "--topic-arn",
                    d.at("topic").at("arn").text())));
  }

  private static Stream<Problem> subscriptions(Card card, Tree d) {
    if (!d.has("subscriptions")) return Stream.empty();
    var all = d.at("subscriptions").items();
    var unconfirmed =
        IntStream.range(0, all.size())
            .filter(i -> !all.get(i).at("arn").text().startsWith("arn:"))
            .toArray();
    int pending = unconfirmed.length;
    if (pending == 0 && !all.isEmpty()) return Stream.empty();
    boolean nobody = pending == all.size();
    var title =
        nobody ? "No subscription is confirmed" : pending + " subscriptions are not confirmed";
    var place = pending == 0 ? "/subscriptions" : "/subscriptions/" + unconfirmed[0] + "/arn";
    return Stream.of(
        at(card, place, title)
            .weighing(nobody ? Finding.Severity.ERROR : Finding.Severity.WARNING)
            .remedy(
                Remedy.byHand(
                    "open the link in the confirmation message; it expires after 48 hours")));
  }

  private static Stream<Problem> publisher(Card card, Tree d) {
    var publisher = d.at("publisher").text();
    var topic = d.at("topic").at("arn").text();
    if (publisher.isEmpty() || !d.at("topic").has("Policy")) return Stream.empty();
    var policies =
        Policies.of().withResource(new Policy(d.at("topic").at("Policy")), account(topic));
    var verdict =
        Evaluator.decide(policies, new Request(publisher, "sns:Publish", topic)).verdict();
    if (verdict == Verdict.ALLOWED || verdict == Verdict.UNKNOWN) return Stream.empty();
    boolean decides = publisher.startsWith("arn:") && account(publisher).equals(account(topic));
    return Stream.of(
        at(card, "/topic/Policy", "The policy of the topic does not let " + publisher + " publish")
            .weighing(
                decides && verdict == Verdict.IMPLICITLY_DENIED
                    ? Finding.Severity.WARNING
                    : Finding.Severity.ERROR)
            .remedy(
                Remedy.look(
                    "allow the publisher sns:Publish in the policy",
                    "aws",
                    "sns",
                    "get-topic-attributes",
                    "--topic-arn",
                    topic)));
  }

  private static String account(String arn) {
    var parts = arn.split(":", -1);
    return parts.length > 4 ? parts[4] : "";
  }

  private static Stream<Problem> filter(Card card, Tree d) {
    var all = d.at("subscriptions").items();
    return IntStream.range(0, all.size())
        .boxed()
        .flatMap(i -> {
          var values = all.get(i).at("FilterPolicy").at("severity").texts();
          return values.stream()
              .filter(value -> !value.isEmpty() && !SEVERITIES.contains(value))
              .map(value ->
                  filter(
                      card,
                      "/subscriptions/" + i + "/FilterPolicy/severity/" + values.indexOf(value),
                      value));
        });
  }

  private static Problem filter(Card card, String place, String value) {
    var problem =
        at(card, place, "No message has the severity " + value)
            .remedy(Remedy.byHand("correct FilterPolicy with aws sns set-subscription-attributes"));
    return Spelling.nearest(value, SEVERITIES).map(s -> problem.suggest(s.word())).orElse(problem);
  }

  private static Stream<Problem> arn(Card card, Tree d) {
    var arn = d.at("topic").at("arn").text();
    boolean fifo =
        arn.endsWith(".fifo")
            && d.has("message_group_id")
            && d.at("message_group_id").text().isEmpty();
    if (!arn.isEmpty() && (!arn.matches(ARN) || fifo)) {
      return Stream.of(
          at(
                  card,
                  "/topic/arn",
                  fifo ? "A FIFO topic needs a message group" : "This is no ARN of a topic")
              .remedy(Remedy.look("name a topic of the list", "aws", "sns", "list-topics")));
    }
    return UnknownRegion.of(card, "/topic/arn", IamRules.region(arn)).stream();
  }
}
