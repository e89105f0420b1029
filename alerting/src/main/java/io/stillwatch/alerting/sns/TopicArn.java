// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import java.util.regex.Pattern;

/// The ARN of a topic: `arn:aws:sns:eu-central-1:123456789012:alerts`.
final class TopicArn {
  private static final Pattern FORM =
      Pattern.compile("arn:[a-z-]+:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

  private TopicArn() {}

  static String region(String arn) {
    var match = FORM.matcher(arn);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "Not a valid ARN of an SNS topic: '"
              + arn
              + "'. Expected a form like arn:aws:sns:eu-central-1:123456789012:alerts.");
    }
    return match.group(1);
  }

  static boolean isFifo(String arn) {
    return arn.endsWith(".fifo");
  }
}
