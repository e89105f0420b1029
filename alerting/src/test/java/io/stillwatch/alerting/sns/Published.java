// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.core.alert.Notification;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/// What a notification is published as.
public final class Published {
  private static final TopicArn TOPIC = TopicArn.of("arn:aws:sns:eu-central-1:123456789012:alerts");

  private Published() {}

  static PublishRequest as(SnsNotifier.Style style, Notification notification) {
    return new PublishRequests(TOPIC, style).of(notification);
  }

  public static String chat(Notification notification) {
    return as(SnsNotifier.Style.CHAT, notification).message();
  }

  /// As SNS counts them.
  public static int bytes(Notification notification) {
    var request = as(SnsNotifier.Style.TEXT, notification);
    int bytes = request.message().getBytes(UTF_8).length;
    for (var one : request.messageAttributes().entrySet()) {
      bytes += one.getKey().length() + one.getValue().dataType().length();
      bytes += one.getValue().stringValue().getBytes(UTF_8).length;
    }
    return bytes;
  }
}
