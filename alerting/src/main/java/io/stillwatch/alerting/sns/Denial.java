// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which policy is missing, as far as AWS says: "User: .. is not authorized to perform: .. because
/// no identity-based policy allows .." (IAM user guide, "Troubleshoot access denied error
/// messages").
record Denial(TopicArn topic, String message) {
  private static final Pattern USER = Pattern.compile("User: (arn:[^ ]{1,300}) ");
  private static final Pattern SESSION =
      Pattern.compile("arn:([a-z-]+):sts::(\\d{12}):assumed-role/([^/]+)/.*");
  private static final Pattern DENY =
      Pattern.compile(
          "explicit deny in (?:a|an|the) ([a-z -]{3,60}?polic(?:y|ies)|[a-z -]*boundary)");

  /// The statement to add, and where.
  String remedy(String action) {
    var deny = DENY.matcher(message);
    if (deny.find()) {
      return "Remove the explicit deny of "
          + action
          + " on "
          + topic
          + " from the "
          + deny.group(1)
          + ".";
    }
    var statement = "Allow " + action + " on " + topic + " for " + principal();
    if (message.contains("no resource-based policy")) {
      return statement + " in the access policy of the topic.";
    }
    return foreign()
        ? statement
            + " in its identity policy, and in the access policy of the topic, which belongs to"
            + " account "
            + topic.account()
            + "."
        : statement + " in its identity policy.";
  }

  /// Both sides must allow it, because a key of another account trusts nobody by itself.
  String keyRemedy() {
    return "The topic "
        + topic
        + " is encrypted: allow kms:GenerateDataKey and kms:Decrypt on its KMS key for "
        + principal()
        + ", in the key policy and in its identity policy.";
  }

  private boolean foreign() {
    return user().map(arn -> !arn.split(":", -1)[4].equals(topic.account())).orElse(false);
  }

  private String principal() {
    return user().map(Denial::role).orElse("the role of Stillwatch");
  }

  private Optional<String> user() {
    var user = USER.matcher(message);
    if (!user.find()) return Optional.empty();
    return Optional.of(user.group(1)).filter(arn -> arn.split(":", -1).length > 5);
  }

  private static String role(String arn) {
    var session = SESSION.matcher(arn);
    return session.matches()
        ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
        : arn;
  }
}
