// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;
import static io.stillwatch.auditor.cloud.DocumentRule.when;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether a bucket ever gets smaller.
final class S3Rules {
  private static final Pattern ACL = Pattern.compile("(?:^|\\s)--acl(?:[ =]+([^\\s-]\\S*))?");

  private S3Rules() {}

  static List<DocumentRule> all() {
    return List.of(
        new DocumentRule(
            Card.error("S301", "Objects never expire: no rule is in force for them.")
                .example(
                    "{\"bucket\":\"archive\",\"Lifecycle\":[{\"ID\":\"expire\",\"Status\":\"Disabled\",\"Prefix\":\"logs/\",\"ExpirationDays\":90,\"AbortMultipartDays\":7}]}",
                    "{\"bucket\":\"archive\",\"Lifecycle\":[{\"ID\":\"expire\",\"Status\":\"Enabled\",\"Prefix\":\"logs/\",\"ExpirationDays\":90,\"AbortMultipartDays\":7}]}"),
            S3Rules::lifecycle),
        new DocumentRule(
            Card.warning("S302", "Old versions or unfinished uploads are kept for ever.")
                .example(
                    "{\"bucket\":\"archive\",\"Versioning\":\"Enabled\",\"Lifecycle\":[{\"ID\":\"expire\",\"Status\":\"Enabled\",\"Prefix\":\"\",\"ExpirationDays\":90,\"AbortMultipartDays\":7}]}",
                    "{\"bucket\":\"archive\",\"Versioning\":\"Enabled\",\"Lifecycle\":[{\"ID\":\"expire\",\"Status\":\"Enabled\",\"Prefix\":\"\",\"ExpirationDays\":90,\"NoncurrentDays\":30,\"AbortMultipartDays\":7}]}"),
            S3Rules::leftovers),
        new DocumentRule(
            Card.warning("S304", "Uploads with an access list are refused by this bucket.")
                .example(
                    "{\"bucket\":\"archive\",\"ObjectOwnership\":\"BucketOwnerEnforced\",\"job_options\":[\"--acl public-read\"]}",
                    "{\"bucket\":\"archive\",\"ObjectOwnership\":\"BucketOwnerEnforced\",\"job_options\":[\"--quiet\"]}")
                .needing(Fact.GIVEN_DOCUMENT),
            (card, d) ->
                when(
                    d.at("ObjectOwnership").text().equals("BucketOwnerEnforced")
                        && refused(d.at("job_options").texts()),
                    at(card, "/ObjectOwnership", "The bucket takes no access lists")
                        .remedy(Remedy.byHand("drop --acl")))));
  }

  /// A bucket with BucketOwnerEnforced still takes the one access list that gives its owner full
  /// control (S3 User Guide, "Controlling ownership of objects").
  private static boolean refused(List<String> options) {
    return ACL.matcher(String.join(" ", options))
        .results()
        .anyMatch(acl -> !"bucket-owner-full-control".equals(acl.group(1)));
  }

  private static Stream<Problem> lifecycle(Card card, Tree d) {
    if (!d.has("Lifecycle")) return Stream.empty();
    var rules = d.at("Lifecycle").items();
    var remedy = correctRules(d);
    if (rules.stream().noneMatch(r -> r.at("Status").text().equals("Enabled"))) {
      var title =
          rules.isEmpty() ? "There is no lifecycle rule" : "Every lifecycle rule is disabled";
      var place = rules.isEmpty() ? "/Lifecycle" : "/Lifecycle/0/Status";
      return Stream.of(at(card, place, title).remedy(remedy));
    }
    var seen = d.at("seen_prefixes").texts();
    var unmatched =
        rules.stream()
            .filter(r -> r.at("Status").text().equals("Enabled"))
            .filter(r -> !seen.isEmpty() && seen.stream().noneMatch(s -> related(s, prefix(r))))
            .map(r -> {
              var p = prefix(r);
              var place = place(rules, r) + "/Prefix";
              var problem = at(card, place, "No object begins with " + p).remedy(remedy);
              var plain = p.replaceFirst("^/+", "");
              if (seen.contains(plain)) return problem.suggest(plain);
              return Spelling.nearest(p, seen).map(s -> problem.suggest(s.word())).orElse(problem);
            });
    var kept =
        rules.stream()
            .filter(r -> r.has("ExpirationDays") && r.at("ExpirationDays").isEmpty())
            .map(r ->
                at(
                        card,
                        place(rules, r) + "/ExpirationDays",
                        "The rule " + r.at("ID").text() + " expires nothing")
                    .remedy(remedy));
    return Stream.concat(unmatched, kept);
  }

  private static String prefix(Tree rule) {
    return rule.at("Prefix").text();
  }

  private static boolean related(String a, String b) {
    return a.startsWith(b) || b.startsWith(a);
  }

  private static String place(List<Tree> rules, Tree rule) {
    return "/Lifecycle/" + rules.indexOf(rule);
  }

  private static Remedy correctRules(Tree d) {
    return Remedy.look(
        "correct the rules, and put them with put-bucket-lifecycle-configuration",
        "aws",
        "s3api",
        "get-bucket-lifecycle-configuration",
        "--bucket",
        d.at("bucket").text());
  }

  private static Stream<Problem> leftovers(Card card, Tree d) {
    boolean versioned = d.at("Versioning").text().equals("Enabled");
    var rules = d.at("Lifecycle").items();
    if (rules.isEmpty()) return Stream.empty();
    boolean versions = rules.stream().anyMatch(r -> r.at("NoncurrentDays").number().isPresent());
    boolean uploads = rules.stream().anyMatch(r -> r.at("AbortMultipartDays").number().isPresent());
    var remedy = correctRules(d);
    return Stream.concat(
        when(
            versioned && !versions,
            at(card, "/Lifecycle/NoncurrentDays", "Old versions never expire").remedy(remedy)),
        when(
            !uploads,
            at(card, "/Lifecycle/AbortMultipartDays", "Unfinished uploads are never removed")
                .weighing(Severity.INFO)
                .remedy(remedy)));
  }
}
