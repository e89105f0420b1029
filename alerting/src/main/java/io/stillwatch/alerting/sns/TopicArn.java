// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// The ARN of a topic: `arn:aws:sns:eu-central-1:123456789012:alerts`, in any partition. A FIFO
/// topic ends in `.fifo`.
record TopicArn(String text, String region, String account, String name) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:(aws[a-z-]*):sns:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,256}(?:\\.fifo)?)");

  static TopicArn of(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "Not a valid ARN of an SNS topic: '"
              + text
              + "'. Expected a form like arn:aws:sns:eu-central-1:123456789012:alerts.");
    }
    var region = match.group(2);
    var partition = PartitionMetadata.of(Region.of(region)).id();
    if (!partition.equals(match.group(1))) {
      throw new IllegalArgumentException(
          "Not a valid ARN of an SNS topic: '"
              + text
              + "'. The region "
              + region
              + " belongs to the partition "
              + partition
              + ": arn:"
              + partition
              + ":sns:..");
    }
    return new TopicArn(text, region, match.group(3), match.group(4));
  }

  boolean isFifo() {
    return name.endsWith(".fifo");
  }

  @Override
  public String toString() {
    return text;
  }
}
